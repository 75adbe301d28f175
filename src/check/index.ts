/**
 * Program → TypedProgram: names, types, probes. All errors of the user are found by here. Pure: what
 * it must know of the machine comes in as a CheckWorld.
 */
export { AdjustableProbes } from './adjustable-probes.ts';
export { check } from './check.ts';
export { checkPragmasBefore } from './pragmas.ts';
export * from './stability.ts';
export type * from './world.ts';
