/** Functions of DTrace that have no meaning on Linux: known and checked, then refused. */
import { integerValue } from '../arguments.ts';
import type { Subroutine } from '../subroutine.ts';

function absentRow(name: string, proto: string, reason: string): Subroutine {
  return {
    name,
    proto,
    stability: 'Evolving/Evolving/Common',
    refused: { reason },
    lower: (g) => integerValue(g.b.constant(0)),
    doc: `Refused: ${reason}.`,
    example: '',
  };
}

export const ddi_pathname = absentRow(
  'ddi_pathname',
  'string(void *, int64_t)',
  'Linux has no device tree of dev_info nodes',
);

export const getf = absentRow(
  'getf',
  'void *(int)',
  'Linux has no file_t; fds[] tells about the files of a process',
);
