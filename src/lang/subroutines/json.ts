import { imm, type VReg } from '../../ir/index.ts';
import { textArgument } from '../arguments.ts';
import type { Gen, StringValue } from '../gen.ts';
import { INDEX, type JsonPath, jsonPath } from '../json-path.ts';
import { jsonTable } from '../json-rows.ts';
import { CLASSES, classOf, EVENTS, type Event, move, STATES, type State } from '../json-table.ts';
import { walkJson } from '../json-walk.ts';
import { search } from '../loops.ts';
import { byteAt, Cell, choose, forget, isNotZero, isZero, loadByte } from '../memory.ts';
import type { Subroutine } from '../subroutine.ts';
import { stringFrom } from '../substrings.ts';

export const json: Subroutine = {
  name: 'json',
  proto: 'string(const char *, const char *)',
  lower: (g, args) => {
    const [text, path] = [textArgument(g, args, 0), textArgument(g, args, 1)];
    if (path.constant !== undefined) return walkJson(g, text, jsonTable(path.constant));
    return valueAt(g, text, jsonPath(g, path));
  },
  bound: ([text = 1]) => text,
  doc: 'The value at a path in a JSON document, such as `a.b[2]`: a string without its quotes, anything else as it is written; NULL if it is not there.',
  example:
    'BEGIN { printf("%s\\n", json("{\\"a\\": [1, {\\"b\\": \\"yes\\"}]}", "a[1].b")); exit(0); }',
};

/** Entries of the table: the next state, then the events from this bit on. A row has 16 of 4 bytes. */
const EVENT_BIT = 8;
const ENTRY = 4;
const ROW = 64;
const ROWS = 32;

function transitions(): Uint8Array {
  const table = new Uint32Array((ROWS * ROW) / ENTRY);
  STATES.forEach((state, row) => {
    CLASSES.forEach((character, column) => {
      const { next, events } = move(state, character);
      const bits = events.reduce((sum, e) => sum | (1 << (EVENT_BIT + EVENTS.indexOf(e))), 0);
      table[(row * ROW) / ENTRY + column] = bits | STATES.indexOf(next);
    });
  });
  return new Uint8Array(table.buffer);
}

/** Byte → where its entry is in a row. */
function columns(): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => classOf(byte) * ENTRY);
}

/** Everything that changes; in registers of which the verifier knows nothing. */
interface Walker {
  readonly path: JsonPath;
  readonly state: VReg;
  /** Where the step of the path begins that is looked for. */
  readonly step: VReg;
  /** How far the key that was read agrees with the path; at its last zero if it does not. */
  readonly at: VReg;
  /** Elements of the array before the one that is looked for; 0 in objects. */
  readonly before: VReg;
  /** 1 in an array, 0 in an object. */
  readonly inArray: VReg;
  /** Brackets open in a value that is skipped, or taken whole. */
  readonly depth: VReg;
  /** Where the value begins that is looked for; 0 as long as it has not come. */
  readonly start: VReg;
}

const index = (state: State): number => STATES.indexOf(state);

function valueAt(g: Gen, text: StringValue, path: JsonPath): StringValue {
  const { b } = g;
  const unknown = (value: number): VReg => b.copy(forget(g, imm(value)));
  const w: Walker = {
    path,
    state: unknown(index('valueEntered')),
    step: unknown(0),
    at: unknown(0),
    before: unknown(0),
    inArray: unknown(0),
    depth: unknown(0),
    start: unknown(0),
  };
  const [from, count] = [new Cell(g, imm(0)), new Cell(g, imm(0))];
  const found = new Cell(g, imm(0));
  const [done, end] = [b.constant(0), b.constant(0)];
  search(
    g,
    { end: text.bound, step: 1 },
    (i) => {
      const read = advance(g, w, loadByte(g, text.at, i), i);
      b.assign(done, read.done);
      b.assign(end, b.alu('add', i, read.behind));
      const failed = isZero(g, b.alu('xor', w.state, imm(index('failed'))));
      return b.alu('or', read.done, failed);
    },
    () => {
      found.set(done);
      from.set(w.start);
      count.set(b.alu('sub', end, w.start));
    },
  );
  const missing = b.alu('xor', found.get(), imm(1));
  const length = choose(g, missing, b.constant(0), count.get());
  return { ...stringFrom(g, text, from.get(), length), missing };
}

interface Read {
  /** 1 if the wanted value has ended. */
  readonly done: VReg;
  /** 1 if this character is its last; 0 if it is behind it. */
  readonly behind: VReg;
}

