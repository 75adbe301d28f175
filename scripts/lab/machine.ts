import { join } from 'node:path';
import type { Guest } from './guest.ts';
import type { Kernel } from './kernel.ts';

/** What a run of the lab may be asked for. */
export interface MachineOptions {
  readonly cpus: number;
  /** In MiB. */
  readonly memory: number;
  /** Use the processor's own virtualization instead of emulating one. */
  readonly kvm: boolean;
}

/**
 * The arguments of qemu for a kernel. `run` is the folder of this run, the same path on both sides:
 * its fs.sock is the daemon that serves the host's files, `disk` a scratch disk, `console` gets
 * what the kernel says.
 */
export function machineArguments(kernel: Kernel, run: string, options: MachineOptions): string[] {
  const { cpus, memory, kvm } = options;
  const { guest } = kernel;
  return [
    ...guest.board,
    ...(kvm ? ['-accel', 'kvm', '-cpu', 'host'] : emulated(guest)),
    ...['-smp', `${cpus}`, '-m', `${memory}`],
    // The daemon that serves files reads and writes the guest's memory.
    ...['-object', `memory-backend-memfd,id=mem,size=${memory}M,share=on`],
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot'],
    ...['-kernel', kernel.image, '-initrd', kernel.initrd],
    ...['-append', commandLine(guest, run)],
    ...['-chardev', `file,id=con,path=${join(run, 'console')}`, '-serial', 'chardev:con'],
    ...['-chardev', `socket,id=fs,path=${join(run, 'fs.sock')}`],
    ...['-device', 'vhost-user-fs-pci,chardev=fs,tag=host'],
    ...['-drive', `file=${join(run, 'disk')},if=none,id=disk,format=raw,cache=unsafe`],
    ...['-device', 'virtio-blk-pci,drive=disk'],
  ];
}

const emulated = ({ processor }: Guest): string[] => [
  ...['-accel', 'tcg,thread=multi', '-cpu', processor],
];

/**
 * The kernel's command line. An emulated processor is slow: no self-tests, no mitigations; and who
 * waits for RCU, as detaching a probe does, is not kept waiting. A panic ends the machine.
 */
const commandLine = ({ boot }: Guest, run: string): string =>
  [
    `${boot} loglevel=5 panic=-1 nokaslr mitigations=off`,
    `cryptomgr.notests rcupdate.rcu_expedited=1 random.trust_cpu=on lab=${run}`,
  ].join(' ');
