import { imm, type VReg } from '../../ir/index.ts';
import { textArgument } from '../arguments.ts';
import type { Gen, StringValue } from '../gen.ts';
import { Cell, choose, isNotZero, isZero, loadByte, storeBytes } from '../memory.ts';
import type { Subroutine } from '../subroutine.ts';
import { stringFrom } from '../substrings.ts';
import { search } from '../words.ts';

const SLASH = 47;
/** Room for "." and "/". */
const SHORTEST = 2;
const bound: Subroutine['bound'] = ([s = 1]) => Math.max(s, SHORTEST);

/** As basename(3) and dirname(3): slashes at the end do not count, "" is ".". */
export const basename: Subroutine = {
  name: 'basename',
  proto: 'string(const char *)',
  lower: (g, args) => lastComponent(g, textArgument(g, args, 0)),
  bound,
  doc: 'The last component of a path.',
  example: 'BEGIN { printf("%s\\n", basename("/usr/bin/env")); exit(0); }',
};

export const dirname: Subroutine = {
  name: 'dirname',
  proto: 'string(const char *)',
  lower: (g, args) => directory(g, textArgument(g, args, 0)),
  bound,
  doc: 'A path without its last component.',
  example: 'BEGIN { printf("%s\\n", dirname("/usr/bin/env")); exit(0); }',
};

/** Ends of a path's last component, as counts of characters from the start of the path. */
interface Component {
  readonly start: VReg;
  /** Behind its last character; 0 if there is no component. */
  readonly end: VReg;
  /** Behind the last character of the component before it; 0 if there is none. */
  readonly before: VReg;
}

/** One pass; nothing branches, and the state is in memory, so that to the verifier rounds are equal. */
function findLast(g: Gen, s: StringValue): Component {
  const { b } = g;
  const [start, end, before, inside] = [0, 0, 0, 0].map((n) => new Cell(g, imm(n))) as [
    Cell,
    Cell,
    Cell,
    Cell,
  ];
  search(g, { end: s.bound, step: 1 }, (i) => {
    const c = loadByte(g, s.at, i);
    const ended = isZero(g, c);
    const part = b.alu('and', isNotZero(g, b.alu('xor', c, imm(SLASH))), isNotZero(g, c));
    const begins = b.alu('and', part, b.alu('xor', inside.get(), imm(1)));
    start.set(choose(g, begins, i, start.get()));
    before.set(choose(g, begins, end.get(), before.get()));
    end.set(choose(g, part, b.alu('add', i, imm(1)), end.get()));
    inside.set(part);
    return ended;
  });
  return { start: start.get(), end: end.get(), before: before.get() };
}

/** A string of slashes only is "/". */
function lastComponent(g: Gen, s: StringValue): StringValue {
  const { b } = g;
  const { start, end } = findLast(g, s);
  const result = part(g, s, start, b.alu('sub', end, start));
  b.when('eq', end, imm(0), () => rootOrDot(g, s, result));
  return result;
}

/** The component before; if there is none, the root or the current directory. */
function directory(g: Gen, s: StringValue): StringValue {
  const { b } = g;
  const { before } = findLast(g, s);
  const result = part(g, s, b.constant(0), before);
  b.when('eq', before, imm(0), () => rootOrDot(g, s, result));
  return result;
}

function part(g: Gen, s: StringValue, start: VReg, length: VReg): StringValue {
  const { b } = g;
  const count = b.copy(length);
  b.when('gt', count, imm(s.bound - 1), () => b.assign(count, imm(s.bound - 1)));
  return { ...stringFrom(g, s, start, count), bound: Math.max(s.bound, SHORTEST) };
}

/** "/" if the path begins with one, else ".". */
function rootOrDot(g: Gen, s: StringValue, result: StringValue): void {
  const { b } = g;
  const first = b.load(1, s.at.base, s.at.offset);
  const { base, offset } = result.at;
  storeBytes(g, result.at, Buffer.from('.\0'));
  b.when('eq', first, imm(SLASH), () => b.store(1, base, offset, imm(SLASH)));
}