/** One character: looks its move up and does what belongs to it, without a branch. */
function advance(g: Gen, w: Walker, c: VReg, i: VReg): Read {
  const { b } = g;
  const entry = lookUp(g, w, c);
  const on = (e: Event): VReg =>
    b.alu('and', b.alu('rsh', entry, imm(EVENT_BIT + EVENTS.indexOf(e))), imm(1));
  const mismatch = enter(g, w, c, on('enters'));
  b.assign(w.before, b.alu('sub', w.before, on('nextElement')));
  readKey(g, w, c, { begins: on('keyBegins'), goesOn: on('keyGoesOn') });
  const mode = b.alu('mul', wanted(g, w), on('byPath'));
  const enters = b.alu('and', mode, imm(1));
  b.assign(w.step, choose(g, enters, b.alu('add', w.at, imm(1)), w.step));
  const [here, behind] = [on('begins'), on('beginsBehind')];
  const begin = b.alu('add', i, behind);
  b.assign(w.start, choose(g, b.alu('or', here, behind), begin, w.start));
  const closes = on('closes');
  b.assign(w.depth, b.alu('sub', b.alu('add', w.depth, on('opens')), closes));
  const inside = b.alu('and', closes, isNotZero(g, w.depth));
  const ended = b.alu('or', on('ends'), b.alu('xor', closes, inside));
  const offset = b.alu('add', mode, b.alu('and', on('byContainer'), w.inArray));
  const next = b.alu('add', b.alu('and', entry, imm(0xff)), offset);
  const nested = choose(g, inside, b.constant(index('nest')), next);
  b.assign(w.state, choose(g, mismatch, b.constant(index('failed')), nested));
  return { done: b.alu('and', ended, isNotZero(g, w.start)), behind: closes };
}

function lookUp(g: Gen, w: Walker, c: VReg): VReg {
  const { b } = g;
  const column = loadByte(g, { base: g.constant(columns()), offset: 0 }, c);
  const at = b.alu('add', b.alu('mul', w.state, imm(ROW)), column);
  const table = g.constant(transitions());
  return b.load(ENTRY, b.alu('add', table, b.alu('and', at, imm(ROWS * ROW - ENTRY))), 0);
}

/** A container of the path is entered: the step must be an index if it is an array. 1 if it is not. */
function enter(g: Gen, w: Walker, c: VReg, enters: VReg): VReg {
  const { b } = g;
  const step = pathAt(g, w, w.step);
  const isIndex = isZero(g, b.alu('xor', b.load(1, step.base, step.offset), imm(INDEX)));
  const isArray = isZero(g, b.alu('xor', c, imm('['.charCodeAt(0))));
  const number = b.alu('mul', b.load(4, step.base, step.offset + 1), isIndex);
  b.assign(w.before, choose(g, enters, number, w.before));
  b.assign(w.inArray, choose(g, enters, isArray, w.inArray));
  b.assign(w.at, choose(g, enters, b.alu('add', w.step, imm(5)), w.at));
  return b.alu('and', enters, b.alu('xor', isIndex, isArray));
}

function pathAt(g: Gen, { path }: Walker, at: VReg): ReturnType<typeof byteAt> {
  return byteAt(g, path.at, g.b.alu('and', at, imm(path.size - 1)));
}

interface KeyEvents {
  readonly begins: VReg;
  readonly goesOn: VReg;
}

function readKey(g: Gen, w: Walker, c: VReg, { begins, goesOn }: KeyEvents): void {
  const { b } = g;
  const here = pathAt(g, w, w.at);
  const agrees = isZero(g, b.alu('xor', b.load(1, here.base, here.offset), c));
  const none = b.constant(w.path.size - 1);
  const further = choose(g, agrees, b.alu('add', w.at, imm(1)), none);
  const at = choose(g, goesOn, further, w.at);
  b.assign(w.at, choose(g, begins, w.step, at));
}

/** What the path says of the value that comes: 0 skipped, MORE entered, LAST wanted. */
function wanted(g: Gen, w: Walker): VReg {
  const { b } = g;
  const here = pathAt(g, w, w.at);
  const closing = b.load(1, here.base, here.offset);
  const isClosing = b.alu('rsh', b.alu('sub', closing, imm(3)), imm(63));
  return b.alu('mul', b.alu('mul', closing, isClosing), isZero(g, w.before));
}
