/**
 * Program → TypedProgram: names, types, probes. All errors of the user are found by here. Pure: what
 * it must know of the machine comes in as a CheckWorld.
 */
export { check } from './check.ts';
export * from './stability.ts';
export type * from './world.ts';
