import { imm, type VReg } from '../ir/index.ts';
import type { Gen, StringValue } from './gen.ts';
import { ENTRY, type JsonTable } from './json-rows.ts';
import { search } from './loops.ts';
import { Cell, choose, forget, isZero, loadByte } from './memory.ts';
import { stringFrom } from './substrings.ts';

/** Runs a path's automaton over a text. Nothing branches but the way out, see `search`. */
export function walkJson(g: Gen, text: StringValue, machine: JsonTable): StringValue {
  const { b } = g;
  const unknown = (value: number): VReg => b.copy(forget(g, imm(value)));
  const { ends, start } = machine;
  const w: Walker = {
    state: unknown(start),
    depth: unknown(0),
    before: unknown(0),
    begin: unknown(0),
  };
  const [from, count] = [new Cell(g, imm(0)), new Cell(g, imm(0))];
  const found = new Cell(g, imm(0));
  search(
    g,
    { end: text.bound, step: 1 },
    (i) => {
      advance(g, machine, w, { c: loadByte(g, text.at, i), i });
      return b.alu('rsh', b.alu('sub', b.constant(ends.behind - 1), w.state), imm(63));
    },
    (i) => {
      const behind = isZero(g, b.alu('xor', w.state, imm(ends.behind)));
      const quote = isZero(g, b.alu('xor', w.state, imm(ends.string)));
      const begin = b.alu('add', w.begin, quote);
      from.set(begin);
      count.set(b.alu('sub', b.alu('add', i, behind), begin));
      found.set(b.alu('rsh', b.alu('sub', w.state, imm(ends.failed)), imm(63)));
    },
  );
  const missing = b.alu('xor', found.get(), imm(1));
  const length = choose(g, missing, b.constant(0), count.get());
  return { ...stringFrom(g, text, from.get(), length), missing };
}

/** In registers, of which the verifier knows nothing. */
interface Walker {
  readonly state: VReg;
  readonly depth: VReg;
  readonly before: VReg;
  readonly begin: VReg;
}

interface Here {
  readonly c: VReg;
  readonly i: VReg;
}

function advance(g: Gen, machine: JsonTable, w: Walker, { c, i }: Here): void {
  const { b } = g;
  const { table, columns, rowBytes, counts } = machine;
  const column = loadByte(g, { base: g.constant(columns), offset: 0 }, c);
  const at = b.alu('add', w.state, b.alu('lsh', column, imm(Math.log2(ENTRY.bytes))));
  const bounded = b.alu('and', at, imm(table.length - ENTRY.bytes));
  const entry = b.load(ENTRY.bytes, b.alu('add', g.constant(table), bounded), 0);
  const field = (shift: number, bits: number): VReg =>
    b.alu('arsh', b.alu('lsh', entry, imm(64 - shift - bits)), imm(64 - bits));
  const shift = imm(Math.log2(rowBytes));
  b.assign(w.depth, b.alu('add', w.depth, field(ENTRY.depthShift, 8)));
  const next = b.alu('and', entry, imm((1 << ENTRY.depthShift) - 1));
  const closed = b.alu('add', next, b.alu('lsh', isZero(g, w.depth), shift));
  b.assign(w.state, closed);
  if (counts) {
    b.assign(w.before, b.alu('add', w.before, field(ENTRY.beforeShift, 31)));
    b.assign(w.state, b.alu('add', closed, b.alu('lsh', isZero(g, w.before), shift)));
  }
  // The wanted value begins once.
  const begins = b.alu('rsh', entry, imm(ENTRY.beginShift));
  b.assign(w.begin, b.alu('add', w.begin, b.alu('mul', begins, i)));
}
