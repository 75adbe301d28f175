import { expect, test } from 'vitest';
import { hasFeature, tooOld } from './features.ts';

test.each([
  ['5.10.0', false],
  ['6.0.19-amd64', false],
  ['6.1.0-56-cloud-amd64', true],
  ['6.18.44-fc', true],
  ['7.0.0', true],
  ['10.0.0', true],
])('Linux %s has the BPF allocator: %s', (release, expected) => {
  expect(hasFeature('bpfAllocator', release)).toBe(expected);
});

test.each([
  ['6.8.12', false],
  ['6.9.0', true],
])('Linux %s has may_goto: %s', (release, expected) => {
  expect(hasFeature('mayGoto', release)).toBe(expected);
});

test('says since when', () => {
  expect(tooOld('ringBuffer', '5.4.0-x')).toBe(
    'BPF ring buffers: not supported before Linux 5.8 (this is 5.4.0-x)',
  );
  expect(tooOld('ringBuffer', '5.8.0')).toBeUndefined();
});
