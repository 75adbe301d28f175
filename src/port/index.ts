/** What becomes of a script that was written for another DTrace. */
export { examine, type Finding } from './examine.ts';
export { type EmbeddedProgram, programsOf } from './programs.ts';
