import { expect, test } from 'vitest';
import { omittedTexts, refusedText } from './report.ts';

const unit = { kind: 'description', name: 'fbt::a*:entry', matched: 1 } as const;
const omitted = [
  { why: 'args[0] is a int', probes: ['vmlinux:a:entry', 'vmlinux:aa:entry'] },
  { why: 'there is no args[0]', probes: ['m:ab:entry'] },
];

test.each([
  ['nothing', unit, false, []],
  [
    'how many',
    { ...unit, omitted },
    false,
    ['3 probes are left out, as args[] have other types there (-v says which)'],
  ],
  [
    'one',
    { ...unit, omitted: omitted.slice(1) },
    false,
    ['1 probe is left out, as args[] have other types there (-v says which)'],
  ],
  [
    'which, and why',
    { ...unit, omitted },
    true,
    [
      'left out: vmlinux:a:entry, vmlinux:aa:entry (args[0] is a int)',
      'left out: m:ab:entry (there is no args[0])',
    ],
  ],
])('of probes that are left out, %s is told', (_, told, verbose, expected) => {
  expect(omittedTexts(told, verbose)).toEqual(expected);
});

test('functions that are refused are counted', () => {
  expect([refusedText(1), refusedText(2)]).toEqual([
    '1 function is not traced: the kernel refuses that (-v says why)',
    '2 functions are not traced: the kernel refuses that (-v says why)',
  ]);
});
