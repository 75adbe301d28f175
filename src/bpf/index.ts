/** The instruction set and the object format. Knows nothing of D. */

export * as asm from './asm.ts';
export type * from './attach-spec.ts';
export * from './disasm.ts';
export * from './helpers.ts';
export * from './insn.ts';
export * from './map-spec.ts';
export * from './object.ts';
export * from './precheck.ts';
export * from './record-spec.ts';
export type * from './shape.ts';
