import { imm, type VReg } from '../../ir/index.ts';
import { textArgument } from '../arguments.ts';
import type { Gen, Place, StringValue } from '../gen.ts';
import { search } from '../loops.ts';
import { byteAt, choose, forget, isNotZero, isZero, loadByte, powerOfTwo } from '../memory.ts';
import { readString } from '../strings.ts';
import type { Subroutine } from '../subroutine.ts';

const SLASH = 47;
const DOT = 46;
/** Bytes of ".", which stands for nothing. */
const SHORTEST = 2;

export const cleanpath: Subroutine = {
  name: 'cleanpath',
  proto: 'string(const char *)',
  lower: (g, args) => clean(g, textArgument(g, args, 0)),
  bound: ([s = 1]) => Math.max(s, SHORTEST),
  doc: 'A path without repeated slashes and `.` components, and with each `..` and what is before it taken away.',
  example: 'BEGIN { printf("%s\\n", cleanpath("/usr/./lib//x/../y")); exit(0); }',
};

/** Where components that `..` may take away begin, two bytes each. */
const ENTRY = 2;

interface Work {
  readonly source: Place;
  readonly result: Place;
  readonly starts: Place;
  readonly mask: { readonly imm: bigint };
  /** Index of the next byte of the result. */
  readonly end: VReg;
  /** Where the component begins that is being read. */
  readonly start: VReg;
  /** How many components before it may be taken away. */
  readonly depth: VReg;
  /** 1 if the path begins with a slash. */
  readonly absolute: VReg;
  /** Dialect illumos leaves a slash at the end, a last `.` and a first `./`. */
  readonly keeps: boolean;
}

/**
 * Every character is appended to the result; a slash, or the end, then looks at the component that
 * it closes. Nothing branches, so that to the verifier every round is like the last.
 */
function clean(g: Gen, path: StringValue): StringValue {
  const { b } = g;
  const bound = Math.max(path.bound, SHORTEST);
  const room = powerOfTwo(bound);
  const source = g.scratch(room);
  readString(g, source, path.bound, path);
  const work: Work = {
    source,
    result: g.scratch(room),
    starts: g.scratch(room * ENTRY),
    mask: imm(room - 1),
    end: b.copy(forget(g, imm(0))),
    start: b.copy(forget(g, imm(0))),
    depth: b.copy(forget(g, imm(0))),
    absolute: is(g, b.load(1, source.base, source.offset), SLASH),
    keeps: g.options.dialect === 'illumos',
  };
  search(g, { end: path.bound, step: 1, until: 'zero' }, (i) => step(g, work, i));
  return finish(g, work, bound);
}

function step(g: Gen, w: Work, i: VReg): VReg {
  const { b } = g;
  const c = loadByte(g, w.source, i);
  const last = isZero(g, c);
  const closes = b.alu('or', last, is(g, c, SLASH));
  const { up, dropped } = judge(g, w, { i, last });
  const pops = b.alu('and', b.alu('and', up, closes), isNotZero(g, w.depth));
  const depth = b.alu('sub', w.depth, pops);
  const top = byteAt(g, w.starts, b.alu('mul', b.alu('and', depth, w.mask), imm(ENTRY)));
  const gone = b.alu('and', closes, b.alu('or', pops, dropped));
  // What `..` takes away begins where the component before it did.
  const back = choose(g, pops, b.load(ENTRY, top.base, top.offset), w.start);
  const end = choose(g, gone, back, w.end);
  // Above the top of the stack nothing matters, so it is written there in any case.
  b.store(ENTRY, top.base, top.offset, w.start);
  const at = byteAt(g, w.result, b.alu('and', end, w.mask));
  b.store(1, at.base, at.offset, c);
  const next = b.alu('add', end, not(g, b.alu('or', gone, last)));
  const names = b.alu('and', b.alu('and', closes, not(g, gone)), not(g, up));
  b.assign(w.depth, b.alu('add', depth, b.alu('and', names, isNotZero(g, i))));
  b.assign(w.start, choose(g, closes, next, w.start));
  b.assign(w.end, next);
  return c;
}

interface Here {
  readonly i: VReg;
  readonly last: VReg;
}

/** Is the component `..`, and is it one that goes by itself: empty, `.`, or `..` behind the root? */
function judge(g: Gen, w: Work, { i, last }: Here): { readonly up: VReg; readonly dropped: VReg } {
  const { b } = g;
  const length = b.alu('sub', w.end, w.start);
  const one = isDot(g, w, 1);
  const up = b.alu('and', b.alu('and', one, isDot(g, w, 2)), is(g, length, 2));
  const above = b.alu('and', up, b.alu('and', w.absolute, isZero(g, w.depth)));
  const stays = b.alu('or', last, isZero(g, w.start));
  const dot = b.alu('and', b.alu('and', one, is(g, length, 1)), w.keeps ? not(g, stays) : imm(1));
  const empty = b.alu('and', isZero(g, length), isNotZero(g, i));
  return { up, dropped: b.alu('or', above, b.alu('or', dot, empty)) };
}

/** Is the n-th character from the end of the result a dot? */
function isDot(g: Gen, w: Work, n: number): VReg {
  const { b } = g;
  return is(g, loadByte(g, w.result, b.alu('and', b.alu('sub', w.end, imm(n)), w.mask)), DOT);
}

function is(g: Gen, value: VReg, wanted: number): VReg {
  return isZero(g, g.b.alu('xor', value, imm(wanted)));
}

function not(g: Gen, flag: VReg): VReg {
  return g.b.alu('xor', flag, imm(1));
}

/** What is left of a path that was not empty is at least ".". */
function finish(g: Gen, w: Work, bound: number): StringValue {
  const { b } = g;
  const { base, offset } = w.result;
  const end = forget(g, w.end);
  if (!w.keeps)
    b.when('gt', end, imm(1), () => {
      const at = byteAt(g, w.result, b.alu('and', b.alu('sub', end, imm(1)), w.mask));
      b.when('eq', b.load(1, at.base, at.offset), imm(SLASH), () =>
        b.store(1, at.base, at.offset, imm(0)),
      );
    });
  b.when('eq', end, imm(0), () => {
    const first = b.load(1, w.source.base, w.source.offset);
    b.store(2, base, offset, imm(DOT));
    b.when('eq', first, imm(0), () => b.store(1, base, offset, imm(0)));
  });
  return { kind: 'string', at: w.result, bound };
}
