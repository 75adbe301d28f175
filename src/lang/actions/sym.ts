import { symbolAction } from './symbols.ts';

export const sym = symbolAction('sym', 'The name of a kernel address, as module`symbol.');
