/** Functions of blocks over virtual registers: what lower makes and emit takes. Knows no D. */
export * from './builder.ts';
export * from './ir.ts';
export * from './liveness.ts';
export type * from './module.ts';
export * from './operands.ts';
export * from './passes/arithmetic.ts';
export * from './passes/facts.ts';
export * from './passes/optimise.ts';
export * from './print.ts';
export * from './validate.ts';
