import { type Content, STACK_LIMIT, State } from './abstract-state.ts';
import { HELPER_ARITY } from './arity.ts';
import { type HelperName, helpers } from './helpers.ts';
import {
  ALU,
  CLASS,
  classOf,
  decode,
  FRAME,
  type Insn,
  JUMP,
  LD_IMM64,
  MODE,
  operationOf,
  PSEUDO,
  SOURCE_REG,
  sizeOf,
} from './insn.ts';

/** BPF_COMPLEXITY_LIMIT_INSNS. */
const MOST_INSNS = 1_000_000;

/**
 * A small verifier for our own output. It follows every path, knowing only which registers and
 * stack bytes are written, and says what the kernel would refuse: reads of what is not written,
 * stack accesses out of range, jumps out of the function, code that nothing reaches, missing
 * arguments of helpers. Types, bounds and null checks are the kernel's business. Returns what is
 * wrong, one line each.
 */
export function precheck(code: Uint8Array): string[] {
  return new Checker(decode(code)).run();
}

const ARITY = new Map<number, number>(
  (Object.keys(helpers) as HelperName[]).map((name) => [helpers[name].id, HELPER_ARITY[name]]),
);

class Checker {
  readonly #insns: readonly Insn[];
  readonly #problems = new Set<string>();
  /** What is known before each instruction that was reached. */
  readonly #states = new Map<number, State>();
  /** First instruction of each function, ascending. */
  readonly #starts: readonly number[];
  readonly #todo: number[] = [];
  #at = 0;

  constructor(insns: readonly Insn[]) {
    this.#insns = insns;
    const callees = insns.flatMap((insn, i) => (isLocalCall(insn) ? [i + 1 + insn.imm] : []));
    this.#starts = [...new Set([0, ...callees])].sort((a, b) => a - b);
  }

  run(): string[] {
    if (this.#insns.length > MOST_INSNS) this.#say('too many instructions');
    this.#flow(0, State.entry(['value']));
    for (let at = this.#todo.pop(); at !== undefined; at = this.#todo.pop()) {
      this.#at = at;
      const insn = this.#insns[at];
      const state = this.#states.get(at)?.copy();
      if (insn && state) this.#check(insn, state);
    }
    this.#unreached();
    return [...this.#problems];
  }

  #say(what: string): void {
    this.#problems.add(`${this.#at}: ${what}`);
  }

  /** Control may come to an instruction with this knowledge. */
  #flow(to: number, state: State): void {
    const known = this.#states.get(to);
    if (!known) this.#states.set(to, state.copy());
    else if (!known.meet(state)) return;
    this.#todo.push(to);
  }

  /** The same inside the function: to the next instruction, or a jump's target. */
  #flowInside(to: number, state: State): void {
    const start = this.#starts.findLast((s) => s <= this.#at) ?? 0;
    const end = this.#starts.find((s) => s > this.#at) ?? this.#insns.length;
    if (to < start || to >= end) this.#say(`control leaves the function, to ${to}`);
    else if (this.#insns[to]?.code === 0) this.#say(`jump into a two-slot instruction, to ${to}`);
    else this.#flow(to, state);
  }

