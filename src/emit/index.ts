/**
 * IR → BPF: registers, stack, jumps, bytes. In: programs over virtual registers. Out: code with
 * references to maps by name, and which instructions belong to which D text. Knows no D.
 */
export { emitProgram } from './emit.ts';
export { emitModule } from './module.ts';
