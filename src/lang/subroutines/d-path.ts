import { scalarArgument } from '../arguments.ts';
import { pathText, readPath } from '../paths.ts';
import type { Subroutine } from '../subroutine.ts';

export const d_path: Subroutine = {
  name: 'd_path',
  proto: 'string(struct path *)',
  stability: 'Evolving/Evolving/Common',
  lower: (g, args) => pathText(g, readPath(g, scalarArgument(args, 0))),
  doc: 'The name of a file from a path of the kernel, such as that of an open file.',
  example: 'BEGIN { printf("%s\\n", d_path((struct path *)0)); exit(0); } ERROR { exit(1); }',
};
