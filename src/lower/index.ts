/** Typed program → IR. Cannot fail, except for space. Knows what BPF can hold, not how it is encoded. */
export { lowerProgram } from './lower.ts';
