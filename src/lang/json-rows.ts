/**
 * json() for a path that the compiler knows: an automaton of its own, whose states say how far the
 * path is matched. What happens at a character is one entry of a table, so that a round of the loop
 * is short: the verifier walks through as many rounds as a string may have bytes.
 */

/** A step of a path: a name in an object, or an index in an array. */
export type Step = string | number;

/** `a.b[2]` → a, b, 2; nothing is the empty name. */
export function stepsOf(path: string): readonly Step[] {
  if (path === '') return [''];
  return [...path.matchAll(/\[([^\]]*)\]?|[^.[]+/g)].map(([text, index]) =>
    index === undefined ? text : Number.parseInt(index, 10) >>> 0,
  );
}

/** What a character leads to. */
interface Move {
  readonly next: string;
  /** Brackets opened or closed inside a value that is passed over. */
  readonly depth?: 1 | -1;
  /** Elements before the one that is looked for: more, or one less. */
  readonly before?: number;
  /** The wanted value begins. */
  readonly begins?: true;
}

interface Row {
  readonly name: string;
  /** Brackets of a passed value are open here, or elements are still to be passed. */
  readonly inside?: boolean;
  readonly passing?: boolean;
  /** By character, by kind of character, or by `any`; nothing: it fails. */
  readonly moves: Readonly<Record<string, Move>>;
}

const kinds: Readonly<Record<string, string>> = {
  '\0': 'end',
  ' ': 'blank',
  '\t': 'blank',
  '\n': 'blank',
  '\r': 'blank',
};
const marks = '"\\{}[]:,';

function kindOf(character: string): string {
  return kinds[character] ?? (marks.includes(character) ? character : 'other');
}

/** Columns: a kind each, then the letters of names. */
const KINDS = ['end', 'blank', 'other', ...marks];

/**
 * Where it ends: behind the value's last character, before this one, behind a string, or in vain; what
 * fails inside of something arrives up to two rows short of the last.
 */
const ENDS = ['behind', 'before', 'string', 'failed0', 'failed1', 'failed'] as const;
type End = 'behind' | 'before' | 'string' | 'failed';

/** Rows that read a value from its first character on; its last one leads to `after`. */
function valueRows(
  at: string,
  after: string,
  flags: Pick<Row, 'passing'>,
  end: Row['moves'],
): Row[] {
  const nest = `${at}.nest`;
  const inside = { ...flags, inside: true };
  const text = (name: string, back: Move): Row['moves'] => ({
    '"': back,
    '\\': { next: `${name}.escape` },
    any: { next: name },
  });
  return [
    { name: `${at}.string`, ...flags, moves: text(`${at}.string`, { next: after }) },
    { name: `${at}.string.escape`, ...flags, moves: { any: { next: `${at}.string` } } },
    { name: `${at}.scalar`, ...flags, moves: { other: { next: `${at}.scalar` }, ...end } },
    {
      name: `${nest}.string`,
      ...inside,
      moves: text(`${nest}.string`, { next: nest }),
    },
    { name: `${nest}.string.escape`, ...inside, moves: { any: { next: `${nest}.string` } } },
    {
      // The row behind it follows when the last bracket has closed.
      name: nest,
      ...inside,
      moves: {
        '"': { next: `${nest}.string` },
        '{': { next: nest, depth: 1 },
        '[': { next: nest, depth: 1 },
        '}': { next: nest, depth: -1 },
        ']': { next: nest, depth: -1 },
        any: { next: nest },
      },
    },
  ];
}

function firstOf(at: string, begins: Pick<Move, 'begins'>): Row['moves'] {
  return {
    '"': { next: `${at}.string`, ...begins },
    '{': { next: `${at}.nest`, depth: 1, ...begins },
    '[': { next: `${at}.nest`, depth: 1, ...begins },
    other: { next: `${at}.scalar`, ...begins },
  };
}

const blank = (next: string): Row['moves'] => ({ blank: { next } });

/** The value that a step selects: wanted, if it is the last, else entered. */
function selected(name: string, next: Step | undefined, k: number): Row {
  if (next === undefined) {
    return { name, moves: { ...blank(name), ...firstOf('wanted', { begins: true }) } };
  }
  if (typeof next === 'string')
    return { name, moves: { ...blank(name), '{': { next: `${k}.key?` } } };
  const enter = next === 0 ? { next: `${k}.hit` } : { next: `${k}.pass`, before: next };
  return { name, moves: { ...blank(name), '[': enter } };
}

function objectRows(k: number, name: string, hit: Row): Row[] {
  const [pass, after, miss] = [`${k}.pass`, `${k}.after`, `${k}.miss`];
  const keys = Array.from({ length: name.length + 1 }, (_, i): Row => {
    const wanted = name[i];
    const isEscape = wanted === '\\' && i + 1 < name.length;
    const on: Row['moves'] =
      wanted === undefined ? { '"': { next: `${k}.colon!` } } : { '"': { next: `${k}.colon` } };
    const match: Row['moves'] =
      wanted === undefined || wanted === '"'
        ? {}
        : { [wanted]: { next: isEscape ? `${k}.escape${i + 1}` : `${k}.key${i + 1}` } };
    return {
      name: `${k}.key${i}`,
      moves: { ...on, '\\': { next: `${miss}.escape` }, ...match, any: { next: miss } },
    };
  });
  const escapes = [...name].flatMap((_, i): Row[] =>
    i > 0 && name[i - 1] === '\\'
      ? [
          {
            name: `${k}.escape${i}`,
            moves: { [name[i] ?? '']: { next: `${k}.key${i + 1}` }, any: { next: miss } },
          },
        ]
      : [],
  );
  return [
    { name: `${k}.key?`, moves: { ...blank(`${k}.key?`), '"': { next: `${k}.key0` } } },
    ...keys,
    ...escapes,
    {
      name: miss,
      moves: { '"': { next: `${k}.colon` }, '\\': { next: `${miss}.escape` }, any: { next: miss } },
    },
    { name: `${miss}.escape`, moves: { any: { next: miss } } },
    { name: `${k}.colon`, moves: { ...blank(`${k}.colon`), ':': { next: pass } } },
    { name: `${k}.colon!`, moves: { ...blank(`${k}.colon!`), ':': { next: `${k}.hit` } } },
    { name: pass, moves: { ...blank(pass), ...firstOf(pass, {}) } },
    hit,
    ...valueRows(pass, after, {}, { ...blank(after), ',': { next: `${k}.key?` } }),
    { name: after, moves: { ...blank(after), ',': { next: `${k}.key?` } } },
  ];
}

