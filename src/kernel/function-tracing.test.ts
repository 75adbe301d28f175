import { expect, test } from 'vitest';
import type { BtfTypes } from '../types/index.ts';
import { Answers } from './capabilities/answers.ts';
import { fakeSys } from './fake-sys.ts';
import { functionTracing } from './function-tracing.ts';
import { ERRNO } from './sys.ts';

const types = { find: () => 7 } as Partial<BtfTypes> as BtfTypes;
const LOAD = 5;
const TRACING = 26;
const ROOT = Buffer.from('CapEff:\tffffffffffffffff\n');

/** What a kernel says that answers loads of fentry programs and links to functions so. */
function ask(fentry: number, link: number, kprobes: boolean) {
  const sys = fakeSys(({ command, attr }) => {
    if (command !== LOAD) return link;
    return attr.getUint32(0, true) === TRACING ? fentry : 50;
  });
  const answers = new Answers({
    sys,
    types: () => types,
    release: '6.18.1',
    processor: 'x86_64',
    read: () => ROOT,
    list: () => (kprobes ? ['kprobe'] : []),
  });
  return { ...functionTracing(answers), sys };
}

test.each([
  ['all', 9, -ERRNO.EINVAL, true, ['fentry', 'multi', 'kprobe']],
  ['no fprobes', 9, -ERRNO.EOPNOTSUPP, true, ['fentry', 'kprobe']],
  ['none', -ERRNO.EPERM, -ERRNO.EOPNOTSUPP, false, []],
])('%s', (_, fentry, link, kprobes, ways) => {
  expect(ask(fentry, link, kprobes).ways).toEqual(ways);
});

test('what it lacks is said', () => {
  expect(ask(-ERRNO.EPERM, -ERRNO.EOPNOTSUPP, false).refusals).toEqual([
    'it refuses fentry: operation not permitted (EPERM)',
    'it has no fprobes (CONFIG_FPROBE)',
    'it has no kprobes (CONFIG_KPROBES)',
  ]);
});

test('nothing stays open', () => {
  expect(ask(9, -ERRNO.EINVAL, true).sys.closed).toEqual([9, 50]);
});
