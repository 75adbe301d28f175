/** Random programs over D's memory, with what they must print. */
import { Dice } from './dice.ts';
import { outsideVariables, setOutside } from './faults.ts';
import type { Dialect } from './integers.ts';
import { indexVariables, type Place, setIndices, whole } from './memory.ts';
import { declarePointers } from './pointers.ts';
import { declare, isStruct, list, type Shape, Shapes, type Struct, spellType } from './shapes.ts';
import { type Clause, ClauseMaker } from './statements.ts';

export interface MemoryProgram {
  readonly text: string;
  /** Its lines, where tracemem()'s are one of bytes. */
  readonly expected: readonly string[];
}

const STATEMENTS = 5;
const MOST_BYTES = 120;

export function makeMemoryProgram(
  seed: number,
  statements: number,
  dialect: Dialect,
): MemoryProgram {
  const dice = new Dice(seed);
  const shapes = new Shapes(dice);
  const structs = [shapes.struct(2, MOST_BYTES), shapes.struct(1, MOST_BYTES)];
  const declared = structs.map(declareVariables);
  const variables = declared.flatMap(({ places }) => places);
  const filled = new ClauseMaker(dice, variables, structs, dialect).fill();
  const clauses = Array.from({ length: statements / STATEMENTS }, (_, n) =>
    new ClauseMaker(dice, variables, structs, dialect).make(n, STATEMENTS),
  );
  const dumps = variables.flatMap((place) => dump(place));
  const all = [sizes(structs), filled, ...clauses, ...dumps];
  const declarations = [...shapes.declarations, indexVariables, outsideVariables];
  const text = [
    ...declarations,
    ...declared.map((d) => d.text),
    `BEGIN { ${setIndices} ${setOutside} k1 = 1; }`,
    ...all.map((clause) => clause.text),
    'BEGIN { exit(0); }',
    'ERROR { printf("F%d %x\\n", arg4, (uint64_t)arg5); }',
  ].join('\n');
  return { text, expected: all.map(({ expected }) => expected) };
}

/** Variables of each kind of storage, and of arrays. */
function declareVariables(
  struct: Struct,
  n: number,
): { readonly text: string; readonly places: readonly Place[] } {
  const array = list(struct, 3);
  const type = spellType(struct);
  const rows: readonly (readonly [string, Shape, ...string[]])[] = [
    [`${type} g${n};`, struct, `g${n}`],
    [`self ${type} s${n};`, struct, `self->s${n}`],
    [`this ${type} l${n};`, struct, `this->l${n}`],
    [`${type} a${n}[int, string];`, struct, `a${n}[1, "x"]`, `a${n}[k1 + 1, "yy"]`],
    [`${declare(array, `b${n}`)};`, array, `b${n}`],
    [`self ${declare(array, `r${n}`)};`, array, `self->r${n}`],
  ];
  return {
    text: [...rows.map(([text]) => text), declarePointers(struct, n)].join('\n'),
    places: rows.flatMap(([, shape, ...names]) => names.map((name) => whole(name, shape))),
  };
}

/** What the compiler says of the types' layout. */
function sizes(structs: readonly Struct[]): Clause {
  const values = structs.flatMap((struct) => [
    [`sizeof (${spellType(struct)})`, struct.size] as const,
    ...struct.members
      .filter(({ shape }) => shape.kind !== 'scalar' || !shape.isField)
      .map(({ name, offset }) => [`offsetof(${spellType(struct)}, ${name})`, offset] as const),
  ]);
  const prints = values.map(([text]) => `printf(" %d", ${text});`);
  return {
    text: `BEGIN { printf("sizes:"); ${prints.join(' ')} printf("\\n"); }`,
    expected: `sizes:${values.map(([, value]) => ` ${value}`).join('')}`,
  };
}

/** Prints all bytes of a variable, those between the members, too. */
function dump(place: Place): readonly Clause[] {
  if (place.shape.kind === 'list') return elements(place).flatMap(dump);
  if (!isStruct(place.shape)) return [];
  const type = spellType(place.shape);
  const pointer = `this->d_${place.shape.tag}`;
  const { bytes, at } = place;
  const expected = Buffer.from(bytes.slice(at, at + place.shape.size)).toString('hex');
  return [
    {
      text: `BEGIN { ${pointer} = (${type} *)alloca(sizeof (${type})); *${pointer} = ${place.text}; tracemem(${pointer}, sizeof (${type})); }`,
      expected,
    },
  ];
}

function elements({ text, shape, bytes, at }: Place): readonly Place[] {
  if (shape.kind !== 'list') return [];
  const { element } = shape;
  return Array.from({ length: shape.count }, (_, i) => ({
    text: `${text}[${i}]`,
    shape: element,
    bytes,
    at: at + i * element.size,
  }));
}

/** What was printed, in the form of `expected`. */
export function readPrinted(stdout: string): readonly string[] {
  const lines: string[] = [];
  for (const line of stdout.split('\n')) {
    const bytes = /^ +[\da-f]+: ((?:[\da-f]{2} ){1,16})/.exec(line);
    if (/^ +0 {2}1 {2}2/.test(line)) lines.push('');
    else if (bytes) lines.push(lines.pop() + (bytes[1] ?? '').replaceAll(' ', ''));
    else if (line !== '') lines.push(line);
  }
  return lines;
}
