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
} from '../../bpf/index.ts';
import { bug } from '../../diag/index.ts';
import {
  type AluOp,
  type Condition,
  evaluateAlu,
  evaluateCondition,
  evaluateSwap,
} from '../../ir/index.ts';
import {
  addInPlace,
  CONTEXT,
  FRAME_BYTES,
  mapAddress,
  newWorld,
  type Outcome,
  outcome,
  runHelper,
  STACK_TOP,
  TEST_HELPERS,
} from './world.ts';

const ALU_NAME = new Map<number, string>(Object.entries(ALU).map(([name, code]) => [code, name]));
const JUMP_NAME = new Map<number, string>(Object.entries(JUMP).map(([name, code]) => [code, name]));
const HELPER_NAME = new Map<number, HelperName>(
  (Object.keys(helpers) as HelperName[]).map((name) => [helpers[name].id, name]),
);

/** More than any test needs: a program that runs longer is in a loop. */
const MOST_STEPS = 100_000;

/** Runs BPF as the kernel does; calls destroy r1–r5. */
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
    else if (name === 'may') return;
    else if (name === 'always') this.#pc += insn.offset + insn.imm;
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
