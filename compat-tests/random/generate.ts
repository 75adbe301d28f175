/** Random well-typed D expressions with the value each must have. */
import type { Dice } from './dice.ts';
import {
  binary,
  cast,
  comparisons,
  conditional,
  connectives,
  INT,
  type IntegerNode,
  type IntegerType,
  integerTypes,
  LONG,
  operators,
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
  readonly integers: readonly IntegerNode[];
  readonly strings: readonly StringNode[];
}

export const STRSIZE = 64;

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

/** Edges of all widths are as likely as anything between them. */
function number(dice: Dice): bigint {
  const edge = 1n << BigInt(dice.pick([0, 7, 8, 15, 16, 31, 32, 63, 64]));
  if (dice.once(2)) return dice.pick([edge - 1n, edge, edge + 1n, -edge, 1n - edge]);
  return dice.word() >> BigInt(dice.below(64));
}

export function makeWorld(dice: Dice): World {
  const declarations: string[] = [];
  const assignments: string[] = [];
  const integers = Array.from({ length: 12 }, (_, n) => {
    const type = dice.pick(integerTypes);
    const scope = dice.pick(scopes);
    const value = truncate(number(dice), type);
    declarations.push(scope.declare(type.name, n));
    assignments.push(`${scope.name(n)} = ${spell(value, type)};`);
    return { text: scope.name(n), type, value: BigInt.asIntN(64, value), constant: false };
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
  };
}

/** A constant that has exactly this value as a register. */
function spell(value: bigint, type: IntegerType): string {
  return type.bytes === 8
    ? `(${type.name})0x${BigInt.asUintN(64, value).toString(16)}`
    : `(${value})`;
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
      () => strjoin(a, this.string(depth - 1), STRSIZE),
      () => substr(a, n(), n()),
      () => changeCase(dice.pick(['toupper', 'tolower'] as const), a),
      () => choose(this.integer(depth - 1), a, this.string(depth - 1)),
      () => a,
    ])();
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
    return binary(this.#dice.pick(operators), this.integer(depth), this.integer(depth));
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
    const value = BigInt.asUintN(63, number(dice)) >> BigInt(dice.below(63));
    const type = value < 2n ** 31n ? INT : LONG;
    return { text: `${value}`, type, value, constant: true };
  }
}
