import { bug } from '../diag/index.ts';
import type { BlockId, VReg } from '../ir/index.ts';
import {
  type Fixed,
  isReg,
  type MachineBlock,
  type MachineFunction,
  rewriteOp,
  type Source,
  type Step,
  stepOf,
  targetsOf,
} from './machine.ts';

/**
 * Rewrites registers that got no place of their own. Each lives in a stack cell, or is made anew
 * if that is possible (Fixed), and is taken into a fresh register, a piece, where it is needed:
 *
 *   region   one piece from the first read (or a write) to the next call, also into blocks that
 *            have no other way in
 *   tiny     where even that is too long: one piece for each read and for each write
 */
export interface Spills {
  /** Register → its cell; undefined if it is made anew. */
  readonly cells: ReadonlyMap<VReg, number | undefined>;
  /** Regions that are tiny, by `regionName`. */
  readonly tiny: ReadonlySet<string>;
}

export interface Split {
  readonly fn: MachineFunction;
  /** Piece → name of its region; the piece of a tiny one must get a register. */
  readonly regions: ReadonlyMap<VReg, string>;
}

export function split(fn: MachineFunction, spills: Spills): Split {
  if (spills.cells.size === 0) return { fn, regions: new Map() };
  const splitter = new Splitter(fn, spills);
  return { fn: splitter.function(fn), regions: splitter.regions };
}

/** Registers that are written once, with a value that can be made anew. */
export function remakable(fn: MachineFunction): Map<VReg, Fixed> {
  const values = new Map<VReg, Fixed | undefined>(fn.parameters.map((p) => [p, undefined]));
  for (const { steps } of fn.blocks) {
    for (const { op, dst } of steps) {
      if (dst === undefined) continue;
      const fixed = op.op === 'set' && !isReg(op.from) && !values.has(dst);
      values.set(dst, fixed ? op.from : undefined);
    }
  }
  const fixed = new Map<VReg, Fixed>();
  for (const [reg, value] of values) if (value) fixed.set(reg, value);
  return fixed;
}

interface Region {
  readonly name: string;
  readonly tiny: boolean;
  /** The register that has the value now. */
  piece: VReg | undefined;
}

type Held = Map<VReg, Region>;

class Splitter {
  readonly regions = new Map<VReg, string>();
  readonly #spills: Spills;
  readonly #remake: ReadonlyMap<VReg, Fixed>;
  readonly #counts = new Map<VReg, number>();
  #vregs: number;
  #held: Held = new Map();
  #steps: Step[] = [];

  constructor(fn: MachineFunction, spills: Spills) {
    this.#spills = spills;
    this.#vregs = fn.vregs;
    this.#remake = remakable(fn);
  }

  function(fn: MachineFunction): MachineFunction {
    const entry = this.#parameters(fn.parameters);
    const first = this.#held;
    const ways = waysInto(fn);
    const ends = new Map<BlockId, Held>();
    const blocks = fn.blocks.map((block, i) => {
      const from = ways.get(block.id);
      this.#held = new Map(i === 0 ? first : from === undefined ? [] : ends.get(from));
      const done = this.#block(block, i === 0 ? entry.spills : []);
      ends.set(block.id, this.#held);
      return done;
    });
    return { ...fn, parameters: entry.parameters, blocks, vregs: this.#vregs };
  }

  #parameters(parameters: readonly VReg[]): { parameters: VReg[]; spills: Step[] } {
    this.#steps = [];
    const pieces = parameters.map((reg) => this.#define(reg));
    parameters.forEach((reg) => {
      this.#spill(reg, undefined);
    });
    return { parameters: pieces, spills: this.#steps };
  }

  #block(block: MachineBlock, before: readonly Step[]): MachineBlock {
    this.#steps = [...before];
    for (const step of block.steps) this.#step(step);
    return { ...block, steps: this.#steps };
  }

  #step(step: Step): void {
    const { op, mark, reads, dst } = step;
    if (op.op !== 'call' && !this.#spilled(dst) && !reads.some((reg) => this.#spilled(reg))) {
      this.#steps.push(step);
      return;
    }
    if (dst !== undefined && this.#spilled(dst) && this.#remake.has(dst)) return;
    const rewritten = rewriteOp(op, {
      use: (reg) => this.#use(reg, mark),
      source: (reg) => this.#source(reg),
      define: (reg) => {
        if (op.op === 'call') this.#held.clear();
        return this.#define(reg);
      },
    });
    this.#steps.push(stepOf(rewritten, mark));
    if (dst !== undefined) this.#spill(dst, mark);
  }

  #spilled(reg: VReg | undefined): boolean {
    return reg !== undefined && this.#spills.cells.has(reg);
  }

  /** Where a spilled register's value comes from. */
  #home(reg: VReg): Fixed {
    const cell = this.#spills.cells.get(reg);
    if (cell !== undefined) return { kind: 'cell', cell };
    return this.#remake.get(reg) ?? bug(`v${reg} has no home`);
  }

  #use(reg: VReg, mark: Step['mark']): VReg {
    if (!this.#spilled(reg)) return reg;
    const region = this.#held.get(reg) ?? this.#open(reg);
    if (region.piece !== undefined) return region.piece;
    const piece = this.#piece(region);
    this.#steps.push(stepOf({ op: 'set', dst: piece, from: this.#home(reg) }, mark));
    if (!region.tiny) region.piece = piece;
    return piece;
  }

  #source(reg: VReg): Source {
    if (!this.#spilled(reg)) return reg;
    return this.#held.get(reg)?.piece ?? this.#home(reg);
  }

  #define(reg: VReg): VReg {
    if (!this.#spilled(reg)) return reg;
    const region = this.#open(reg);
    region.piece = this.#piece(region);
    return region.piece;
  }

  /** After the write of a spilled register: puts the value into its cell. */
  #spill(reg: VReg, mark: Step['mark']): void {
    const cell = this.#spills.cells.get(reg);
    const region = this.#held.get(reg);
    if (cell === undefined || region?.piece === undefined) return;
    this.#steps.push(stepOf({ op: 'spill', src: region.piece, cell }, mark));
    if (region.tiny) region.piece = undefined;
  }

  #open(reg: VReg): Region {
    const count = this.#counts.get(reg) ?? 0;
    this.#counts.set(reg, count + 1);
    const name = `${reg}.${count}`;
    const region = { name, tiny: this.#spills.tiny.has(name), piece: undefined };
    this.#held.set(reg, region);
    return region;
  }

  #piece(region: Region): VReg {
    const piece = this.#vregs++ as VReg;
    this.regions.set(piece, region.name);
    return piece;
  }
}

/** The only way into each block that has but one, if that comes earlier in the function. */
function waysInto(fn: MachineFunction): Map<BlockId, BlockId> {
  const ways = new Map<BlockId, BlockId | undefined>();
  for (const block of fn.blocks) {
    for (const target of targetsOf(block)) {
      ways.set(target, ways.has(target) ? undefined : block.id);
    }
  }
  const seen = new Set<BlockId>();
  const only = new Map<BlockId, BlockId>();
  fn.blocks.forEach((block, i) => {
    const from = ways.get(block.id);
    if (i > 0 && from !== undefined && seen.has(from)) only.set(block.id, from);
    seen.add(block.id);
  });
  return only;
}
