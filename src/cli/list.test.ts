import { expect, test } from 'vitest';
import { renderListing } from './list.ts';

const begin = { id: 1, provider: 'dtrace', module: '', function: '', name: 'BEGIN' };
const read = { id: 12345, provider: 'syscall', module: 'vmlinux', function: 'read', name: 'entry' };

test('columns', () => {
  const { page, complaints } = renderListing([
    { description: ':::', probes: [begin, read] },
    { description: '::nope:', probes: [] },
  ]);
  expect(page).toBe(
    [
      '   ID   PROVIDER            MODULE                          FUNCTION NAME',
      '    1     dtrace                                                     BEGIN',
      '12345    syscall           vmlinux                              read entry',
      '',
    ].join('\n'),
  );
  expect(complaints).toEqual(['failed to match ::nope:: No probe matches description']);
});
