import { helpers } from './helpers.ts';
import {
  ALU,
  CLASS,
  classOf,
  decode,
  INSN_BYTES,
  type Insn,
  JUMP,
  LD_IMM64,
  MODE,
  operationOf,
  PSEUDO,
  SOURCE_REG,
  sizeOf,
} from './insn.ts';
import type { ClauseSize, LineRef, MapRef, ProgramSpec } from './object.ts';

/** The notation of the kernel's verifier log (kernel/bpf/disasm.c), with names for maps. */

const ALU_SYMBOL: Readonly<Record<number, string>> = {
  [ALU.add]: '+=',
  [ALU.sub]: '-=',
  [ALU.mul]: '*=',
  [ALU.div]: '/=',
  [ALU.or]: '|=',
  [ALU.and]: '&=',
  [ALU.lsh]: '<<=',
  [ALU.rsh]: '>>=',
  [ALU.mod]: '%=',
  [ALU.xor]: '^=',
  [ALU.mov]: '=',
  [ALU.arsh]: 's>>=',
};

const JUMP_SYMBOL: Readonly<Record<number, string>> = {
  [JUMP.eq]: '==',
  [JUMP.gt]: '>',
  [JUMP.ge]: '>=',
  [JUMP.set]: '&',
  [JUMP.ne]: '!=',
  [JUMP.sgt]: 's>',
  [JUMP.sge]: 's>=',
  [JUMP.lt]: '<',
  [JUMP.le]: '<=',
  [JUMP.slt]: 's<',
  [JUMP.sle]: 's<=',
};

const HELPER_NAME = new Map(Object.entries(helpers).map(([name, row]) => [row.id as number, name]));

function hex(n: number): string {
  return `0x${(n >>> 0).toString(16)}`;
}

function signed(n: number): string {
  return n < 0 ? `${n}` : `+${n}`;
}

function memory(insn: Insn, base: number): string {
  return `*(u${sizeOf(insn) * 8} *)(r${base} ${signed(insn.offset)})`;
}

function aluText(insn: Insn): string {
  const letter = classOf(insn) === CLASS.alu64 ? 'r' : 'w';
  const operation = operationOf(insn);
  const dst = `${letter}${insn.dst}`;
  if (operation === ALU.neg) return `${dst} = -${dst}`;
  if (operation === ALU.end) {
    const order = insn.code & SOURCE_REG ? 'be' : 'le';
    return `r${insn.dst} = ${order}${insn.imm} r${insn.dst}`;
  }
  const value = insn.code & SOURCE_REG ? `${letter}${insn.src}` : `${insn.imm}`;
  return `${dst} ${ALU_SYMBOL[operation] ?? '?'} ${value}`;
}

function callText(insn: Insn): string {
  if (insn.src === PSEUDO.call) return `call pc${signed(insn.imm)}`;
  return `call bpf_${HELPER_NAME.get(insn.imm) ?? 'unknown'}#${insn.imm}`;
}

function jumpText(insn: Insn): string {
  const operation = operationOf(insn);
  const wide = classOf(insn) === CLASS.jmp;
  if (operation === JUMP.exit) return 'exit';
  if (operation === JUMP.call) return callText(insn);
  if (operation === JUMP.always) {
    return wide ? `goto pc${signed(insn.offset)}` : `gotol pc${signed(insn.imm)}`;
  }
  if (operation === JUMP.may) return `may_goto pc${signed(insn.offset)}`;
  const letter = wide ? 'r' : 'w';
  const value = insn.code & SOURCE_REG ? `${letter}${insn.src}` : hex(insn.imm);
  const symbol = JUMP_SYMBOL[operation] ?? '?';
  return `if ${letter}${insn.dst} ${symbol} ${value} goto pc${signed(insn.offset)}`;
}

function storeText(insn: Insn): string {
  const at = memory(insn, insn.dst);
  if (classOf(insn) === CLASS.st) return `${at} = ${insn.imm}`;
  return (insn.code & 0xe0) === MODE.atomic ? `lock ${at} += r${insn.src}` : `${at} = r${insn.src}`;
}

function wideText(insn: Insn, next: Insn | undefined, ref: MapRef | undefined): string {
  const map = ref?.map ?? `fd:${insn.imm}`;
  if (insn.src === PSEUDO.mapFd) return `r${insn.dst} = map[${map}]`;
  const high = next?.imm ?? 0;
  if (insn.src === PSEUDO.mapValue) return `r${insn.dst} = map[${map}][0]+${high}`;
  const value = (BigInt.asUintN(32, BigInt(high)) << 32n) | BigInt.asUintN(32, BigInt(insn.imm));
  return `r${insn.dst} = 0x${value.toString(16)}`;
}

function insnText(insn: Insn, next: Insn | undefined, ref: MapRef | undefined): string {
  if (insn.code === LD_IMM64) return wideText(insn, next, ref);
  const group = classOf(insn);
  if (group === CLASS.ldx) return `r${insn.dst} = ${memory(insn, insn.src)}`;
  if (group === CLASS.st || group === CLASS.stx) return storeText(insn);
  if (group === CLASS.alu || group === CLASS.alu64) return aluText(insn);
  return group === CLASS.ld ? '?' : jumpText(insn);
}

export interface DisasmLine {
  readonly insn: number;
  /** Without the instruction index: `(79) r1 = *(u64 *)(r6 +8)`. */
  readonly text: string;
}

/** One line an instruction; a two-slot one has the index of its first slot. */
export function disassemble(code: Uint8Array, mapRefs: readonly MapRef[] = []): DisasmLine[] {
  const insns = decode(code);
  const refs = new Map(mapRefs.map((ref) => [ref.insn, ref]));
  const lines: DisasmLine[] = [];
  for (let i = 0; i < insns.length; i++) {
    const insn = insns[i];
    if (!insn) break;
    const opcode = insn.code.toString(16).padStart(2, '0');
    lines.push({ insn: i, text: `(${opcode}) ${insnText(insn, insns[i + 1], refs.get(i))}` });
    if (insn.code === LD_IMM64) i++;
  }
  return lines;
}

/** A program given on the command line has its own text for a name: it need not be said twice. */
function sourceComment({ source, line, text }: Pick<LineRef, 'source' | 'line' | 'text'>): string {
  return source.includes(text) ? `; ${text}` : `; ${source}:${line}: ${text}`;
}

function instructions(count: number): string {
  return `${count} instruction${count === 1 ? '' : 's'}`;
}

/** The clause up to its body, and its size. */
function clauseComment(clause: ClauseSize): string {
  const text = clause.text.replace(/\s*\{.*$/s, '');
  return `${sourceComment({ ...clause, text })}: ${instructions(clause.instructions)}`;
}

/**
 * The text of -S: how large the clauses are, and the instructions with the D source they were made
 * for above them.
 */
export function listing(program: ProgramSpec): string {
  const sources = new Map(program.lines.map((line) => [line.insn, line]));
  const size = instructions(program.code.length / INSN_BYTES);
  const out = [`${program.name}: ${size}`, ...(program.clauses ?? []).map(clauseComment)];
  let shown = '';
  for (const { insn, text } of disassemble(program.code, program.mapRefs)) {
    const source = sources.get(insn);
    const comment = source ? sourceComment(source) : shown;
    if (comment !== shown) out.push(comment);
    shown = comment;
    out.push(`${String(insn).padStart(5)}: ${text}`);
  }
  return `${out.join('\n')}\n`;
}
