/** The backend against the running kernel: what was counted must be exactly what happened. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import type { Loaded } from '../backend/index.ts';
import type { AttachSpec, MapSpec } from '../bpf/index.ts';
import { BtfTypes } from '../types/index.ts';
import { kernelBackend } from './index.ts';
import { checkPrivileges } from './privileges.ts';
import { kernelSymbols } from './symbols.ts';
import { grabProcess, launchCommand } from './target.ts';
import * as asm from './test-programs.ts';

const kernelTypes = () => new BtfTypes(readFileSync('/sys/kernel/btf/vmlinux'));

const { HELPER, bump, object, program } = asm;

const reason = whyNot();
const suite = reason === undefined ? describe : describe.skip;

function whyNot(): string | undefined {
  try {
    checkPrivileges();
    return undefined;
  } catch (error) {
    return String(error);
  }
}

/** getppid(2). Shells, npm and perl call it too, so counts must be of one's own processes only. */
const GETPPID = process.arch === 'arm64' ? 173 : 110;

let loaded: Loaded | undefined;
let descriptors = 0;
const children: ChildProcess[] = [];

const openDescriptors = (): number => readdirSync('/proc/self/fd').length;

afterEach(async () => {
  const ended = children.splice(0).filter((child) => child.kill('SIGKILL'));
  await Promise.all(ended.map((child) => once(child, 'exit')));
  if (loaded === undefined) return;
  loaded.close();
  loaded = undefined;
  expect(openDescriptors()).toBeLessThan(descriptors);
});

async function open(...args: Parameters<typeof object>): Promise<Loaded> {
  loaded = await kernelBackend(kernelTypes).open(object(...args));
  descriptors = openDescriptors();
  return loaded;
}

const cell = (from: Loaded, index: number): number =>
  Number(from.memory('cells').getBigUint64(index * 8, true));

