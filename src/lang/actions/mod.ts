import { symbolAction } from './symbols.ts';

export const mod = symbolAction('mod', 'The name of the kernel module that holds an address.');
