import {
  ALU,
  CLASS,
  classOf,
  decode,
  FRAME,
  type HelperName,
  helpers,
  type Insn,
  JUMP,
  LD_IMM64,
  type MapRef,
  MODE,
  operationOf,
  PSEUDO,
  SOURCE_REG,
  sizeOf,
} from '../bpf/index.ts';
import { assertNever, bug } from '../diag/index.ts';
import {
  type AluOp,
  type Condition,
  evaluateAlu,
  evaluateCondition,
  evaluateExtend,
  evaluateSwap,
  type IrFunction,
  type IrProgram,
  type Op,
  type Operand,
  type VReg,
} from '../ir/index.ts';

/**
 * For tests: IR and BPF, each run by a small interpreter over the same kind of machine, so that
 * what emit makes can be compared with what it was given.
 */

/** Bytes at addresses; the map values and the context are there from the start. */
export class Memory {
  readonly #bytes = new Map<bigint, number>();

  load(bytes: number, address: bigint): bigint {
    let value = 0n;
    for (let i = bytes - 1; i >= 0; i--) {
      const byte = this.#bytes.get(address + BigInt(i));
      if (byte === undefined) return bug(`load of unwritten memory at 0x${address.toString(16)}`);
      value = (value << 8n) | BigInt(byte);
    }
    return value;
  }

  store(bytes: number, address: bigint, value: bigint): void {
    for (let i = 0n; i < bytes; i++) {
      this.#bytes.set(address + i, Number((value >> (i * 8n)) & 0xffn));
    }
  }