function arrayRows(k: number, hit: Row): Row[] {
  const [pass, after] = [`${k}.pass`, `${k}.after`];
  const flags = { passing: true };
  const comma: Move = { next: pass, before: -1 };
  return [
    // The row behind it follows when no element is left to be passed.
    { name: pass, ...flags, moves: { ...blank(pass), ...firstOf(pass, {}) } },
    hit,
    ...valueRows(pass, after, flags, { ...blank(after), ',': comma }),
    { name: after, ...flags, moves: { ...blank(after), ',': comma } },
  ];
}

function rowsOf(steps: readonly Step[]): readonly Row[] {
  const before: Move = { next: 'before' };
  const ends = { blank: before, ',': before, '}': before, ']': before };
  return [
    selected('root', steps[0], 0),
    ...steps.flatMap((step, k) => {
      const hit = selected(`${k}.hit`, steps[k + 1], k + 1);
      return typeof step === 'string' ? objectRows(k, step, hit) : arrayRows(k, hit);
    }),
    ...valueRows('wanted', 'string', {}, ends),
    ...ENDS.map((name): Row => ({ name, moves: {} })),
  ];
}

/** Entries of eight bytes: bits of the next state, of the change of depth, of elements, of the begin. */
export const ENTRY = { bytes: 8, depthShift: 24, beforeShift: 32, beginShift: 63 } as const;

export interface JsonTable {
  /** Byte → column. */
  readonly columns: Uint8Array;
  /** Rows of entries, filled up to a power of two. */
  readonly table: Uint8Array;
  /** A state is the offset of its row. */
  readonly rowBytes: number;
  readonly start: number;
  /** Of ENDS; all other states are below. */
  readonly ends: Readonly<Record<End, number>>;
  readonly counts: boolean;
}

/** Two rows that nobody reaches: what is taken off a state must not make it negative. */
const SPARE = 2;

export function jsonTable(path: string): JsonTable {
  const steps = stepsOf(path);
  const rows = rowsOf(steps);
  const letters = [...new Set(steps.filter((step) => typeof step === 'string').join(''))];
  const width = 2 ** Math.ceil(Math.log2(KINDS.length + letters.length));
  const rowBytes = width * ENTRY.bytes;
  const offset = (name: string): number =>
    (rows.findIndex((row) => row.name === name) + SPARE) * rowBytes;
  const counts = steps.some((step) => typeof step === 'number');
  const table = new BigUint64Array(2 ** Math.ceil(Math.log2((rows.length + SPARE) * width)));
  rows.forEach((row, r) => {
    [...KINDS, ...letters].forEach((character, c) => {
      const move = moveOf(row, character);
      table[(r + SPARE) * width + c] = encode(rows, move, offset, { rowBytes, counts });
    });
  });
  return {
    columns: Uint8Array.from({ length: 256 }, (_, byte) => columnOf(letters, byte)),
    table: new Uint8Array(table.buffer),
    rowBytes,
    start: offset('root'),
    ends: {
      behind: offset('behind'),
      before: offset('before'),
      string: offset('string'),
      failed: offset('failed0'),
    },
    counts,
  };
}

function columnOf(letters: readonly string[], byte: number): number {
  const character = String.fromCharCode(byte);
  const letter = letters.indexOf(character);
  return letter < 0 ? KINDS.indexOf(kindOf(character)) : KINDS.length + letter;
}

/** A kind is named by a word, or by its only character; the end of the text is the end of all. */
function moveOf({ moves }: Row, character: string): Move {
  if (character === 'end') return { next: 'failed' };
  const kind = KINDS.includes(character) ? character : kindOf(character);
  return moves[character] ?? moves[kind] ?? moves['any'] ?? { next: 'failed' };
}

interface Shape {
  readonly rowBytes: number;
  readonly counts: boolean;
}

/**
 * The code adds a row for a depth of 0, and one for no elements left: both are what is usual, so it
 * is taken off here, unless the next state is one where they are not 0.
 */
function encode(
  rows: readonly Row[],
  move: Move,
  offset: (name: string) => number,
  { rowBytes, counts }: Shape,
): bigint {
  const target = rows.find((row) => row.name === move.next);
  const zeros = Number(!target?.inside) + Number(counts && !target?.passing);
  const next = BigInt(offset(move.next) - zeros * rowBytes);
  const depth = BigInt.asUintN(8, BigInt(move.depth ?? 0)) << BigInt(ENTRY.depthShift);
  const before = BigInt.asUintN(31, BigInt(move.before ?? 0)) << BigInt(ENTRY.beforeShift);
  return next | depth | before | (BigInt(move.begins ? 1 : 0) << BigInt(ENTRY.beginShift));
}
