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
 *    relocations. A further round is predicted, and must come out equal to the bit. A fact that changes more than
 *    numbers (the size of a struct, an enumerator) is `fixed`: it must be the same where the program runs.
 * 3. The object of a round is what is saved, so its numbers mean nothing anywhere until they are relocated, on
 *    the kernel that it comes from as on any other; and what happens to be equal or 0 there was no reason to
 *    save an instruction.
 * 4. What the program need not have, as `defined()` asks for it or a provider knows another prototype, is hidden
 *    in turn: so a file has up to six variants of its program.
 * 5. `answers` asks the running kernel for a fact by its name, when saving and when loading. The first variant
 *    that fits runs. If a member is missing, or not of the same size and kind, the program is refused with the
 *    member's name and the line of D. Where a tracepoint is missing, its probes are silent, with a notice.
 *
 *     save:  observation ── compile, six times or more ── rounds: slots, solve ── save ── format
 *     load:  format: schema, references ── answers ── relocate: patch
 *
 * The file is a line with version, length and digest, and JSON (bytecode as base64), for people to read, too, and
 * for any tool. It has no date: equal programs give equal files.
 *
 * A saved program keeps `$1` and on, pragmas, and the options that the compiler asks for. Bound when it is loaded
 * are `$target`, `$pid` and the other ids (variables of the map `bound`, so that nothing is folded with them),
 * processors, kernel symbols, numbers of tracepoints. Code is made for the oldest kernel: loops without may_goto,
 * no cookies of tracepoints. Destructive actions need the consent of whoever loads it, or the program's pragma.
 *
 * Known limit: what a program calculates from facts alone while it is compiled must be a sum (offsetof(…) + 8). A
 * comparison of one with a constant (offsetof(…) == 8) is decided when it is saved.
 */
export { kernelAnswers } from './answers.ts';
export { factKey } from './facts.ts';
export { type MachineBytes, readSaved, type Saved, type Variant, writeSaved } from './format.ts';
export { Observation } from './observation.ts';
export { ObservedBtf } from './observed-btf.ts';
export { type Relocated, relocate } from './relocate.ts';
export { type SavedVariant, saveProgram } from './save.ts';
