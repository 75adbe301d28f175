import { join } from 'node:path';
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
  return [
    ...['-M', 'q35,memory-backend=mem', ...(kvm ? accelerated : emulated)],
    ...['-smp', `${cpus}`, '-m', `${memory}`],
    // The daemon that serves files reads and writes the guest's memory.
    ...['-object', `memory-backend-memfd,id=mem,size=${memory}M,share=on`],
    ...['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot', '-bios', 'qboot.rom'],
    ...['-kernel', kernel.image, '-initrd', kernel.initrd],
    ...['-append', commandLine(run)],
    ...['-chardev', `file,id=con,path=${join(run, 'console')}`, '-serial', 'chardev:con'],
    ...['-chardev', `socket,id=fs,path=${join(run, 'fs.sock')}`],
    ...['-device', 'vhost-user-fs-pci,chardev=fs,tag=host'],
    ...['-drive', `file=${join(run, 'disk')},if=none,id=disk,format=raw,cache=unsafe`],
    ...['-device', 'virtio-blk-pci,drive=disk'],
  ];
}

const accelerated = ['-accel', 'kvm', '-cpu', 'host'];

/**
 * Without erms the kernel clears memory by 8 bytes instead of one; without la57 it walks a level of
 * pages less.
 */
const emulated = ['-accel', 'tcg,thread=multi', '-cpu', 'max,-la57,-erms'];

/**
 * The kernel's command line. An emulated processor is slow: no self-tests, no mitigations; the time
 * stamp counter is trusted, as the watchdog would throw it out now and then; and who waits for RCU,
 * as detaching a probe does, is not kept waiting. A panic ends the machine.
 */
const commandLine = (run: string): string =>
  [
    'console=ttyS0 loglevel=5 panic=-1 reboot=t nokaslr mitigations=off tsc=reliable',
    `cryptomgr.notests rcupdate.rcu_expedited=1 random.trust_cpu=on lab=${run}`,
  ].join(' ');
