import { symbolAction } from './symbols.ts';

export const uaddr = symbolAction('uaddr', 'An address of the current process by name and offset.');
