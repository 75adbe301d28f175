/**
 * The automaton of json() for a path that is a variable (json-rows.ts has the other): what each kind of character does in each state. It reads the document
 * once and follows the path; what is beside the path is skipped, by counting brackets. It is no
 * validator: what it need not understand may be wrong.
 */

/** Where it is. The three VALUEs go by what the path says of the value that comes. */
export const STATES = [
  'valueSkipped',
  'valueEntered',
  'valueWanted',
  'afterMember',
  'afterElement',
  'beforeKey',
  'key',
  'keyEscape',
  'colon',
  'string',
  'stringEscape',
  'scalarMember',
  'scalarElement',
  'nest',
  'nestString',
  'nestEscape',
  'failed',
] as const;
export type State = (typeof STATES)[number];

export const CLASSES = ['end', 'blank', '"', '\\', '{', '[', '}', ']', ':', ',', 'other'] as const;
type CharacterClass = (typeof CLASSES)[number];

/** What happens besides; a bit each, above the next state. */
export const EVENTS = [
  /** The path decides between the three value states: the next is this many after the first. */
  'byPath',
  /** One state later if the container is an array. */
  'byContainer',
  /** A key begins; a character of it; */
  'keyBegins',
  'keyGoesOn',
  /** a container of the path is entered; its next element comes. */
  'enters',
  'nextElement',
  /** The wanted value begins, here or behind its quote. */
  'begins',
  'beginsBehind',
  /** A bracket of what is skipped or taken whole. */
  'opens',
  'closes',
  /** The value has ended before this character. */
  'ends',
] as const;
export type Event = (typeof EVENTS)[number];

export interface Move {
  readonly next: State;
  readonly events: readonly Event[];
}

type Row = Partial<Record<CharacterClass | 'any', Move>>;

const to = (next: State, ...events: Event[]): Move => ({ next, events });

const valueMoves = (first: readonly Event[], string: readonly Event[]): Row => ({
  '"': to('string', ...string),
  '{': to('nest', 'opens', ...first),
  '[': to('nest', 'opens', ...first),
  other: to('scalarMember', 'byContainer', ...first),
});

const skipsBlanks = (state: State, row: Row): Row => ({ blank: to(state), ...row });

const escaped = (next: State, ...events: Event[]): Row => ({ any: to(next, ...events) });

const ended = ['byContainer', 'ends'] as const;
const nextValue = ['nextElement', 'byPath'] as const;

const rows: Readonly<Record<State, Row>> = {
  valueSkipped: skipsBlanks('valueSkipped', valueMoves([], [])),
  valueEntered: skipsBlanks('valueEntered', {
    '{': to('beforeKey', 'enters'),
    '[': to('valueSkipped', 'enters', 'byPath'),
  }),
  valueWanted: skipsBlanks('valueWanted', valueMoves(['begins'], ['beginsBehind'])),
  afterMember: skipsBlanks('afterMember', { ',': to('beforeKey') }),
  afterElement: skipsBlanks('afterElement', { ',': to('valueSkipped', ...nextValue) }),
  beforeKey: skipsBlanks('beforeKey', { '"': to('key', 'keyBegins') }),
  key: { '"': to('colon'), '\\': to('keyEscape', 'keyGoesOn'), any: to('key', 'keyGoesOn') },
  keyEscape: escaped('key', 'keyGoesOn'),
  colon: skipsBlanks('colon', { ':': to('valueSkipped', 'byPath') }),
  string: { '"': to('afterMember', ...ended), '\\': to('stringEscape'), any: to('string') },
  stringEscape: escaped('string'),
  scalarMember: {
    ',': to('beforeKey', 'ends'),
    '}': to('failed', 'ends'),
    blank: to('afterMember', 'ends'),
    other: to('scalarMember'),
  },
  scalarElement: {
    ',': to('valueSkipped', 'ends', ...nextValue),
    ']': to('failed', 'ends'),
    blank: to('afterElement', 'ends'),
    other: to('scalarElement'),
  },
  nest: {
    '"': to('nestString'),
    '{': to('nest', 'opens'),
    '[': to('nest', 'opens'),
    '}': to('afterMember', 'closes', 'byContainer'),
    ']': to('afterMember', 'closes', 'byContainer'),
    any: to('nest'),
  },
  nestString: { '"': to('nest'), '\\': to('nestEscape'), any: to('nestString') },
  nestEscape: escaped('nestString'),
  failed: {},
};

const failure = to('failed');

/** What a character does in a state. Nothing but the end of the document is wrong everywhere. */
export function move(state: State, character: CharacterClass): Move {
  if (character === 'end') return failure;
  return rows[state][character] ?? rows[state].any ?? failure;
}

/** The class of a byte, as an index in CLASSES. */
export function classOf(byte: number): number {
  const character = String.fromCharCode(byte);
  if (byte === 0) return CLASSES.indexOf('end');
  if (' \t\n\r'.includes(character)) return CLASSES.indexOf('blank');
  const found = (CLASSES as readonly string[]).indexOf(character);
  return found < 0 ? CLASSES.indexOf('other') : found;
}
