import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { bug, SystemError } from '../diag/index.ts';
import { type BpfCall, fakeSys } from './fake-sys.ts';
import { loadProgram, patchMaps } from './load.ts';
import { exit, loadMap, loadValue, mov, program } from './test-programs.ts';

const noTypes = (): never => bug('no kernel types');

const CODE = [mov(0, 0), loadMap(1, 'a'), loadValue(2, 'b', 24), exit()];
const fds: Readonly<Record<string, number>> = { a: 11, b: 12 };
const mapFd = (name: string): number => fds[name] ?? -1;
const begin = program('begin', { kind: 'manual' }, CODE);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'load-test-'));
  vi.stubEnv('TMPDIR', folder);
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

test('writes descriptors and offsets into both slots', () => {
  const code = patchMaps(begin, mapFd);
  expect([...code.subarray(8, 24)]).toEqual([
    0x18, 0x11, 0, 0, 11, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
  ]);
  expect([...code.subarray(24, 40)]).toEqual([
    0x18, 0x22, 0, 0, 12, 0, 0, 0, 0, 0, 0, 0, 24, 0, 0, 0,
  ]);
  expect([...begin.code.subarray(8, 16)]).toEqual([0x18, 1, 0, 0, 0, 0, 0, 0]);
});

test.each([
  ['manual', { kind: 'manual' }, 17],
  ['timer', { kind: 'timer', periodNs: 1n }, 7],
  ['tick', { kind: 'tick', periodNs: 1n, state: 0 }, 17],
  ['sampler', { kind: 'sampler' }, 7],
  ['raw tracepoint', { kind: 'raw_tracepoint', event: 'x', typed: false }, 17],
] as const)('%s programs have type', (_name, attach, type) => {
  const sys = fakeSys();
  expect(loadProgram(sys, program('p', attach, CODE), mapFd, noTypes)).toBe(100);
  expect(sys.calls[0]?.attr.getUint32(0, true)).toBe(type);
});

test('a signal in the way of the verifier is no refusal', () => {
  const sys = fakeSys((_call, index) => (index < 4 ? -11 : 100));
  expect(loadProgram(sys, begin, mapFd, noTypes)).toBe(100);
  expect(sys.calls.length).toBe(5);
});

test('a typed program asks for the kernel types', () => {
  const typed = program('p', { kind: 'raw_tracepoint', event: 'x', typed: true }, CODE);
  expect(() => loadProgram(fakeSys(), typed, mapFd, noTypes)).toThrow('no kernel types');
});

/** A kernel that refuses with `error`, and with `log` when asked for one of at least `logBytes`. */
function refusing(error: number, log: string, logBytes = 0): ReturnType<typeof fakeSys> {
  return fakeSys((call: BpfCall) => {
    const room = call.attr.getUint32(28, true);
    if (room === 0) return -error;
    call.at(32).set(Buffer.from(log, 'latin1').subarray(0, room));
    return room < logBytes ? -28 : -error;
  });
}

test('a refusal by the verifier is our mistake, told in D’s terms, with the log saved', () => {
  const log = '0: (b7) r0 = 0\n1: (18) r1 = 0x0\nR3 !read_ok\nprocessed 2 insns (limit 1000000)\n';
  const message = failure(refusing(22, log));
  expect(message).toMatch(
    /^internal error: test\.d: line 7 \(begin \{ \}\): the kernel's verifier refused instruction 1: R3 !read_ok; its log is in \S+$/,
  );
  expect(readFileSync(message.split(' ').at(-1) ?? '', 'latin1')).toBe(log);
});

test('the log’s buffer grows', () => {
  const sys = refusing(22, '5: (b7) r0 = 0\nbad\n', 1_000_000);
  expect(failure(sys)).toContain('instruction 5: bad');
  expect(sys.calls.map(({ attr }) => attr.getUint32(28, true))).toEqual([0, 1 << 18, 1 << 21]);
});

test.each([
  ['that is large enough', 256, [256], 'all of it'],
  ['that is too small', 1, [128, 0], undefined],
])('a log %s is shown, or said to be too small', (_name, bytes, rooms, shown) => {
  const text = 'all of it';
  const sys = fakeSys((call: BpfCall) => {
    const room = call.attr.getUint32(28, true);
    if (room > 0) call.at(32).set(Buffer.from(text, 'latin1'));
    return room === 128 ? -28 : 100;
  });
  const log = vi.fn();
  expect(loadProgram(sys, begin, mapFd, noTypes, { bytes, log })).toBe(100);
  expect(log.mock.calls).toEqual([['begin', shown]]);
  expect(sys.calls.map(({ attr }) => attr.getUint32(28, true))).toEqual(rooms);
});

test('a program too large is the user’s', () => {
  const log =
    '9: (b7) r0 = 0\nBPF program is too large. Processed 1000001 insn\nprocessed 9 insns\n';
  const load = (): number => loadProgram(refusing(7, log), begin, mapFd, noTypes);
  expect(load).toThrow(SystemError);
  expect(load).toThrow(
    /^failed to load program test\.d: line 7 \(begin \{ \}\): BPF program is too large\. Processed 1000001 insn; its log is in \S+$/,
  );
});

test.each([
  'program of this type cannot use helper bpf_probe_write_user#36',
  'unknown func bpf_probe_write_user#36',
])('a helper that the kernel denies is not our mistake: %s', (reason) => {
  const sys = refusing(22, `0: (85) call bpf_probe_write_user#36\n${reason}\n`);
  expect(failure(sys)).toBe(
    'failed to load program begin: this kernel has no bpf_probe_write_user for BPF programs',
  );
});

test('a lack of privilege is not the verifier’s: no second try', () => {
  const sys = refusing(1, 'nothing');
  expect(failure(sys)).toBe('failed to load program begin: operation not permitted (EPERM)');
  expect(sys.calls.length).toBe(1);
});

function failure(sys: ReturnType<typeof fakeSys>): string {
  try {
    loadProgram(sys, begin, mapFd, noTypes);
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'loaded';
}