  /** The bytes of a range, for comparing. */
  slice(address: bigint, bytes: number): number[] {
    return Array.from({ length: bytes }, (_, i) => this.#bytes.get(address + BigInt(i)) ?? -1);
  }
}

export const CONTEXT = 0x10000n;
export const CONTEXT_BYTES = 64;
const MAP_VALUES = 0x20000n;
export const MAP_BYTES = 256;
const STACK_TOP = 0x70000000n;
const FRAME_BYTES = 0x1000n;

/** Tests name maps m0, m1, … */
export function mapAddress(map: string): bigint {
  return MAP_VALUES + BigInt(Number(map.slice(1))) * 0x1000n;
}

/** Arguments of helpers in tests: plain values, or addresses of eight bytes that it reads. */
export const TEST_HELPERS: Readonly<Partial<Record<HelperName, readonly ('value' | 'bytes')[]>>> = {
  ktime_get_ns: [],
  get_func_ip: ['value'],
  map_lookup_elem: ['value', 'bytes'],
  probe_read_kernel: ['value', 'value', 'bytes'],
  map_update_elem: ['value', 'bytes', 'bytes', 'value'],
  ringbuf_query: ['value', 'value', 'value', 'value', 'value'],
};

export interface World {
  readonly memory: Memory;
  /** The helper calls made, in order, with what they saw. */
  readonly calls: string[];
}

export function newWorld(): World {
  const memory = new Memory();
  const fill = (start: bigint, bytes: number) => {
    for (let i = 0; i < bytes; i++) memory.store(1, start + BigInt(i), BigInt((i * 37 + 11) & 255));
  };
  fill(CONTEXT, CONTEXT_BYTES);
  for (const map of ['m0', 'm1']) fill(mapAddress(map), MAP_BYTES);
  return { memory, calls: [] };
}

export interface Outcome {
  readonly result: bigint;
  readonly calls: readonly string[];
  readonly maps: readonly number[];
}

function outcome(result: bigint, { memory, calls }: World): Outcome {
  const maps = ['m0', 'm1'].flatMap((map) => memory.slice(mapAddress(map), MAP_BYTES));
  return { result: BigInt.asIntN(64, result), calls, maps };
}

/** Any function of what the helper saw will do as its result. */
function runHelper(world: World, name: HelperName, args: readonly bigint[]): bigint {
  const kinds = TEST_HELPERS[name] ?? bug(`${name} is no test helper`);
  const seen = kinds.map((kind, i) => {
    const arg = BigInt.asUintN(64, args[i] ?? 0n);
    return kind === 'bytes' ? world.memory.load(8, arg) : arg;
  });
  world.calls.push(`${name}(${seen.join(', ')})`);
  const mix = (sum: bigint, x: bigint) => BigInt.asIntN(64, (sum ^ x) * 0x9e3779b97f4a7c15n + 1n);
  return seen.reduce(mix, BigInt(world.calls.length));
}

// ---- IR

export function runIr(program: IrProgram): Outcome {
  const world = newWorld();
  const main = program.functions[0] ?? bug('no functions');
  return outcome(runIrFunction(program, main, [CONTEXT], world, STACK_TOP), world);
}

function runIrFunction(
  program: IrProgram,
  fn: IrFunction,
  args: readonly bigint[],
  world: World,
  stack: bigint,
): bigint {
  const regs = new Map<VReg, bigint>();
  fn.parameters.forEach((reg, i) => {
    regs.set(reg, args[i] ?? 0n);
  });
  const value = (operand: Operand): bigint =>
    typeof operand === 'object' ? operand.imm : (regs.get(operand) ?? bug(`v${operand} unwritten`));
  const invoke = (name: string, values: readonly bigint[]) => {
    const callee = program.functions.find((f) => f.name === name) ?? bug(`no function ${name}`);
    return runIrFunction(program, callee, values, world, stack - FRAME_BYTES);
  };
  for (let block = fn.blocks[0]; block; ) {
    for (const op of block.ops) {
      const result = runOp(op, { world, value, stack, invoke });
      if ('dst' in op) regs.set(op.dst, BigInt.asIntN(64, result));
    }
    const end = block.end;
    if (end.op === 'return') return value(end.value);
    const target =
      end.op === 'jump'
        ? end.target
        : evaluateCondition(end.condition, value(end.a), value(end.b))
          ? end.yes
          : end.no;
    block = fn.blocks.find((candidate) => candidate.id === target);
  }
  return bug('control left the function');
}

interface IrState {
  readonly world: World;
  readonly stack: bigint;
  value(operand: Operand): bigint;
  invoke(name: string, args: readonly bigint[]): bigint;
}

function runOp(op: Op, state: IrState): bigint {
  const { world, value } = state;
  switch (op.op) {
    case 'constant':
      return op.value;
    case 'move':
      return value(op.src);
    case 'alu':
      return evaluateAlu(op.alu, value(op.a), value(op.b));
    case 'negate':
      return -value(op.src);
    case 'swap':
      return evaluateSwap(op.bytes, value(op.src));
    case 'extend':
      return evaluateExtend(op.bytes, op.signed, value(op.src));
    case 'load': {
      const loaded = world.memory.load(op.bytes, value(op.base) + BigInt(op.offset));
      return op.signed ? BigInt.asIntN(op.bytes * 8, loaded) : loaded;
    }
    case 'store':
      world.memory.store(op.bytes, value(op.base) + BigInt(op.offset), value(op.value));
      return 0n;
    case 'atomicAdd':
      addInPlace(world, op.bytes, value(op.base) + BigInt(op.offset), value(op.value));
      return 0n;
    case 'map':
      return mapAddress(op.map) + 1n;
    case 'mapValue':
      return mapAddress(op.map) + BigInt(op.offset);
    case 'stack':
      return state.stack - BigInt((op.slot + 1) * 64) + BigInt(op.offset);
    case 'call':
      return runHelper(world, op.helper, op.args.map(value));
    case 'invoke':
      return state.invoke(op.function, op.args.map(value));
    default:
      return assertNever(op);
  }
}

function addInPlace(world: World, bytes: number, address: bigint, value: bigint): void {
  world.memory.store(bytes, address, world.memory.load(bytes, address) + value);
}

// ---- BPF

const ALU_NAME = new Map<number, string>(Object.entries(ALU).map(([name, code]) => [code, name]));
const JUMP_NAME = new Map<number, string>(Object.entries(JUMP).map(([name, code]) => [code, name]));
const HELPER_NAME = new Map<number, HelperName>(
  (Object.keys(helpers) as HelperName[]).map((name) => [helpers[name].id, name]),
);

/** More than any test needs: a program that runs longer is in a loop. */
const MOST_STEPS = 100_000;

export function runBpf(code: Uint8Array, mapRefs: readonly MapRef[]): Outcome {
  const machine = new Machine(decode(code), mapRefs);
  return outcome(machine.run(), machine.world);
}

class Machine {
  readonly world = newWorld();
  readonly #insns: readonly Insn[];
  readonly #maps: ReadonlyMap<number, MapRef>;
  /** undefined: destroyed by a call, or never written. */
  #regs: (bigint | undefined)[] = [];
  #pc = 0;
  readonly #frames: { readonly pc: number; readonly regs: (bigint | undefined)[] }[] = [];

  constructor(insns: readonly Insn[], mapRefs: readonly MapRef[]) {
    this.#insns = insns;
    this.#maps = new Map(mapRefs.map((ref) => [ref.insn, ref]));
    this.#set(1, CONTEXT);
    this.#set(FRAME, STACK_TOP);
  }

  #get(reg: number): bigint {
    return this.#regs[reg] ?? bug(`${this.#pc}: r${reg} is not readable`);
  }

