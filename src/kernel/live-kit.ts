/** What the tests against the running kernel share: loading, ending, and processes that call getppid(2). */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect } from 'vitest';
import type { Loaded } from '../backend/index.ts';
import type { AttachSpec } from '../bpf/index.ts';
import { syscallNumber } from '../machine/index.ts';
import { BtfTypes } from '../types/index.ts';
import type { CapabilityName } from './capabilities/answers.ts';
import { kernelBackend } from './index.ts';
import { named, whyNot } from './test-needs.ts';
import * as asm from './test-programs.ts';

const { HELPER, object } = asm;

const kernelTypes = () => new BtfTypes(readFileSync('/sys/kernel/btf/vmlinux'));

/** A describe() that is skipped, with the reason in its name, where BPF or what it needs besides is not there. */
export function kernelSuite(
  name: string,
  tests: () => void,
  ...needs: readonly CapabilityName[]
): void {
  const reason = whyNot(...needs);
  describe.skipIf(reason !== undefined)(named(name, reason), tests);
}

let loaded: Loaded | undefined;
let descriptors = 0;
const children: ChildProcess[] = [];

const openDescriptors = (): number => readdirSync('/proc/self/fd').length;

/** After each test of the file: ends its processes and programs, which must not leave descriptors. */
export function endAfterEach(): void {
  afterEach(async () => {
    const ended = children.splice(0).filter((child) => child.kill('SIGKILL'));
    await Promise.all(ended.map((child) => once(child, 'exit')));
    if (loaded === undefined) return;
    loaded.close();
    loaded = undefined;
    expect(openDescriptors()).toBeLessThan(descriptors);
  });
}

export async function open(...args: Parameters<typeof object>): Promise<Loaded> {
  loaded = await kernelBackend(kernelTypes).open(object(...args));
  descriptors = openDescriptors();
  return loaded;
}

export const cell = (from: Loaded, index: number): number =>
  Number(from.memory('cells').getBigUint64(index * 8, true));

/** getppid(2). Shells, npm and perl call it too, so counts must be of one's own processes only. */
const GETPPID = syscallNumber('getppid');

/** A process that calls getppid `count` times when told to, and then ends. */
export function caller(count: number): ChildProcess {
  const script = `process.stdin.once('data', () => {
    for (let i = 0; i < ${count}; i++) process.ppid;
    process.exit(0);
  });
  process.stdout.write('ready');`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

export async function ready(child: ChildProcess): Promise<number> {
  if (child.stdout) await once(child.stdout, 'data');
  return child.pid ?? 0;
}

export async function runAll(callers: readonly ChildProcess[]): Promise<void> {
  const ended = callers.map((child) => once(child, 'exit'));
  for (const child of callers) child.stdin?.write('go');
  await Promise.all(ended);
}

/** Runs `body` for getppid(2) of these processes. The number is the tracepoint's second argument. */
export function onGetppid(pids: readonly number[], body: readonly asm.Insn[]): readonly asm.Insn[] {
  const isOurs = [
    asm.call(HELPER.getCurrentPidTgid),
    asm.shiftRight(0, 32),
    ...pids.map((pid, i) => asm.jumpIf(0, pid, pids.length - i + 1)),
    asm.mov(0, 0),
    asm.exit(),
  ];
  const rest = [...isOurs, ...body];
  return [
    asm.movReg(6, 1),
    asm.load64(2, 6, 8),
    asm.jumpIfNot(2, GETPPID, slots(rest)),
    ...rest,
    asm.mov(0, 0),
    asm.exit(),
  ];
}

const slots = (insns: readonly asm.Insn[]): number =>
  insns.reduce((sum, insn) => sum + ('mapName' in insn ? 2 : 1), 0);

export const sysEnter = (typed: boolean): AttachSpec => ({
  kind: 'raw_tracepoint',
  event: 'sys_enter',
  typed,
});

export const withReturn = (body: readonly asm.Insn[]): readonly asm.Insn[] => [
  ...body,
  asm.mov(0, 0),
  asm.exit(),
];
