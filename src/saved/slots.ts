import { decode, LD_IMM64 } from '../bpf/index.ts';

/** Numbers of a plain object by their places, such as `programs.0.code.12.imm`, `maps.3.entries`; and all else. */
export interface Slots {
  readonly numbers: ReadonlyMap<string, bigint>;
  /** Equal for two objects that differ in numbers only. */
  readonly frame: string;
}

/** Takes a compiled object, or any plain data, apart. Bytes called `code` are instructions. */
export function slotsOf(object: object): Slots {
  const numbers = new Map<string, bigint>();
  const frame: string[] = [];
  visit(object, '', { numbers, frame });
  return { numbers, frame: frame.join('\n') };
}

interface Draft {
  readonly numbers: Map<string, bigint>;
  readonly frame: string[];
}

function visit(value: unknown, path: string, draft: Draft): void {
  const { numbers, frame } = draft;
  frame.push(path);
  if (isInteger(value)) numbers.set(path, BigInt(value));
  else if (value instanceof Uint8Array) visitBytes(value, path, draft);
  else if (typeof value !== 'object' || value === null) frame.push(String(value));
  else for (const [key, part] of Object.entries(value)) visit(part, below(path, key), draft);
}

function isInteger(value: unknown): value is bigint | number {
  return typeof value === 'bigint' || Number.isInteger(value);
}

function below(path: string, key: string): string {
  return path === '' ? key : `${path}.${key}`;
}

function visitBytes(bytes: Uint8Array, path: string, draft: Draft): void {
  if (path.endsWith('code')) visitCode(bytes, path, draft);
  else draft.frame.push(Buffer.from(bytes).toString('base64'));
}

function visitCode(code: Uint8Array, path: string, { numbers, frame }: Draft): void {
  const insns = decode(code);
  insns.forEach((insn, i) => {
    const at = `${path}.${i}`;
    frame.push(`${insn.code} ${insn.dst} ${insn.src}`);
    if (insns[i - 1]?.code === LD_IMM64) return;
    numbers.set(`${at}.offset`, BigInt(insn.offset));
    const high = insn.code === LD_IMM64 ? insns[i + 1] : undefined;
    if (high) numbers.set(`${at}.imm64`, wide(insn.imm, high.imm));
    else numbers.set(`${at}.imm`, BigInt(insn.imm));
  });
}

function wide(low: number, high: number): bigint {
  return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
}

/** Where in a compiled object a slot of code is. */
export interface CodeSlot {
  readonly program: number;
  readonly insn: number;
  readonly part: 'offset' | 'imm' | 'imm64';
}

/** Undefined: it is no part of code. */
export function codeSlot(slot: string): CodeSlot | undefined {
  const [, program, insn, part] =
    /^programs\.(\d+)\.code\.(\d+)\.(offset|imm|imm64)$/.exec(slot) ?? [];
  if (part !== 'offset' && part !== 'imm' && part !== 'imm64') return undefined;
  return { program: Number(program), insn: Number(insn), part };
}
