import { integerValue, textArgument } from '../arguments.ts';
import { stringLength } from '../strings.ts';
import type { Subroutine } from '../subroutine.ts';

export const strlen: Subroutine = {
  name: 'strlen',
  proto: 'size_t(const char *)',
  lower: (g, args) => integerValue(stringLength(g, textArgument(g, args, 0))),
  doc: 'The number of bytes of a string, without the closing zero.',
  example: 'BEGIN { printf("%d\\n", strlen("hello")); exit(0); }',
};
