/**
 * Saved programs: what `dtrace --save` writes and `dtrace --load` runs, on this kernel or another.
 *
 * A compiled object depends on its kernel by a few numbers: where members lie, where symbols are, how many
 * processors there are. The compiler is a pure function of the text and of those *facts*, so it needs not know
 * that it is saving: it is asked what changes.
 *
 * 1. `observed-btf` and `observation` stand between the compiler and the machine. They note each fact that is
 *    asked for, and give it another value in each *round*: members lie further behind, and so on.
 * 2. `slots` takes an object apart into its numbers (an instruction's offset and constant, a map's size …), and
 *    `solve` finds of each number that is not the same in all rounds which facts it is the sum of: those are the
 *    relocations. A further round that is predicted must come out equal to the bit. A fact that changes more
 *    than numbers is `fixed`: it must be the same where the program runs.
 * 3. The object of a round is what is saved, so its numbers mean nothing anywhere until they are relocated, on
 *    the kernel that it comes from as on any other; and what happens to be equal or 0 there was no reason to
 *    save an instruction.
 * 4. `answers` asks the running kernel for a fact by its name, when saving and when loading. A member that is
 *    missing, or is not of the same size and kind, refuses the program with its name and the line of D.
 *
 *     save:  observation ── compile, some seven times ── slots ── solve ── format
 *     load:  format ── validate ── answers ── relocate
 *
 * The file is a line with version, length and digest, and JSON (bytecode as base64): it is for people to read,
 * too, and a few hundred kilobytes at most. It has no date: equal programs give equal files.
 *
 * What a saved program keeps: `$1` and on, options that the compiler asks for, pragmas. What is bound when it
 * is loaded: `$target`, `$pid` and the other ids, processors, kernel symbols, numbers of tracepoints, names of
 * symbols. Code is made for the oldest kernel: loops without may_goto, programs without cookies of tracepoints.
 */
export { kernelAnswers } from './answers.ts';
export { factKey } from './facts.ts';
export { type MachineBytes, readSaved, type Saved, type Variant, writeSaved } from './format.ts';
export { Observation } from './observation.ts';
export { ObservedBtf } from './observed-btf.ts';
export { type Relocated, relocate } from './relocate.ts';
export { type SavedVariant, saveProgram } from './save.ts';
