import { expect, test } from 'vitest';
import { cpioArchive } from './cpio.ts';

const folder = { path: 'bin', mode: 0o40755 };
const file = { path: 'bin/sh', mode: 0o100755, data: Buffer.from('hello') };

/** What the fields of one header say: name, mode and data, and where the next header is. */
function memberAt(
  archive: Buffer,
  at: number,
): { name: string; mode: number; data: string; end: number } {
  const field = (n: number): number =>
    Number.parseInt(archive.toString('latin1', at + 6 + n * 8, at + 14 + n * 8), 16);
  expect(archive.toString('latin1', at, at + 6)).toBe('070701');
  const nameEnd = at + 110 + field(11);
  const start = (nameEnd + 3) & ~3;
  const end = start + field(6);
  return {
    name: archive.toString('latin1', at + 110, nameEnd - 1),
    mode: field(1),
    data: archive.toString('latin1', start, end),
    end: (end + 3) & ~3,
  };
}

test('an archive holds its members in order, aligned to 4 bytes, and ends with a trailer', () => {
  const archive = cpioArchive([folder, file]);
  const first = memberAt(archive, 0);
  const second = memberAt(archive, first.end);
  const last = memberAt(archive, second.end);
  expect(first).toMatchObject({ name: 'bin', mode: 0o40755, data: '' });
  expect(second).toMatchObject({ name: 'bin/sh', mode: 0o100755, data: 'hello' });
  expect(last).toMatchObject({ name: 'TRAILER!!!', data: '', end: archive.length });
});
