/** The instruction set and the object format. Knows nothing of D. */
export * from './object.ts';
export * from './helpers.ts';
export * as asm from './asm.ts';
export * from './disasm.ts';
export * from './insn.ts';
export * from './precheck.ts';
