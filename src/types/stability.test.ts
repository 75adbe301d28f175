import { expect, test } from 'vitest';
import { leastStable, parseStability } from './stability.ts';

test.each([
  ['Stable/Stable/Common', 'Evolving/Private/ISA', 'Evolving/Private/ISA'],
  ['Standard/Internal/CPU', 'Private/Obsolete/Unknown', 'Private/Internal/Unknown'],
  ['External/Unstable/Group', 'Unstable/External/Platform', 'External/External/Platform'],
] as const)('the least of %s and %s', (a, b, least) => {
  expect(leastStable(a, b)).toBe(least);
  expect(leastStable(b, a)).toBe(least);
});

test.each([
  ['evolving/PRIVATE/isa', 'Evolving/Private/ISA'],
  ['Stable', 'Stable/Standard/Common'],
  ['Stable/External', 'Stable/External/Common'],
  ['Stable/Common/Stable', undefined],
  ['Stable//Common', undefined],
  ['', undefined],
])('reads %j', (text, expected) => {
  expect(parseStability(text)).toBe(expected);
});
