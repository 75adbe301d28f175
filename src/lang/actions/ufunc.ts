import { symbolAction } from './symbols.ts';

export const ufunc = symbolAction(
  'ufunc',
  'The name of the function of the current process that holds an address.',
);
