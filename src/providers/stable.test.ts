import { expect, test } from 'vitest';
import type { Type } from '../types/index.ts';
import { ProbeIndex } from './probes.ts';
import { noEvents } from './provider.ts';
import { type StableProbe, stableProvider } from './stable.ts';

const task: Type = {
  kind: 'pointer',
  target: { kind: 'struct', name: 'task_struct', layout: undefined },
};
const int: Type = { kind: 'integer', name: 'int', bytes: 4, signed: true };

/** A kernel with the events `old` and `both`. */
const events = new Map<string, readonly Type[]>([
  ['old', [task]],
  ['both', [int]],
]);
const kernel = { ...noEvents, parameters: (event: string) => events.get(event) };

const rows: readonly StableProbe[] = [
  {
    name: 'choice',
    functions: ['swtch'],
    sources: [
      [
        { event: 'new(struct task_struct *p)', values: ['p'] },
        { event: 'old(struct task_struct *p)', values: ['p', 'p->pid'], when: 'p->pid' },
      ],
      { event: 'both(int n)', values: ['n'] },
    ],
    fidelity: 'close',
    text: 'not for kernel threads',
  },
  { name: 'other', functions: ['swtch', 'disp'], sources: [] },
  { name: 'missing', sources: [{ event: 'new(int n)' }] },
  { name: 'unknown', sources: [], text: 'Linux does not swap out processes' },
  { name: 'call', sources: [{ calls: ['fork', 'vfork'], at: 'return', when: 'result == 0' }] },
];
const provider = stableProvider({ name: 'p', probes: rows });
const index = new ProbeIndex([provider], kernel);
const probe = (name: string) => ({ provider: 'p', module: 'vmlinux', function: '', name });

test('of alternatives the first that the kernel has, and every source besides', () => {
  const places = index.places(probe('choice'));
  expect(places.map(({ hook, firing }) => [hook.key, firing?.when, firing?.values])).toEqual([
    ['p:choice', 'p->pid', ['p', 'p->pid']],
    ['p:choice:1', undefined, ['n']],
  ]);
});

test('a probe without a source exists, and is nowhere', () => {
  expect(index.match({ ...probe('missing'), module: '' })).toHaveLength(1);
  expect(index.places(probe('missing'))).toEqual([]);
});

test('system calls share a program, and tell themselves apart by number', () => {
  const places = index.places(probe('call'));
  expect(new Set(places.map(({ hook }) => hook.key))).toEqual(new Set(['p:call']));
  expect(new Set(places.map(({ selector }) => selector)).size).toBe(places.length);
  expect(places[0]?.firing?.parameters[0]).toEqual({ name: 'result', type: 'long' });
});

test.each([
  ['choice', 'close', 'old, both; not for kernel threads'],
  ['missing', 'silent', 'this kernel has no new'],
  ['unknown', 'silent', 'Linux does not swap out processes'],
])('%s stands on what it says', (name, fidelity, text) => {
  expect(index.origin(probe(name))).toEqual({ fidelity, text });
});

test.each([
  ['genunix', 'swtch', true, 1],
  ['unix', '', true, 1],
  ['genunix', 'swtch', false, 0],
  ['genunix', 'other', true, 0],
  ['zfs', '', true, 0],
])('module %s, function %s, Solaris view %s: %d', (module, fn, solaris, count) => {
  const pattern = { provider: 'p', module, function: fn, name: 'choice' };
  expect(index.match(pattern, solaris)).toHaveLength(count);
});

test.each([
  ['swtch', '', ['choice', 'other']],
  ['disp', '', ['other']],
  ['swtch', 'ch*', ['choice']],
  // In which functions a probe is has changed from release to release.
  ['disp', 'choice', ['choice']],
])('function %s, name %s: %j', (fn, name, expected) => {
  const pattern = { provider: 'p', module: '', function: fn, name };
  expect(index.match(pattern, true).map((p) => p.name)).toEqual(expected);
});
