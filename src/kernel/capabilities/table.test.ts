import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { BtfTypes } from '../../types/index.ts';
import { type FakeSys, fakeSys } from '../fake-sys.ts';
import { ERRNO } from '../sys.ts';
import { Answers, tooOld } from './answers.ts';
import type { Asked, Capability } from './capability.ts';
import { type CapabilityName, capabilities } from './table.ts';

const rows = Object.entries<Capability>(capabilities) as [CapabilityName, Capability][];

test.each(rows)('%s has all its words', (name, { what, since, otherwise, loses }) => {
  expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  expect(since).toMatch(/^\d\.\d+$/);
  for (const words of [what, otherwise, loses]) expect(words).toMatch(/^\w[^\n]{6,90}(?<!\.)$/);
});

test('no helper has two rows', () => {
  const own = rows.flatMap(([, { helpers = [] }]) => helpers);
  expect(own.length).toBeGreaterThan(3);
  expect(new Set(own).size).toBe(own.length);
});

/** What the programs that belong to samples ask for; of tests the compiler knows. */
const NEEDS = /-q --capabilities ([a-z -]+) \|\|/g;

test('every capability that a sample names exists', () => {
  const files = readdirSync('compat-tests', { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((file) => file.endsWith('.x'))
    .map((file) => readFileSync(join('compat-tests', file), 'utf8'));
  const asked = texts.flatMap((text) =>
    [...text.matchAll(NEEDS)].flatMap(([, words = '']) => words.split(' ')),
  );
  expect(asked).toContain('may-goto');
  expect(asked.filter((name) => !Object.hasOwn(capabilities, name))).toEqual([]);
});

const COMMAND = { mapCreate: 0, progLoad: 5, rawTracepointOpen: 17, btfLoad: 18, linkCreate: 28 };
const opens: readonly number[] = [COMMAND.mapCreate, COMMAND.progLoad, COMMAND.btfLoad];
const EVENT = 7;
const status = (effective: string): Buffer => Buffer.from(`CapEff:\t${effective}\n`);
const ROOT = 'ffffffffffffffff';
const KALLSYMS = 'ffffffff81000000 T _text\nffffffff82000000 D jiffies\n';

/** A kernel that takes everything, or refuses it. */
function kernel(error = 0): FakeSys {
  return fakeSys(
    ({ command }, index) => {
      if (error !== 0) return -error;
      if (opens.includes(command)) return 100 + index;
      return [COMMAND.rawTracepointOpen, COMMAND.linkCreate].includes(command) ? -ERRNO.EBADF : 0;
    },
    { perfEventOpen: () => -error || EVENT },
  );
}

const machine = (different: Partial<Asked> = {}): Partial<Asked> => ({
  sys: kernel(),
  release: '6.18.1-x',
  processor: 'x86_64',
  read: (path) => {
    if (path === '/proc/self/status') return status(ROOT);
    return Buffer.from(
      path === '/proc/kallsyms'
        ? KALLSYMS
        : '\0tracepoint_ext\0btf_trace_contention_begin\0btf_trace_page_fault_user\0',
    );
  },
  list: () => [
    'vmlinux',
    'ext4',
    'available_events',
    'available_filter_functions',
    'kprobe',
    'cpu',
  ],
  types: () => ({ find: () => 7 }) as Partial<BtfTypes> as BtfTypes,
  ...different,
});

test('a kernel that can do all of it has nothing to explain, and nothing stays open', () => {
  const sys = kernel();
  const { capabilities: found } = new Answers(machine({ sys })).report();
  expect(found.filter(({ here, by }) => !here && by !== 'version')).toEqual([]);
  const opened = sys.calls.flatMap(({ command }, i) => (opens.includes(command) ? [100 + i] : []));
  expect(sys.closed.toSorted()).toEqual([EVENT, ...opened].toSorted());
});

test('what it refuses is not there, for that reason', () => {
  const answers = new Answers(machine({ sys: kernel(ERRNO.EPERM) }));
  const tried = rows.filter(([, { detection }]) => detection.by === 'trying');
  for (const [name] of tried)
    expect(answers.of(name).why, name).toContain('operation not permitted (EPERM)');
  expect(answers.whyNot('kprobe', 'bpf')).toBe('bpf: it refuses: operation not permitted (EPERM)');
  expect(answers.whyNoHelper('send_signal')).toContain('send-signal: it refuses');
});

test('of an old kernel the age is the reason', () => {
  const sys = kernel(ERRNO.EINVAL);
  const { why } = new Answers(machine({ sys, release: '6.8.12' })).of('may-goto');
  expect(why).toBe('it is older than Linux 6.9, which brought may_goto');
});

test('a back-ported one is there whatever the version', () => {
  expect(new Answers(machine({ release: '5.14.0-rh' })).has('may-goto')).toBe(true);
});

test.each([
  ['5.10.0', false],
  ['6.8.19-amd64', false],
  ['6.9.0', true],
  ['10.0.0', true],
])('without privileges the version decides: %s', (release, expected) => {
  const sys = kernel();
  const answers = new Answers(machine({ sys, release, read: () => status('0') }));
  expect(answers.of('may-goto')).toMatchObject({ here: expected, guessed: true });
  expect(answers.whyNot('bpf')).toBe('bpf: this process has no CAP_BPF, CAP_PERFMON');
  expect(sys.calls).toEqual([]);
});

test('each row asks once, and only when it is asked', () => {
  const sys = kernel();
  const answers = new Answers(machine({ sys }));
  expect(sys.calls).toEqual([]);
  answers.has('may-goto');
  answers.has('may-goto');
  expect(sys.calls).toHaveLength(1);
});

test.each([
  ['[none] integrity confidentiality', true, true],
  ['none [integrity] confidentiality', false, true],
  ['none integrity [confidentiality]', false, false],
])('locked down: %s', (lockdown, writes, reads) => {
  const answers = new Answers(machine({ read: () => Buffer.from(lockdown) }));
  expect([answers.has('write-user'), answers.has('read-kernel')]).toEqual([writes, reads]);
});

test('says since when', () => {
  expect(tooOld('ring-buffer', '5.4.0-x')).toBe(
    'BPF ring buffers: not supported before Linux 5.8 (this is 5.4.0-x)',
  );
  expect(tooOld('ring-buffer', '5.8.0')).toBeUndefined();
});
