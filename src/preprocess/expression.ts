/** The integer expressions of #if, in 64 bits. */
import { type Token, withoutBlanks } from './tokens.ts';

/** The expression is wrong; the message is what cpp says. */
export class ExpressionError extends Error {}

interface Value {
  readonly value: bigint;
  readonly unsigned: boolean;
}

const precedence: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
};

const truth = (value: boolean): bigint => (value ? 1n : 0n);

const operations: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  '||': (a, b) => truth(a !== 0n || b !== 0n),
  '&&': (a, b) => truth(a !== 0n && b !== 0n),
  '|': (a, b) => a | b,
  '^': (a, b) => a ^ b,
  '&': (a, b) => a & b,
  '==': (a, b) => truth(a === b),
  '!=': (a, b) => truth(a !== b),
  '<': (a, b) => truth(a < b),
  '>': (a, b) => truth(a > b),
  '<=': (a, b) => truth(a <= b),
  '>=': (a, b) => truth(a >= b),
  '<<': (a, b) => a << (b & 63n),
  '>>': (a, b) => a >> (b & 63n),
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
};

const unary: Readonly<Record<string, (a: bigint) => bigint>> = {
  '-': (a) => -a,
  '+': (a) => a,
  '~': (a) => ~a,
  '!': (a) => truth(a === 0n),
};

/** The value of an expression whose macros are expanded. ExpressionError if it is none. */
export function evaluate(tokens: readonly Token[], directive: string): bigint {
  const reader = new Reader(withoutBlanks(tokens), directive);
  return reader.read().value;
}

class Reader {
  readonly #tokens: readonly Token[];
  readonly #directive: string;
  #at = 0;
  /** Inside of what does not count: a division by zero is none. */
  #idle = 0;

  constructor(tokens: readonly Token[], directive: string) {
    this.#tokens = tokens;
    this.#directive = directive;
  }

  read(): Value {
    if (this.#tokens.length === 0) this.#fail(`#${this.#directive} with no expression`);
    const value = this.#conditional();
    const rest = this.#tokens[this.#at];
    if (rest) this.#fail(`missing binary operator before token "${rest.text}"`);
    return value;
  }

  #fail(message: string): never {
    throw new ExpressionError(message);
  }

  #take(text: string): boolean {
    if (this.#tokens[this.#at]?.text !== text) return false;
    this.#at++;
    return true;
  }

  #conditional(): Value {
    const condition = this.#binary(1);
    if (!this.#take('?')) return condition;
    const yes = this.#unless(condition.value === 0n, () => this.#conditional());
    if (!this.#take(':')) this.#fail("'?' without following ':'");
    const no = this.#unless(condition.value !== 0n, () => this.#conditional());
    const unsigned = yes.unsigned || no.unsigned;
    return wrap((condition.value === 0n ? no : yes).value, unsigned);
  }

  #unless(idle: boolean, read: () => Value): Value {
    this.#idle += Number(idle);
    const value = read();
    this.#idle -= Number(idle);
    return value;
  }

  #binary(least: number): Value {
    let left = this.#unary();
    for (;;) {
      const operator = this.#tokens[this.#at]?.text ?? '';
      const level = precedence[operator] ?? 0;
      if (level < least) return left;
      this.#at++;
      const decided =
        (operator === '||' && left.value !== 0n) || (operator === '&&' && left.value === 0n);
      const right = this.#unless(decided, () => this.#binary(level + 1));
      left = this.#apply(operator, left, right);
    }
  }

  #apply(operator: string, left: Value, right: Value): Value {
    if ((operator === '/' || operator === '%') && right.value === 0n) {
      if (this.#idle === 0) this.#fail(`division by zero in #${this.#directive}`);
      return left;
    }
    const isShift = operator === '<<' || operator === '>>';
    const unsigned = left.unsigned || (right.unsigned && !isShift);
    const [a, b] = [wrap(left.value, unsigned), wrap(right.value, unsigned)];
    const value = operations[operator]?.(a.value, b.value) ?? 0n;
    const level = precedence[operator] ?? 0;
    const isTruth = level <= 2 || level === 6 || level === 7;
    return wrap(value, !isTruth && unsigned);
  }

  #unary(): Value {
    const token = this.#tokens[this.#at++];
    if (token === undefined) return this.#fail('operator has no right operand');
    const operation = unary[token.text];
    if (operation) {
      const { value, unsigned } = this.#unary();
      return wrap(operation(value), unsigned && token.text !== '!');
    }
    if (token.text === '(') {
      const value = this.#conditional();
      if (!this.#take(')')) this.#fail("missing ')' in expression");
      return value;
    }
    return this.#primary(token);
  }

  /** Names that are no macros are 0. */
  #primary({ kind, text }: Token): Value {
    if (kind === 'name') return { value: 0n, unsigned: false };
    if (kind === 'string' && text.startsWith("'"))
      return { value: character(text), unsigned: false };
    const number = /^(0[xX][0-9a-fA-F]+|[0-9]+)([uUlL]*)$/.exec(text);
    if (kind !== 'number' || !number) {
      return this.#fail(`token "${text}" is not valid in preprocessor expressions`);
    }
    const [, digits = '0', suffix = ''] = number;
    return wrap(integer(digits), /u/i.test(suffix));
  }
}

function wrap(value: bigint, unsigned: boolean): Value {
  return { value: unsigned ? BigInt.asUintN(64, value) : BigInt.asIntN(64, value), unsigned };
}

function integer(digits: string): bigint {
  return BigInt(/^0[0-7]+$/.test(digits) ? `0o${digits.slice(1)}` : digits);
}

const escapes: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, a: 7, b: 8, f: 12, v: 11 };

function character(text: string): bigint {
  const inner = text.slice(1, -1);
  const escaped = /^\\(?:x([0-9a-fA-F]+)|([0-7]{1,3})|(.))$/.exec(inner);
  if (!escaped) return BigInt(inner.charCodeAt(0) || 0);
  const [, hex, octal, letter = ''] = escaped;
  if (hex !== undefined) return BigInt(`0x${hex}`);
  if (octal !== undefined) return BigInt(`0o${octal}`);
  return BigInt(escapes[letter] ?? letter.charCodeAt(0));
}
