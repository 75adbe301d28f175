/** What becomes of a script that was written for another DTrace. */
export { examine, type Finding } from './examine.ts';
export { programsOf } from './programs.ts';