  #set(reg: number, value: bigint | undefined): void {
    this.#regs[reg] = value === undefined ? undefined : BigInt.asIntN(64, value);
  }

  run(): bigint {
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      const insn = this.#insns[this.#pc] ?? bug(`${this.#pc} is outside the program`);
      if (insn.code === (CLASS.jmp | JUMP.exit) && this.#frames.length === 0) return this.#get(0);
      this.#step(insn);
      this.#pc++;
    }
    return bug('endless loop');
  }

  #step(insn: Insn): void {
    if (insn.code === LD_IMM64) this.#loadWide(insn);
    else {
      switch (classOf(insn)) {
        case CLASS.ldx:
          this.#set(insn.dst, this.world.memory.load(sizeOf(insn), this.#address(insn.src, insn)));
          break;
        case CLASS.st:
          this.world.memory.store(
            sizeOf(insn),
            this.#address(insn.dst, insn),
            BigInt.asUintN(64, BigInt(insn.imm)),
          );
          break;
        case CLASS.stx:
          this.#storeReg(insn);
          break;
        case CLASS.alu:
        case CLASS.alu64:
          this.#alu(insn);
          break;
        default:
          this.#jump(insn);
      }
    }
  }

  #address(base: number, insn: Insn): bigint {
    return this.#get(base) + BigInt(insn.offset);
  }

  #storeReg(insn: Insn): void {
    const address = this.#address(insn.dst, insn);
    const value = BigInt.asUintN(64, this.#get(insn.src));
    if ((insn.code & 0xe0) === MODE.atomic) addInPlace(this.world, sizeOf(insn), address, value);
    else this.world.memory.store(sizeOf(insn), address, value);
  }

  #loadWide(insn: Insn): void {
    const high = this.#insns[this.#pc + 1]?.imm ?? 0;
    const map = this.#maps.get(this.#pc)?.map ?? '';
    if (insn.src === PSEUDO.mapFd) this.#set(insn.dst, mapAddress(map) + 1n);
    else if (insn.src === PSEUDO.mapValue) this.#set(insn.dst, mapAddress(map) + BigInt(high));
    else this.#set(insn.dst, (BigInt(high) << 32n) | BigInt.asUintN(32, BigInt(insn.imm)));
    this.#pc++;
  }

  #operand(insn: Insn): bigint {
    return insn.code & SOURCE_REG ? this.#get(insn.src) : BigInt(insn.imm);
  }

  #alu(insn: Insn): void {
    const name = ALU_NAME.get(operationOf(insn)) ?? bug('unknown operation');
    const width = classOf(insn) === CLASS.alu ? 32 : 64;
    if (name === 'end') {
      const bytes = (insn.imm / 8) as 2 | 4 | 8;
      this.#set(insn.dst, evaluateSwap(bytes, this.#get(insn.dst)));
    } else if (name === 'neg') this.#set(insn.dst, -this.#get(insn.dst));
    else if (name === 'mov') this.#set(insn.dst, BigInt.asUintN(width, this.#operand(insn)));
    else {
      if (width === 32) bug('32-bit arithmetic is not expected');
      this.#set(insn.dst, evaluateAlu(name as AluOp, this.#get(insn.dst), this.#operand(insn)));
    }
  }

  #jump(insn: Insn): void {
    const name = JUMP_NAME.get(operationOf(insn)) ?? bug('unknown jump');
    if (name === 'call') this.#call(insn);
    else if (name === 'exit') this.#return();
    else if (name === 'always') this.#pc += insn.offset;
    else if (evaluateCondition(name as Condition, this.#get(insn.dst), this.#operand(insn))) {
      this.#pc += insn.offset;
    }
  }

  #call(insn: Insn): void {
    if (insn.src === PSEUDO.call) {
      this.#frames.push({ pc: this.#pc, regs: [...this.#regs] });
      const top = this.#get(FRAME) - FRAME_BYTES;
      this.#regs = this.#regs.map((value, r) => (r >= 1 && r <= 5 ? value : undefined));
      this.#set(FRAME, top);
      this.#pc += insn.imm;
      return;
    }
    const name = HELPER_NAME.get(insn.imm) ?? bug(`unknown helper ${insn.imm}`);
    const arity = TEST_HELPERS[name]?.length ?? 0;
    const args = Array.from({ length: arity }, (_, i) => this.#get(i + 1));
    const result = runHelper(this.world, name, args);
    for (let r = 1; r <= 5; r++) this.#set(r, undefined);
    this.#set(0, result);
  }

  #return(): void {
    const frame = this.#frames.pop() ?? bug('no frame');
    const result = this.#get(0);
    this.#regs = frame.regs.map((value, r) => (r >= 1 && r <= 5 ? undefined : value));
    this.#set(0, result);
    this.#pc = frame.pc;
  }
}
