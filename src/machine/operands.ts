/** How an assembler of a kind of machine writes operands. */
export interface OperandSyntax {
  readonly registers: ReadonlyMap<string, Register>;
  /** With a group `value`. */
  readonly constant: RegExp;
  /** With groups `base`, `index`, `extend`, `scale`, `displacement`, `symbol`, as far as there are such. */
  readonly memory: RegExp;
  /** What an index counts, in bytes. */
  readonly scale: (text: string | undefined) => number;
}

/** A register in struct pt_regs, in bytes. */
export interface Register {
  readonly offset: number;
  readonly bytes: number;
}

export type Place =
  | { readonly kind: 'constant'; readonly value: bigint }
  | { readonly kind: 'register'; readonly register: Register }
  | Memory;

/** At the sum of what is given. */
export interface Memory {
  readonly kind: 'memory';
  readonly base?: Register;
  readonly index?: Register & { readonly scale: number; readonly signed: boolean };
  readonly displacement: bigint;
  /** Of the file that the operand is from. */
  readonly symbol?: string;
}

/** An argument of a probe in a program: where it is, and what of it counts. */
export interface Operand {
  readonly bytes: number;
  readonly signed: boolean;
  readonly float: boolean;
  readonly place: Place;
}

/**
 * The arguments of a probe as a note of the file describes them: `4@%edi -8@16(%rsp) 8@$-1`, on Arm `4@w0
 * -8@[sp, 16]` (SystemTap's <sys/sdt.h>: N bytes, negative if signed, an f behind it for floating-point numbers; without
 * N a word of the machine). An argument that is none of these is undefined.
 */
export function parseOperands(
  text: string,
  syntax: OperandSyntax,
): readonly (Operand | undefined)[] {
  const words = text.match(/(?:\[[^\]]*\]|\([^)]*\)|[^\s[(])+/g) ?? [];
  return words.map((word) => parseOperand(word, syntax));
}

function parseOperand(text: string, syntax: OperandSyntax): Operand | undefined {
  const [, sign = '', bytes = '8', float = '', rest = ''] =
    /^(?:(-?)([1248])(f?)@)?(.+)$/.exec(text) ?? [];
  const place = parsePlace(rest, syntax);
  return place && { bytes: Number(bytes), signed: sign !== '', float: float !== '', place };
}

function parsePlace(text: string, syntax: OperandSyntax): Place | undefined {
  const register = syntax.registers.get(text);
  if (register) return { kind: 'register', register };
  const value = number(syntax.constant.exec(text)?.groups?.['value']);
  if (value !== undefined) return { kind: 'constant', value };
  const groups = syntax.memory.exec(text)?.groups;
  return groups && parseMemory(groups, syntax);
}

function parseMemory(groups: Groups, { registers, scale }: OperandSyntax): Memory | undefined {
  const { symbol } = groups;
  const base = registers.get(groups['base'] ?? '');
  const index = registers.get(groups['index'] ?? '');
  const displacement = number(groups['displacement'] ?? '0');
  const isUnknown =
    (groups['base'] !== undefined && !base) || (groups['index'] !== undefined && !index);
  if (isUnknown || displacement === undefined || !(base || index || symbol)) return undefined;
  const signed = groups['extend']?.startsWith('s') ?? false;
  return {
    kind: 'memory',
    displacement,
    ...(base ? { base } : {}),
    ...(index ? { index: { ...index, scale: scale(groups['scale']), signed } } : {}),
    ...(symbol === undefined ? {} : { symbol }),
  };
}

type Groups = Readonly<Record<string, string | undefined>>;

/** A number of C: `16`, `-0x10`, `+8`. */
function number(text: string | undefined): bigint | undefined {
  const [, sign = '', digits] = /^([-+]?)(0x[\da-f]+|\d+)$/i.exec(text ?? '') ?? [];
  if (digits === undefined) return undefined;
  return sign === '-' ? -BigInt(digits) : BigInt(digits);
}
