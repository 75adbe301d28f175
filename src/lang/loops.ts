/**
 * Loops, up to thousands of rounds long. The verifier follows a bounded loop round by round; where the
 * kernel has may_goto, a loop that starts at a number of which it knows nothing is the same in each
 * round, and so verified in two or three.
 *
 * The kernel takes the jump after 8 million may_gotos of one firing or, since 6.15, after 131070 of them
 * if they took a quarter of a second. The longest loop here comes by 4096, most by some hundred, and
 * chill(), which alone takes such time, by 1152: so no loop is cut short.
 */
import { CONTROL, CONTROL_MAP } from '../bpf/index.ts';
import { type BlockId, type IrBuilder, imm, type VReg } from '../ir/index.ts';
import type { Gen } from './gen.ts';

/** Up to here a loop is verified round by round: may_goto counts in memory as it runs. */
const FEW_ROUNDS = 64;

/** So many rounds of a search share one may_goto. */
const ROUNDS_TOGETHER = 32;

/** What loops are made with. */
type Maker = Pick<Gen, 'b' | 'mayGoto'>;

/** The 0 that a loop of so many rounds starts at, if the verifier shall not follow each. */
function unknownZero(g: Maker, rounds: number): VReg | undefined {
  if (rounds <= FEW_ROUNDS || !g.mayGoto) return undefined;
  return g.b.copy(g.b.load(8, g.b.mapValue(CONTROL_MAP, CONTROL.zero)));
}

type Body = Parameters<IrBuilder['repeat']>[1];

/** Runs `body(i)` for i = 0, 1, … below `count`, or until it jumps to the label it is given. */
export function repeat(g: Maker, count: number, body: Body): void {
  g.b.repeat(count, body, unknownZero(g, count));
}

interface Range {
  /** A multiple of `step`. */
  readonly end: number;
  /** A power of two. */
  readonly step: number;
  readonly until?: 'zero';
}

/**
 * Runs `body(i)` for i = 0, `step`, … below `end` until it gives something that is not 0 (or, with
 * `until: 'zero'`, that is); `found` runs then, once. The way out is the branch not taken: so the
 * verifier follows it first, to the end of the program, and then sees that the ways out of later
 * rounds lead to the same. The other way round it would keep them all for later, and it keeps at most
 * 8192.
 */
export function search(
  g: Maker,
  range: Range,
  body: (i: VReg) => VReg,
  found?: (i: VReg) => void,
): void {
  const { b } = g;
  const zero = unknownZero(g, range.end / range.step);
  const i = zero ?? b.constant(0);
  const round = { more: b.label(), head: b.label(), after: b.label() };
  if (zero === undefined) countRounds(b, i, range, round);
  else countTogether(b, i, range, round);
  b.bind(round.head);
  const result = b.scoped(() => body(i));
  const exit = b.label();
  b.branch(range.until === 'zero' ? 'ne' : 'eq', result, imm(0), round.more, exit);
  b.bind(exit);
  b.scoped(() => found?.(i));
  b.bind(round.after);
}

/** Where a round comes from, where it begins, and where the loop has ended. */
interface Round {
  readonly more: BlockId;
  readonly head: BlockId;
  readonly after: BlockId;
}

function countRounds(b: IrBuilder, i: VReg, { end, step }: Range, round: Round): void {
  b.jump(round.head);
  b.bind(round.more);
  b.assign(i, b.alu('add', i, imm(step)));
  b.branch('lt', i, imm(end), round.head, round.after);
}

/**
 * The same from a number of which the verifier knows nothing. Masking does not change it, but shows the
 * verifier which one comes by of the rounds that share a may_goto, so that it can follow these.
 */
function countTogether(b: IrBuilder, i: VReg, { end, step }: Range, round: Round): void {
  const together = ROUNDS_TOGETHER * step;
  const whole = end % together === 0;
  const [first, test] = [b.label(), b.label()];
  b.jump(first);
  b.bind(round.more);
  b.assign(i, b.alu('add', i, imm(step)));
  b.branch('set', i, imm(together - step), whole ? round.head : test, first);
  b.bind(first);
  b.mayGoto(round.after);
  b.assign(i, b.alu('and', i, imm(-together)));
  b.bind(test);
  // Not "below the end": that would not prove that all of the step, or of the rounds, is before it.
  b.branch('le', i, imm(end - (whole ? together : step)), round.head, round.after);
}
