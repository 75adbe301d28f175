import { assertNever, bug } from '../diag/index.ts';
import {
  type Block,
  type BlockId,
  type Facts,
  factsOf,
  type IrFunction,
  type Op,
  type Operand,
  type SourceMark,
  successors,
  type Terminator,
  type VReg,
} from '../ir/index.ts';
import {
  type Fixed,
  type Imm,
  isReg,
  type MachineBlock,
  type MachineFunction,
  type MachineOp,
  type Slot,
  type Source,
  type Step,
  stepOf,
} from './machine.ts';

/** IR → machine operations, with everything that can be an operand made one. */
export function legalize(fn: IrFunction): MachineFunction {
  const legalizer = new Legalizer(fn);
  const blocks = withEntry(fn).map((block) => legalizer.block(block));
  const { name, parameters, slots } = fn;
  const { vregs } = legalizer;
  return { name, parameters, slots, vregs, blocks: dropUnused(blocks, vregs) };
}

/** The parameters arrive in the first block, so nothing may jump back to it. */
function withEntry(fn: IrFunction): readonly Block[] {
  const first = fn.blocks[0];
  const looped = fn.blocks.some((block) => successors(block.end).some((id) => id === first?.id));
  if (!first || !looped) return fn.blocks;
  const id = (Math.max(...fn.blocks.map((block) => block.id)) + 1) as BlockId;
  return [{ id, ops: [], marks: [], end: { op: 'jump', target: first.id } }, ...fn.blocks];
}

/** An instruction has 16 bits for the offset of an address. */
const MOST_OFFSET = 0x7fff;

export function fitsImm(value: bigint): boolean {
  return BigInt.asIntN(32, value) === BigInt.asIntN(64, value);
}

class Legalizer {
  vregs: number;
  readonly #facts: Facts;
  #steps: Step[] = [];
  #mark: SourceMark | undefined;

  constructor(fn: IrFunction) {
    this.vregs = fn.vregs;
    this.#facts = factsOf(fn);
  }

  block(block: Block): MachineBlock {
    this.#steps = [];
    block.ops.forEach((op, i) => {
      this.#mark = block.marks[i];
      this.#push(this.#op(op));
    });
    this.#push(this.#end(block.end));
    return { id: block.id, steps: this.#steps };
  }

  #push(op: MachineOp): void {
    this.#steps.push(stepOf(op, this.#mark));
  }

  #op(op: Op): MachineOp {
    switch (op.op) {
      case 'constant':
      case 'map':
      case 'mapValue':
      case 'stack':
        return { op: 'set', dst: op.dst, from: fixedOf(op) ?? bug(op.op) };
      case 'move':
        return { op: 'set', dst: op.dst, from: op.src };
      case 'alu':
        return { ...op, b: this.#operand(op.b) };
      case 'negate':
      case 'swap':
      case 'extend':
        return op;
      case 'load':
        return { ...op, ...this.#address(op.base, op.offset) };
      case 'store':
        return { ...op, ...this.#address(op.base, op.offset), value: this.#stored(op) };
      case 'atomicAdd':
        return { ...op, ...this.#address(op.base, op.offset) };
      case 'call':
        return { ...this.#call(op), target: { kind: 'helper', name: op.helper } };
      case 'invoke':
        return { ...this.#call(op), target: { kind: 'function', name: op.function } };
      default:
        return assertNever(op);
    }
  }

  #end(end: Terminator): MachineOp {
    if (end.op === 'jump' || end.op === 'mayGoto') return end;
    if (end.op === 'return') return { op: 'return', value: this.#source(end.value) };
    return { ...end, b: this.#operand(end.b) };
  }

  #call(op: Op & { op: 'call' | 'invoke' }): { op: 'call'; dst: VReg; args: Source[] } {
    return { op: 'call', dst: op.dst, args: op.args.map((arg) => this.#source(arg)) };
  }

  /** A register, or an immediate that fits; one that does not gets a register. */
  #operand(operand: Operand): VReg | Imm {
    if (typeof operand !== 'object') return operand;
    if (fitsImm(operand.imm)) return { imm: Number(BigInt.asIntN(32, operand.imm)) };
    const dst = this.vregs++ as VReg;
    this.#push({ op: 'set', dst, from: { kind: 'constant', value: operand.imm } });
    return dst;
  }

  /** Of a narrow store only the low bits of the immediate count. */
  #stored(op: Op & { op: 'store' }): VReg | Imm {
    if (typeof op.value !== 'object' || op.bytes === 8) return this.#operand(op.value);
    return { imm: Number(BigInt.asIntN(op.bytes * 8, op.value.imm)) };
  }

  #source(operand: Operand): Source {
    if (typeof operand === 'object') return { kind: 'constant', value: operand.imm };
    const definition = this.#facts.definition(operand);
    return (definition && fixedOf(definition)) ?? operand;
  }

  #address(base: VReg, offset: number): { base: VReg | Slot; offset: number } {
    const definition = this.#facts.definition(base);
    if (definition?.op === 'stack')
      return { base: { slot: definition.slot }, offset: definition.offset + offset };
    return offset <= MOST_OFFSET
      ? { base, offset }
      : { base: this.#moved(base, offset), offset: 0 };
  }

  #moved(base: VReg, offset: number): VReg {
    const dst = this.vregs++ as VReg;
    this.#push({ op: 'alu', alu: 'add', dst, a: base, b: { imm: offset } });
    return dst;
  }
}

function fixedOf(op: Op): Fixed | undefined {
  switch (op.op) {
    case 'constant':
      return { kind: 'constant', value: op.value };
    case 'map':
      return { kind: 'map', map: op.map };
    case 'mapValue':
      return { kind: 'mapValue', map: op.map, offset: op.offset };
    case 'stack':
      return { kind: 'stack', slot: op.slot, offset: op.offset };
    default:
      return undefined;
  }
}

/** What became an operand everywhere needs no register. */
function dropUnused(blocks: readonly MachineBlock[], vregs: number): MachineBlock[] {
  const used = new Uint8Array(vregs);
  for (const { steps } of blocks) {
    for (const { reads } of steps) for (const reg of reads) used[reg] = 1;
  }
  const needed = ({ op, dst }: Step) =>
    op.op !== 'set' || isReg(op.from) || dst === undefined || used[dst] === 1;
  return blocks.map(({ id, steps }) => ({ id, steps: steps.filter(needed) }));
}
