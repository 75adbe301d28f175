/** Random well-typed D expressions with the value each must have. */
import { makeChange } from './changes.ts';
import type { Dice } from './dice.ts';
import {
  binary,
  cast,
  comparisons,
  conditional,
  connectives,
  type Dialect,
  INT,
  type IntegerNode,
  integerTypes,
  kept,
  LONG,
  operators,
  randomNumber,
  spellNumber,
  test,
  truncate,
  unary,
} from './integers.ts';
import {
  changeCase,
  choose,
  compare,
  index,
  literal,
  type StringNode,
  strjoin,
  strlen,
  substr,
} from './strings.ts';

/** A program's variables: what declares and sets them, and what may be read. */
export interface World {
  readonly declarations: string;
  readonly assignments: string;
  /** As they are now: Generator.change() replaces them. */
  readonly integers: IntegerNode[];
  readonly strings: readonly StringNode[];
  readonly dialect: Dialect;
}

export const STRSIZE = 64;

/** Longest string; Sun's strsize counts the closing zero. */
const longest: Readonly<Record<Dialect, number>> = { illumos: STRSIZE - 1, oracle: STRSIZE };

const scopes = [
  { declare: (type: string, n: number) => `${type} g${n};`, name: (n: number) => `g${n}` },
  {
    declare: (type: string, n: number) => `self ${type} s${n};`,
    name: (n: number) => `self->s${n}`,
  },
  {
    declare: (type: string, n: number) => `this ${type} l${n};`,
    name: (n: number) => `this->l${n}`,
  },
  {
    declare: (type: string, n: number) => `${type} a${n}[int, string];`,
    name: (n: number) => `a${n}[${n % 3}, "k"]`,
  },
];

export function makeWorld(dice: Dice, dialect: Dialect): World {
  const declarations: string[] = [];
  const assignments: string[] = [];
  const integers = Array.from({ length: 12 }, (_, n) => {
    const type = dice.pick(integerTypes);
    const scope = dice.pick(scopes);
    const any = randomNumber(dice);
    const value = dice.once(3) ? BigInt.asIntN(64, any) : truncate(any, type);
    declarations.push(scope.declare(type.name, n));
    assignments.push(`${scope.name(n)} = ${spellNumber(value)};`);
    return { text: scope.name(n), type, value: kept(value, type, dialect), constant: false };
  });
  const strings = Array.from({ length: 5 }, (_, n) => {
    const scope = dice.pick(scopes);
    const { text, value } = literal(word(dice, 20));
    declarations.push(scope.declare('string', n + 20));
    assignments.push(`${scope.name(n + 20)} = ${text};`);
    return { text: scope.name(n + 20), value };
  });
  return {
    declarations: declarations.join('\n'),
    assignments: assignments.join('\n'),
    integers,
    strings,
    dialect,
  };
}

function word(dice: Dice, longest: number): string {
  return Array.from({ length: dice.below(longest + 1) }, () => dice.pick([...'abcABC/._'])).join(
    '',
  );
}

export class Generator {
  readonly #dice: Dice;
  readonly #world: World;

  constructor(dice: Dice, world: World) {
    this.#dice = dice;
    this.#world = world;
  }

  integer(depth: number): IntegerNode {
    const dice = this.#dice;
    if (depth === 0) return dice.once(4) ? this.#literal() : dice.pick(this.#world.integers);
    const make = dice.pick(this.#shapes);
    return make(depth - 1) ?? this.integer(depth - 1);
  }

  string(depth: number): StringNode {
    const dice = this.#dice;
    if (depth === 0) return dice.once(3) ? literal(word(dice, 12)) : dice.pick(this.#world.strings);
    const a = this.string(depth - 1);
    const n = (): number => dice.below(24) - 8;
    return dice.pick<() => StringNode>([
      () => strjoin(a, this.string(depth - 1), longest[this.#world.dialect]),
      () => substr(a, n(), n()),
      () => changeCase(dice.pick(['toupper', 'tolower'] as const), a),
      () => choose(this.integer(depth - 1), a, this.string(depth - 1)),
      () => a,
    ])();
  }

  /** An assignment to one of the variables, and its value. */
  change(depth: number): IntegerNode {
    const { integers, dialect } = this.#world;
    const n = this.#dice.below(integers.length);
    const target = integers[n] as IntegerNode;
    const made = makeChange(this.#dice, target, () => this.integer(depth), dialect);
    const after = { ...target, value: kept(made.stored, target.type, dialect) };
    integers[n] = after;
    return { ...(made.isPostfix ? target : after), text: `(${made.text})` };
  }

  readonly #shapes: readonly ((depth: number) => IntegerNode | undefined)[] = [
    (d) => this.#binary(d),
    (d) => this.#binary(d),
    (d) => this.#binary(d),
    (d) => test(this.#dice.pick(comparisons), this.integer(d), this.integer(d)),
    (d) => test(this.#dice.pick(connectives), this.integer(d), this.integer(d)),
    (d) => this.#unary(d),
    (d) => this.#cast(d),
    (d) => this.#conditional(d),
    (d) => this.#ofStrings(Math.min(d, 2)),
  ];

  #binary(depth: number): IntegerNode | undefined {
    const { dialect } = this.#world;
    return binary(this.#dice.pick(operators), this.integer(depth), this.integer(depth), dialect);
  }

  #unary(depth: number): IntegerNode {
    const operand = this.integer(depth);
    const op = this.#dice.pick(['-', '~', '!', '+'] as const);
    return unary(op === '-' && operand.constant && !operand.type.signed ? '~' : op, operand);
  }

  /** DTrace leaves a constant as it is when the type gets wider. */
  #cast(depth: number): IntegerNode {
    const operand = this.integer(depth);
    const type = this.#dice.pick(integerTypes);
    return operand.constant ? operand : cast(type, operand);
  }

  /** A constant condition lets the compiler leave an arm out, with its type. */
  #conditional(depth: number): IntegerNode | undefined {
    const condition = this.integer(depth);
    if (condition.constant) return undefined;
    return conditional(condition, this.integer(depth), this.integer(depth));
  }

  #ofStrings(depth: number): IntegerNode {
    const dice = this.#dice;
    const a = this.string(depth);
    return dice.pick<() => IntegerNode>([
      () => strlen(a),
      () => compare(dice.pick(comparisons), a, this.string(depth)),
      () => index(dice.pick(['index', 'rindex'] as const), a, literal(word(dice, 2))),
    ])();
  }

  #literal(): IntegerNode {
    const dice = this.#dice;
    const value = BigInt.asUintN(63, randomNumber(dice)) >> BigInt(dice.below(63));
    const type = value < 2n ** 31n ? INT : LONG;
    return { text: `${value}`, type, value, constant: true };
  }
}
