import type { HelperName } from '../../bpf/index.ts';
import {
  type AluOp,
  type Arg,
  type BlockId,
  type Condition,
  IrBuilder,
  type IrProgram,
  imm,
  type Size,
  type SlotId,
  type VReg,
} from '../../ir/index.ts';
import { CONTEXT_BYTES, MAP_BYTES, TEST_HELPERS } from './world.ts';

/** For tests: programs made at random, the same ones for the same seed. */

const ALU_OPS: readonly AluOp[] = [
  'add',
  'sub',
  'mul',
  'div',
  'mod',
  'and',
  'or',
  'xor',
  'lsh',
  'rsh',
  'arsh',
];

const CONDITIONS: readonly Condition[] = [
  'eq',
  'ne',
  'gt',
  'ge',
  'lt',
  'le',
  'sgt',
  'sge',
  'slt',
  'sle',
  'set',
];

const CONSTANTS: readonly bigint[] = [
  0n,
  1n,
  -1n,
  2n,
  7n,
  63n,
  64n,
  255n,
  4096n,
  0x7fffffffn,
  0x80000000n,
  -0x80000000n,
  -0x80000001n,
  0xffffffffn,
  0x123456789abcn,
  0x7fffffffffffffffn,
  -0x8000000000000000n,
];

const SIZES: readonly Size[] = [1, 2, 4, 8];
const SLOT_BYTES = 16;

/** mulberry32 */
function randomNumbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

export function randomProgram(seed: number): IrProgram {
  const below = randomNumbers(seed);
  const statements = 5 + below(60);
  const callee = new Generator(below, new IrBuilder('callee', 3), undefined);
  const main = new Generator(below, new IrBuilder('main'), 'callee');
  return {
    name: `random${seed}`,
    functions: [main.function(statements), callee.function(below(20))],
  };
}

class Generator {
  readonly #below: (below: number) => number;
  readonly #b: IrBuilder;
  readonly #callee: string | undefined;
  /** Readable here. */
  #values: VReg[] = [];
  /** Of those, the ones that may be assigned. */
  readonly #variables: VReg[] = [];
  readonly #slots: SlotId[] = [];
  #depth = 0;

  constructor(below: (n: number) => number, builder: IrBuilder, callee: string | undefined) {
    this.#below = below;
    this.#b = builder;
    this.#callee = callee;
  }

  function(statements: number): ReturnType<IrBuilder['finish']> {
    const b = this.#b;
    for (let i = 0; i < (this.#callee ? 1 : 3); i++) this.#values.push(b.parameter(i));
    for (let i = 0; i < 2; i++) {
      const slot = b.slot(SLOT_BYTES);
      this.#slots.push(slot);
      for (let at = 0; at < SLOT_BYTES; at += 8) b.store(8, b.slotAddress(slot), at, imm(at));
    }
    for (let i = 0; i < 3; i++) {
      const variable = b.copy(this.#arg());
      this.#variables.push(variable);
      this.#values.push(variable);
    }
    for (let i = 0; i < statements; i++) this.#statement();
    const sum = b.constant(0);
    for (const value of this.#values)
      b.assign(sum, b.alu('xor', b.alu('mul', sum, imm(31)), value));
    b.return(sum);
    return b.finish();
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#below(list.length)] as T;
  }

  #reg(): VReg {
    return this.#pick(this.#values);
  }

  #arg(): Arg {
    return this.#below(3) === 0 ? imm(this.#pick(CONSTANTS)) : this.#reg();
  }

  readonly #statements: readonly (() => VReg | undefined)[] = [
    () => this.#b.alu(this.#pick(ALU_OPS), this.#reg(), this.#arg()),
    () => this.#b.alu(this.#pick(ALU_OPS), this.#reg(), this.#reg()),
    () => this.#b.alu(this.#pick(ALU_OPS), this.#reg(), this.#arg()),
    () => this.#b.constant(this.#pick(CONSTANTS)),
    () => this.#b.copy(this.#arg()),
    () => this.#b.negate(this.#reg()),
    () => this.#b.swap(this.#pick([2, 4, 8] as const), this.#reg()),
    () => this.#b.extend(this.#pick(SIZES), this.#below(2) === 0, this.#reg()),
    () => this.#load(),
    () => this.#load(),
    () => this.#store(),
    () => this.#atomicAdd(),
    () => this.#assign(),
    () => this.#assign(),
    () => this.#call(),
    () => this.#call(),
    () => this.#invoke(),
    () => this.#branch(),
    () => this.#loop(),
    () => this.#b.truth(this.#pick(CONDITIONS), this.#reg(), this.#arg()),
  ];

  #statement(): void {
    const value = this.#pick(this.#statements)();
    if (value !== undefined) this.#values.push(value);
  }

