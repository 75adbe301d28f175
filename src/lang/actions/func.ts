import { symbolAction } from './symbols.ts';

export const func = symbolAction('func', 'The name of the kernel function that holds an address.');
