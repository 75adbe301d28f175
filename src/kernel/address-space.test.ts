import { expect, test } from 'vitest';
import { mappingAt, parseMaps } from './address-space.ts';

const MAPS = `55d0c8a00000-55d0c8a02000 r-xp 00001000 fd:01 1234   /usr/bin/cat
55d0c8a02000-55d0c8a03000 rw-p 00003000 fd:01 1234   /usr/bin/cat
55d0c9000000-55d0c9021000 rw-p 00000000 00:00 0      [heap]
7f0000000000-7f0000001000 r-xp 00000000 fd:01 77     /opt/with blanks/lib\\012x.so (deleted)
7f0000002000-7f0000003000 rwxp 00000000 00:00 0 
7ffd00000000-7ffd00002000 r-xp 00000000 00:00 0      [vdso]
`;

test.each([
  [0x55d0c8a00000, 'cat x 1000'],
  [0x55d0c8a01fff, 'cat x 1000'],
  [0x55d0c8a02000, 'cat - 3000'],
  [0x55d0c8a03000, undefined],
  [0x55d0c9000010, ' - 0'],
  [0x7f0000000fff, 'lib\nx.so x 0'],
  [0x7f0000001000, undefined],
  [0x7f0000002000, ' x 0'],
  [0x7ffd00000000, ' x 0'],
  [1, undefined],
])('%i', (address, expected) => {
  const found = mappingAt(parseMaps(MAPS), address);
  const text = `${found?.name} ${found?.executable ? 'x' : '-'} ${found?.offset.toString(16)}`;
  expect(found && text).toBe(expected);
});

test('a path is that of the process, without what the kernel adds', () => {
  expect(parseMaps(MAPS)[3]).toMatchObject({ path: '/opt/with blanks/lib\nx.so', inode: 77 });
});
