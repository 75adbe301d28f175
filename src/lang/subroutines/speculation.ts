import { integerValue } from '../arguments.ts';
import { claim } from '../speculations.ts';
import type { Subroutine } from '../subroutine.ts';

export const speculation: Subroutine = {
  name: 'speculation',
  proto: 'int()',
  lower: (g) => integerValue(claim(g)),
  doc: 'The id of a free speculation, for speculate(); 0 if all nspec are in use.',
  example: 'BEGIN { self->s = speculation(); } BEGIN { speculate(self->s); trace("maybe"); }',
};