  /** An address with room for `bytes`, and an offset. */
  #place(bytes: number, writable: boolean): [VReg, number] {
    const b = this.#b;
    const kind = this.#below(writable || !this.#callee ? 2 : 3);
    if (kind === 0) {
      const offset = this.#below(SLOT_BYTES / bytes) * bytes;
      const base = b.slotAddress(this.#pick(this.#slots));
      return this.#below(2) === 0 ? [b.alu('add', base, imm(offset)), 0] : [base, offset];
    }
    if (kind === 2) return [b.parameter(0), this.#below(CONTEXT_BYTES - bytes)];
    const offset = this.#below(MAP_BYTES - bytes);
    const back = this.#below(2) === 0 ? 0 : offset;
    return [b.mapValue(this.#pick(['m0', 'm1']), offset - back), back];
  }

  #load(): VReg {
    const bytes = this.#pick(SIZES);
    return this.#b.load(bytes, ...this.#place(bytes, false), this.#below(2) === 0);
  }

  #store(): undefined {
    const bytes = this.#pick(SIZES);
    this.#b.store(bytes, ...this.#place(bytes, true), this.#arg());
  }

  #atomicAdd(): undefined {
    const bytes = this.#pick([4, 8] as const);
    this.#b.atomicAdd(bytes, ...this.#place(bytes, true), this.#arg());
  }

  #assign(): undefined {
    this.#b.assign(this.#pick(this.#variables), this.#arg());
  }

  #call(): VReg {
    const name = this.#pick(Object.keys(TEST_HELPERS) as HelperName[]);
    const args = (TEST_HELPERS[name] ?? []).map((kind, i): Arg => {
      if (kind === 'bytes') return this.#b.slotAddress(this.#pick(this.#slots), this.#below(2) * 8);
      return i === 0 && this.#below(2) === 0 ? this.#b.map('m0') : this.#arg();
    });
    return this.#b.call(name, ...args);
  }

  #invoke(): VReg | undefined {
    if (!this.#callee) return undefined;
    return this.#b.invoke(this.#callee, this.#arg(), this.#arg(), this.#arg());
  }

  #inside(): void {
    const before = [...this.#values];
    this.#depth++;
    for (let i = this.#below(6); i >= 0; i--) this.#statement();
    this.#depth--;
    this.#values = before;
  }

  #branch(): undefined {
    if (this.#depth > 2) return;
    const inside = () => this.#inside();
    const [condition, a, b] = [this.#pick(CONDITIONS), this.#reg(), this.#arg()];
    if (this.#below(2) === 0) this.#b.when(condition, a, b, inside);
    else this.#b.ifElse(condition, a, b, inside, inside);
  }

  #loop(): undefined {
    if (this.#depth > 1) return;
    const zero = this.#below(2) === 0 ? this.#b.copy(imm(0)) : undefined;
    const body = (i: VReg, stop: BlockId): void => {
      const before = this.#values;
      this.#values = [...before, i];
      this.#inside();
      if (this.#below(3) === 0)
        this.#b.jumpIf(this.#pick(CONDITIONS), this.#reg(), this.#arg(), stop);
      this.#values = before;
    };
    this.#b.repeat(1 + this.#below(4), body, zero);
  }
}
