import { symbolAction } from './symbols.ts';

export const usym = symbolAction(
  'usym',
  'The name of an address of the current process, as object`symbol.',
);
