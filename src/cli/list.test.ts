import { expect, test } from 'vitest';
import { renderListing } from './list.ts';

const begin = { id: 1, provider: 'dtrace', module: '', function: '', name: 'BEGIN' };
const read = { id: 12345, provider: 'syscall', module: 'vmlinux', function: 'read', name: 'entry' };

const stability = () =>
  ({
    description: 'Private/External/CPU',
    arguments: 'Internal/Obsolete/Platform',
    types: ['int', 'const char *'],
  }) as const;

test('columns', () => {
  const { page, complaints } = renderListing(
    [
      { description: ':::', probes: [begin, read], stability },
      { description: '::nope:', probes: [], stability },
    ],
    false,
  );
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

test('-v: attributes below each probe', () => {
  const { page } = renderListing([{ description: '', probes: [begin, read], stability }], true);
  const [, ...rows] = page.split('\n');
  expect(rows.slice(0, 18)).toEqual([
    '    1     dtrace                                                     BEGIN',
    '',
    '\tProbe Description Attributes',
    '\t\tIdentifier Names: Private',
    '\t\tData Semantics:   External',
    '\t\tDependency Class: CPU',
    '',
    '\tArgument Attributes',
    '\t\tIdentifier Names: Internal',
    '\t\tData Semantics:   Obsolete',
    '\t\tDependency Class: Platform',
    '',
    '\tArgument Types',
    '\t\targs[0]: int',
    '\t\targs[1]: const char *',
    '',
    '12345    syscall           vmlinux                              read entry',
    '',
  ]);
});
