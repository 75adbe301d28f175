/** Random clauses that read and change memory, with what each must print. */
import { makeChange } from './changes.ts';
import type { Dice } from './dice.ts';
import { makeFault } from './faults.ts';
import { Generator } from './generate.ts';
import {
  binary,
  type Dialect,
  type IntegerNode,
  randomNumber,
  spellNumber,
  test,
  unary,
} from './integers.ts';
import {
  clear,
  copy,
  descend,
  isScalarPlace,
  isStructPlace,
  type Place,
  read,
  write,
} from './memory.ts';
import { Pointers } from './pointers.ts';
import type { Scalar, Struct } from './shapes.ts';

export interface Clause {
  readonly text: string;
  readonly expected: string;
}

/** Prints after what is printed so far. */
const print = (text: string): string => `printf(" %x", (uint64_t)(${text}));`;
const hex = (value: bigint): string => BigInt.asUintN(64, value).toString(16);

/** One clause being made: its statements, and what they print. */
export class ClauseMaker {
  readonly #dice: Dice;
  readonly #variables: readonly Place[];
  readonly #dialect: Dialect;
  readonly #pointers: Pointers;
  readonly #lines: string[] = [];
  readonly #printed: string[] = [];

  constructor(
    dice: Dice,
    variables: readonly Place[],
    structs: readonly Struct[],
    dialect: Dialect,
  ) {
    this.#dice = dice;
    this.#variables = variables;
    this.#dialect = dialect;
    this.#pointers = new Pointers(dice, structs);
  }

  /** A clause that sets some integers of all variables to any number. */
  fill(): Clause {
    for (const variable of [...this.#variables, ...this.#variables]) {
      const place = descend(this.#dice, variable, isScalarPlace);
      const value = randomNumber(this.#dice);
      if (isScalarPlace(place)) write(place, value);
      this.#lines.push(`${place.text} = ${spellNumber(value)};`);
    }
    return {
      text: `BEGIN {\n${this.#lines.join('\n')}\nprintf("filled\\n");\n}`,
      expected: 'filled',
    };
  }

  /** A clause of so many statements, which a fault may end. */
  make(n: number, statements: number): Clause {
    if (this.#dice.once(2)) this.#allot();
    for (let i = 0; i < statements; i++) this.#statement();
    const fault = this.#dice.once(4)
      ? makeFault(this.#dice, this.#variables, this.#dialect)
      : undefined;
    if (fault) this.#lines.push(fault.line);
    const text = `BEGIN {\nprintf("${n}:");\n${this.#lines.join('\n')}\nprintf("\\n");\n}`;
    return {
      text,
      expected: fault?.expected ?? `${n}:${this.#printed.map((p) => ` ${p}`).join('')}`,
    };
  }

  #statement(): void {
    const dice = this.#dice;
    dice.pick([
      () => this.#change(),
      () => this.#change(),
      () => this.#copy(),
      () => this.#print(this.#value()),
      () => this.#print(this.#meeting()),
      () => this.#chain(),
      () => this.#choose(),
      () => this.#release(),
      () => this.#point(),
    ])();
  }

  #print({ text, value }: Pick<IntegerNode, 'text' | 'value'>): void {
    this.#lines.push(print(text));
    this.#printed.push(hex(value));
  }

  /** Some place, an integer if nothing stops the way to one earlier. */
  #place(stops: (place: Place) => boolean = isScalarPlace): Place {
    const roots = [...this.#variables, ...this.#pointers.places()];
    return descend(this.#dice, this.#dice.pick(roots), stops);
  }

  #scalar(): Place<Scalar> {
    const place = this.#place();
    return isScalarPlace(place) ? place : this.#scalar();
  }

  /** An expression over a few integers in memory. */
  #value(): IntegerNode {
    const integers = Array.from({ length: 4 }, () => read(this.#scalar()));
    const strings = [{ text: '"abc"', value: 'abc' }];
    const world = { declarations: '', assignments: '', integers, strings, dialect: this.#dialect };
    return new Generator(this.#dice, world).integer(this.#dice.below(3));
  }

  /** Two integers, a bit-field if there is one, meet in an operator that their common type matters to. */
  #meeting(): IntegerNode {
    const places = Array.from({ length: 8 }, () => this.#scalar());
    const a = read(places.find(({ shape }) => shape.isField) ?? this.#scalar());
    const other = read(this.#scalar());
    const b = this.#dice.once(2) ? other : unary('~', other);
    const operator = this.#dice.pick(['/', '%', '<', '>='] as const);
    if (operator === '<' || operator === '>=') return test(operator, a, b);
    return binary(operator, a, b, this.#dialect) ?? a;
  }

  /** An assignment, whose value is printed or not. */
  #change(): void {
    const made = this.#assignment();
    if (this.#dice.once(2)) this.#print(made);
    else this.#lines.push(`${made.text};`);
  }

  #assignment(): IntegerNode {
    const target = this.#scalar();
    const before = read(target);
    const made = makeChange(this.#dice, before, () => this.#value(), this.#dialect);
    const value = write(target, made.stored);
    return { ...before, text: made.text, value: made.isPostfix ? before.value : value };
  }

  /** `a = b = value` */
  #chain(): void {
    const value = this.#value();
    const [last, first] = [this.#scalar(), this.#scalar()];
    const stored = write(last, value.value);
    const text = `${first.text} = ${last.text} = ${value.text}`;
    this.#print({ text, value: write(first, stored) });
  }

  /** One of two assignments is made. */
  #choose(): void {
    const condition = this.#value();
    if (condition.constant) return;
    const [place, value] = [this.#scalar(), this.#value()];
    const holds = condition.value !== 0n;
    if (holds) write(place, value.value);
    this.#lines.push(`${condition.text} ? (${place.text} = ${value.text}) : 0;`);
  }

  #copy(): void {
    const to = this.#place(
      (place) => isScalarPlace(place) || (isStructPlace(place) && this.#dice.once(2)),
    );
    if (!isStructPlace(to)) return;
    const from = this.#alike(to);
    if (!from) return;
    this.#lines.push(`${to.text} = ${from.text};`);
    copy(to, from);
  }

  /** Another place of the same struct, if a few tries find one. */
  #alike(to: Place<Struct>): Place | undefined {
    const found = Array.from({ length: 12 }, () =>
      this.#place((place) => isScalarPlace(place) || place.shape === to.shape),
    );
    return found.find((from) => from.shape === to.shape && !overlap(from, to));
  }

  /** Setting a variable in dynamic storage to 0 frees it. */
  #release(): void {
    const place = this.#dice.pick(
      this.#variables.filter(({ text }) => /^a\d|^self->s\d/.test(text)),
    );
    if (!isStructPlace(place)) return;
    clear(place);
    this.#lines.push(`${place.text} = 0;`);
  }

  #allot(): void {
    this.#lines.push(
      ...this.#pointers.allot((struct) => this.#variables.find((v) => v.shape === struct)),
    );
  }

  #point(): void {
    const { lines, values } = this.#pointers.statement(this.#variables);
    this.#lines.push(...lines);
    for (const value of values) this.#print(value);
  }
}

function overlap(a: Place, b: Place): boolean {
  return a.bytes === b.bytes && Math.abs(a.at - b.at) < a.shape.size && a.at !== b.at;
}
