import { expect, test } from 'vitest';
import { knownVariable } from './known-variables.ts';
import { sizeOf } from './layout.ts';
import { type PublishedFacts, publishedVariable } from './published-variables.ts';

const ZONES = [
  'Node 0, zone      DMA\n  pages free 7\n        spanned  4095\n  start_pfn:           1\n',
  'Node 0, zone   Normal\n        spanned  5504\n        present  5000\n  start_pfn:  10000\n',
  'Node 0, zone  Movable\n        spanned  0\n        present  0\n',
  'Node 1, zone   Normal\n        spanned  100\n        present  100\n  start_pfn:  4096\n',
].join('');

/** The copy made of one text, whatever the file, as a number or as text. */
function copyOf(name: string, text: string): bigint | string | undefined {
  const facts: PublishedFacts = {
    read: (path) => {
      if (!path.startsWith('/proc/') && !path.startsWith('/sys/')) throw new Error(path);
      return text;
    },
    enumerator: (of) => (of === text ? 3n : undefined),
  };
  const copy = publishedVariable(name, facts);
  if (!copy) return undefined;
  const bytes = Buffer.from(copy.bytes);
  if (copy.pointer || name === 'linux_banner') return bytes.toString('latin1');
  return bytes.length === 4 ? BigInt(bytes.readInt32LE()) : bytes.readBigUInt64LE();
}

test.each([
  ['linux_banner', 'Linux version 6.1\n', 'Linux version 6.1\n\0'],
  ['saved_command_line', 'quiet root=/dev/vda\n', 'quiet root=/dev/vda\0'],
  ['max_pfn', ZONES, 15504n],
  ['max_pfn', 'Node 0, zone  Movable\n        spanned  0\n', undefined],
  ['max_pfn', '', undefined],
  ['nr_cpu_ids', '0\n', 1n],
  ['nr_cpu_ids', '0-3,8-11\n', 12n],
  ['nr_cpu_ids', '\n', undefined],
  ['panic_timeout', '-1\n', -1n],
  ['crashing_cpu', '', -1n],
  ['vm_swappiness', '60\n', 60n],
  ['vm_swappiness', 'none\n', undefined],
  ['system_state', 'SYSTEM_RUNNING', 3n],
  ['system_state', 'SYSTEM_HALTED', undefined],
  ['jiffies', '1\n', undefined],
  ['toString', '1\n', undefined],
])('%s of %j', (name, text, expected) => {
  expect(copyOf(name, text)).toBe(expected);
});

test('a file that is not there publishes nothing', () => {
  const read = () => {
    throw new Error('ENOENT');
  };
  expect(publishedVariable('max_pfn', { read, enumerator: () => undefined })).toBeUndefined();
});

test.each([
  ['crashing_cpu', ''],
  ['max_pfn', ZONES],
  ['nr_cpu_ids', '0-1\n'],
  ['panic_on_oops', '0\n'],
  ['panic_timeout', '0\n'],
  ['randomize_va_space', '2\n'],
  ['system_state', ''],
  ['vm_swappiness', '60\n'],
])('%s is as wide as its type', (name, text) => {
  const copy = publishedVariable(name, { read: () => text, enumerator: () => 1n });
  const type = knownVariable(name, (of) => ({ kind: 'enum', name: of, bytes: 4, enumerators: [] }));
  expect(copy?.bytes).toHaveLength(type ? sizeOf(type, 1) : -1);
});