/** A process that calls getppid `count` times when told to, and then ends. */
function caller(count: number): ChildProcess {
  const script = `process.stdin.once('data', () => {
    for (let i = 0; i < ${count}; i++) process.ppid;
    process.exit(0);
  });
  process.stdout.write('ready');`;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

async function ready(child: ChildProcess): Promise<number> {
  if (child.stdout) await once(child.stdout, 'data');
  return child.pid ?? 0;
}

async function runAll(callers: readonly ChildProcess[]): Promise<void> {
  const ended = callers.map((child) => once(child, 'exit'));
  for (const child of callers) child.stdin?.write('go');
  await Promise.all(ended);
}

/** Runs `body` for getppid(2) of these processes. The number is the tracepoint's second argument. */
function onGetppid(pids: readonly number[], body: readonly asm.Insn[]): readonly asm.Insn[] {
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

const sysEnter = (typed: boolean): AttachSpec => ({
  kind: 'raw_tracepoint',
  event: 'sys_enter',
  typed,
});

const withReturn = (body: readonly asm.Insn[]): readonly asm.Insn[] => [
  ...body,
  asm.mov(0, 0),
  asm.exit(),
];

const BPF_RB_NO_WAKEUP = 1;
const BPF_RB_FORCE_WAKEUP = 2;

/** Submits 24 bytes: a 77, the number of the record (cell 0), a 99. */
const record = (flags: number): readonly asm.Insn[] => [
  asm.loadMap(1, 'records'),
  asm.mov(2, 24),
  asm.mov(3, 0),
  asm.call(HELPER.ringbufReserve),
  asm.jumpIf(0, 0, 12),
  asm.movReg(7, 0),
  asm.loadValue(1, 'cells', 0),
  asm.load64(2, 1, 0),
  asm.store64(7, 8, 2),
  asm.add(2, 1),
  asm.store64(1, 0, 2),
  asm.storeImm(7, 0, 77),
  asm.storeImm(7, 16, 99),
  asm.movReg(1, 7),
  asm.mov(2, flags),
  asm.call(HELPER.ringbufSubmit),
];
const NUMBERED_RECORD = record(0);

/** Checks that such records come whole and in sequence. */
function numberedReader() {
  const reader = {
    seen: 0,
    wrong: [] as number[],
    visit: (ring: DataView, at: number, length: number): void => {
      const marks = [length, ring.getUint32(at, true), ring.getUint32(at + 16, true)].join();
      const number = Number(ring.getBigUint64(at + 8, true));
      if (marks !== '24,77,99' || number !== reader.seen) reader.wrong.push(number);
      reader.seen++;
    },
  };
  return reader;
}

suite(`kernel${reason === undefined ? '' : ` (skipped: ${reason})`}`, () => {
  test.each([
    ['raw', false, 1],
    ['typed', true, 1],
    ['raw, four at once', false, 4],
    ['typed, four at once', true, 4],
  ])('counts 100,000 calls exactly: %s', async (_name, typed, processes) => {
    const callers = Array.from({ length: processes }, () => caller(100_000));
    const pids = await Promise.all(callers.map(ready));
    const kernel = await open([program('count', sysEnter(typed), onGetppid(pids, bump(0)))]);
    await kernel.attach();
    await runAll(callers);
    expect(cell(kernel, 0)).toBe(processes * 100_000);
    expect(kernel.drops().every(({ nesting }) => nesting === 0n)).toBe(true);
  });

  test('reads what it wrote, many times around the ring', async () => {
    const kernel = await open([program('record', { kind: 'manual' }, withReturn(NUMBERED_RECORD))]);
    const reader = numberedReader();
    for (let round = 0; round < 30; round++) {
      for (let i = 0; i < 1500; i++) kernel.fire('record');
      kernel.drain(reader.visit);
    }
    expect(reader.wrong).toEqual([]);
    expect(reader.seen).toBe(45_000);
  });

  test('loses no record of a running process', async () => {
    const child = caller(100_000);
    const pid = await ready(child);
    const record = program('record', sysEnter(false), onGetppid([pid], NUMBERED_RECORD));
    const kernel = await open([record], [{ ...asm.RING, entries: 1 << 22 }]);
    await kernel.attach();
    const reader = numberedReader();
    let running = true;
    const finished = runAll([child]).then(() => {
      running = false;
      kernel.wakeup();
    });
    while (running) {
      await kernel.wait(1000);
      kernel.drain(reader.visit);
    }
    await finished;
    kernel.drain(reader.visit);
    expect(reader.wrong).toEqual([]);
    expect(reader.seen).toBe(100_000);
  });

  test.each([
    ['quietly', BPF_RB_NO_WAKEUP, false],
    ['forcefully', BPF_RB_FORCE_WAKEUP, true],
  ])('is woken by a record submitted %s: %s', async (_name, flags, woken) => {
    const kernel = await open([program('record', { kind: 'manual' }, withReturn(record(flags)))]);
    await kernel.wait(0);
    setTimeout(() => kernel.fire('record'), 10);
    const start = performance.now();
    await kernel.wait(150);
    expect(performance.now() - start < 100).toBe(woken);
  });

  test('skips discarded records', async () => {
    const reserve = [
      asm.loadMap(1, 'records'),
      asm.mov(2, 8),
      asm.mov(3, 0),
      asm.call(HELPER.ringbufReserve),
    ];
    const kernel = await open([
      program('BEGIN', { kind: 'manual' }, [
        ...reserve,
        asm.jumpIf(0, 0, 3),
        asm.movReg(1, 0),
        asm.mov(2, 0),
        asm.call(HELPER.ringbufDiscard),
        ...reserve,
        asm.jumpIf(0, 0, 4),
        asm.storeImm(0, 0, 5),
        asm.movReg(1, 0),
        asm.mov(2, 0),
        asm.call(HELPER.ringbufSubmit),
        asm.mov(0, 0),
        asm.exit(),
      ]),
    ]);
    kernel.fire('BEGIN');
    const seen: number[] = [];
    kernel.drain((ring, at) => void seen.push(ring.getUint32(at, true)));
    expect(seen).toEqual([5]);
  });

  test('keeps thread-local storage per task', async () => {
    const storage: MapSpec = {
      name: 'self',
      kind: 'task_storage',
      keyBytes: 4,
      valueBytes: 24,
      entries: 0,
    };
    const body = [
      asm.call(HELPER.getCurrentTaskBtf),
      asm.loadMap(1, 'self'),
      asm.movReg(2, 0),
      asm.mov(3, 0),
      asm.mov(4, 1),
      asm.call(HELPER.taskStorageGet),
      asm.jumpIf(0, 0, 9),
      asm.load64(2, 0, 16),
      asm.add(2, 1),
      asm.store64(0, 16, 2),
      // The third call of a thread counts it, so two threads give two.
      asm.jumpIfNot(2, 3, 5),
      ...bump(0),
    ];
    const callers = [caller(10), caller(2), caller(5)];
    const pids = await Promise.all(callers.map(ready));
    const kernel = await open([program('self', sysEnter(false), onGetppid(pids, body))], [storage]);
    await kernel.attach();
    await runAll(callers);
    expect(cell(kernel, 0)).toBe(2);
  });

  test('reads, takes and clears elements', async () => {
    const counts: MapSpec = {
      name: 'counts',
      kind: 'percpu_hash',
      keyBytes: 8,
      valueBytes: 8,
      entries: 5000,
    };
    const add = program('add', { kind: 'manual' }, [
      asm.loadValue(6, 'cells', 0),
      asm.load64(7, 6, 0),
      asm.store64(10, -8, 7),
      asm.add(7, 1),
      asm.store64(10, -16, 7),
      asm.store64(6, 0, 7),
      asm.loadMap(1, 'counts'),
      asm.movReg(2, 10),
      asm.add(2, -8),
      asm.movReg(3, 10),
      asm.add(3, -16),
      asm.mov(4, 0),
      asm.call(2),
      asm.mov(0, 0),
      asm.exit(),
    ]);
    const kernel = await open([add], [counts]);
    for (let i = 0; i < 3000; i++) kernel.fire('add');
    const number = (bytes: Uint8Array): number => Number(Buffer.from(bytes).readBigUInt64LE());
    const sum = (values: readonly Uint8Array[]): number =>
      values.reduce((total, value) => total + number(value), 0);
    const entries = kernel.entries('counts');
    expect(entries.length).toBe(3000);
    expect(entries.every(({ key, values }) => sum(values) === number(key) + 1)).toBe(true);

    const key = new Uint8Array(8);
    key[0] = 41;
    expect(sum(kernel.take('counts', key)?.values ?? [])).toBe(42);
    expect(kernel.take('counts', key)).toBeUndefined();
    kernel.clear('counts', key);
    expect(kernel.entries('counts').length).toBe(2999);
    key[0] = 40;
    kernel.clear('counts', key);
    expect(sum(kernel.take('counts', key)?.values ?? [])).toBe(0);
  });

  test('explains what the verifier refuses', async () => {
    const broken = program('bad', { kind: 'manual' }, [asm.load64(0, 3, 0), asm.exit()]);
    const error = await open([broken]).catch((reason: unknown) => String(reason));
    expect(error).toMatch(
      /test\.d: line 7 \(bad \{ \}\): .* instruction 0: R3 !read_ok; its log is in/,
    );
    rmSync(dirname(String(error).split(' ').at(-1) ?? ''), { recursive: true });
  });

  test('says what is wrong with an unknown tracepoint', async () => {
    const attach = { kind: 'raw_tracepoint', event: 'no_such', typed: true } as const;
    const unknown = program('x', attach, [asm.mov(0, 0), asm.exit()]);
    await expect(open([unknown])).rejects.toThrow('this kernel has no tracepoint no_such');
    const raw = await open([{ ...unknown, attach: { ...attach, typed: false } }]);
    await expect(raw.attach()).rejects.toThrow('failed to enable tracepoint no_such: no such file');
  });

  test('holds a command before its first instruction, and sees it end', async () => {
    const target = launchCommand(`${process.execPath} -e process.exit(7)`);
    const stat = execFileSync('cat', [`/proc/${target.pid}/stat`], { encoding: 'latin1' });
    expect(stat).toMatch(/\(node\) t /);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(target.exited()).toBeUndefined();
    const ended = new Promise<void>((resolve) => target.onExit(resolve));
    target.resume();
    await ended;
    expect(target.exited()).toEqual({ status: 7 });
  });

  test('sees the first system call of a held command, and not the end of its exec', async () => {
    const target = launchCommand('true');
    const isTarget = [
      asm.call(HELPER.getCurrentPidTgid),
      asm.shiftRight(0, 32),
      asm.jumpIfNot(0, target.pid, 5),
    ];
    const count = (name: string, event: string, at: number) =>
      program(name, { kind: 'raw_tracepoint', event, typed: false }, [
        ...isTarget,
        ...withReturn(bump(at)).slice(0, -1),
        asm.exit(),
      ]);
    const kernel = await open([count('entry', 'sys_enter', 0), count('return', 'sys_exit', 1)]);
    await kernel.attach();
    const ended = new Promise<void>((resolve) => target.onExit(resolve));
    target.resume();
    await ended;
    // All that return were seen to enter; exit_group does not return.
    expect(cell(kernel, 0)).toBeGreaterThan(5);
    expect(cell(kernel, 1)).toBe(cell(kernel, 0) - 1);
  });

  test('a held command does not outlive its tracer', async () => {
    const module = fileURLToPath(new URL('./target.ts', import.meta.url));
    const script = `import { launchCommand } from '${module}';
      console.log(launchCommand('sleep 100').pid);
      setInterval(() => {}, 1000);`;
    const options = ['--import', 'tsx', '--input-type=module', '-e', script];
    const tracer = spawn(process.execPath, options, { stdio: ['ignore', 'pipe', 'inherit'] });
    const [pid] = (await once(tracer.stdout, 'data')) as [Buffer];
    const held = grabProcess(Number(pid.toString()));
    const ended = new Promise<void>((resolve) => held.onExit(resolve));
    tracer.kill('SIGKILL');
    await ended;
    expect(held.exited()).toEqual({ status: 0 });
  });

  test('ends a command that was never resumed', async () => {
    const target = launchCommand('sleep 100');
    const ended = new Promise<void>((resolve) => target.onExit(resolve));
    target.release();
    await ended;
    expect(target.exited()).toEqual({ signal: 9 });
  });

  test.each([
    ['no-such-command', 'failed to execute no-such-command: file does not exist'],
    ['/etc/passwd x', 'failed to execute /etc/passwd: file is not executable'],
    ['/etc', 'failed to execute /etc: file does not exist'],
    ['  ', 'failed to execute : no command'],
  ])('refuses -c "%s"', (command, message) => {
    expect(() => launchCommand(command)).toThrow(message);
  });

  test('watches a process of others', async () => {
    const child = spawn('sleep', ['100']);
    const target = grabProcess(child.pid ?? 0);
    expect(target.exited()).toBeUndefined();
    const ended = new Promise<void>((resolve) => target.onExit(resolve));
    child.kill();
    await Promise.all([ended, once(child, 'exit')]);
    expect(target.exited()).toEqual({ status: 0 });
    expect(() => grabProcess(child.pid ?? 0)).toThrow(/failed to grab pid \d+: no such process/);
  });

  test('finds kernel symbols', () => {
    const line = execFileSync('grep', ['-m1', ' T schedule$', '/proc/kallsyms'], {
      encoding: 'latin1',
    });
    const address = BigInt(`0x${line.slice(0, 16)}`);
    const found = { module: 'vmlinux', symbol: 'schedule', offset: 5n };
    expect(kernelSymbols().kernel(address + 5n)).toEqual(found);
    expect(kernelSymbols().kernel(0x401000n)).toBeUndefined();
  });
});