  #unreached(): void {
    this.#insns.forEach((insn, i) => {
      if (this.#states.has(i) || insn.code === 0) return;
      this.#at = i;
      this.#say('nothing reaches this');
    });
  }

  #check(insn: Insn, state: State): void {
    const next = this.#at + 1;
    switch (classOf(insn)) {
      case CLASS.ld:
        if (insn.code !== LD_IMM64) this.#say('unknown load');
        this.#write(state, insn.dst, 'value');
        this.#flowInside(next + 1, state);
        break;
      case CLASS.ldx:
        this.#access(state, insn.src, insn, 'load');
        this.#write(state, insn.dst, 'value');
        this.#flowInside(next, state);
        break;
      case CLASS.st:
      case CLASS.stx:
        this.#store(insn, state);
        this.#flowInside(next, state);
        break;
      case CLASS.alu:
      case CLASS.alu64:
        this.#alu(insn, state);
        this.#flowInside(next, state);
        break;
      default:
        this.#jump(insn, state);
    }
  }

  #read(state: State, reg: number): Content {
    const content = state.get(reg);
    if (content !== 'unwritten') return content;
    this.#say(`r${reg} is read but not written`);
    return 'value';
  }

  #write(state: State, reg: number, content: Content): void {
    if (reg === FRAME) this.#say('the frame pointer is written');
    state.regs[reg] = content;
  }

  #access(state: State, base: number, insn: Insn, kind: 'load' | 'store'): void {
    const content = this.#read(state, base);
    if (typeof content !== 'object') return;
    const bytes = sizeOf(insn);
    const offset = content.frame + insn.offset;
    const where = `stack at ${offset}, ${bytes} bytes`;
    if (offset < -STACK_LIMIT || offset + bytes > 0) this.#say(`${where}: out of range`);
    else if (offset % bytes !== 0) this.#say(`${where}: not aligned`);
    else if (kind === 'store') state.writeStack(offset, bytes);
    else if (!state.stackWritten(offset, bytes)) this.#say(`${where}: read but not written`);
  }

  #store(insn: Insn, state: State): void {
    if (classOf(insn) === CLASS.stx) this.#read(state, insn.src);
    const atomic = classOf(insn) === CLASS.stx && (insn.code & 0xe0) === MODE.atomic;
    this.#access(state, insn.dst, insn, atomic ? 'load' : 'store');
  }

  #alu(insn: Insn, state: State): void {
    const operation = operationOf(insn);
    const unary = operation === ALU.neg || operation === ALU.end;
    const fromReg = (insn.code & SOURCE_REG) !== 0 && !unary;
    const right = fromReg ? this.#read(state, insn.src) : 'value';
    const left = operation === ALU.mov ? 'value' : this.#read(state, insn.dst);
    if (!fromReg && !unary) this.#immediate(insn);
    let result: Content = 'value';
    if (operation === ALU.mov && fromReg) result = right;
    if (operation === ALU.add && !fromReg && typeof left === 'object') {
      result = { frame: left.frame + insn.imm };
    }
    this.#write(state, insn.dst, result);
  }

  #immediate(insn: Insn): void {
    const operation = operationOf(insn);
    const divides = operation === ALU.div || operation === ALU.mod;
    if (divides && insn.imm === 0) this.#say('division by constant zero');
    const shifts = operation === ALU.lsh || operation === ALU.rsh || operation === ALU.arsh;
    if (shifts && (insn.imm < 0 || insn.imm > 63)) this.#say(`shift by ${insn.imm}`);
  }

  #jump(insn: Insn, state: State): void {
    const operation = operationOf(insn);
    const next = this.#at + 1;
    if (operation === JUMP.exit) {
      this.#read(state, 0);
    } else if (operation === JUMP.call) {
      this.#call(insn, state);
      this.#flowInside(next, state);
    } else if (operation === JUMP.always) {
      const far = classOf(insn) === CLASS.jmp32;
      this.#flowInside(next + (far ? insn.imm : insn.offset), state);
    } else {
      if (operation !== JUMP.may) this.#compare(insn, state);
      this.#flowInside(next, state);
      this.#flowInside(next + insn.offset, state);
    }
  }

  #compare(insn: Insn, state: State): void {
    this.#read(state, insn.dst);
    if (insn.code & SOURCE_REG) this.#read(state, insn.src);
  }

  #call(insn: Insn, state: State): void {
    if (isLocalCall(insn)) {
      this.#flow(this.#at + 1 + insn.imm, State.entry(state.regs.slice(1, 6)));
    } else {
      const arity = ARITY.get(insn.imm);
      if (arity === undefined) this.#say(`unknown helper ${insn.imm}`);
      for (let r = 1; r <= (arity ?? 0); r++) this.#read(state, r);
    }
    state.afterCall();
  }
}

function isLocalCall(insn: Insn): boolean {
  return insn.code === (CLASS.jmp | JUMP.call) && insn.src === PSEUDO.call;
}
