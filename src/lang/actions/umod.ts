import { symbolAction } from './symbols.ts';

export const umod = symbolAction(
  'umod',
  'The name of the object of the current process that holds an address.',
);
