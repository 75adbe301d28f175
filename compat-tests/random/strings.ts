/** Strings of D, calculated here and nowhere else. */
import type { IntegerNode, IntegerType } from './integers.ts';
import { INT, truth } from './integers.ts';

export interface StringNode {
  readonly text: string;
  readonly value: string;
}

const SIZE_T: IntegerType = { name: 'size_t', bytes: 8, signed: false, bits: 64 };

export function literal(value: string): StringNode {
  return { text: JSON.stringify(value), value };
}

export function strjoin(a: StringNode, b: StringNode, longest: number): StringNode {
  const value = (a.value + b.value).slice(0, longest);
  return { text: `strjoin(${a.text}, ${b.text})`, value };
}

/**
 * A negative start counts from the end, and what lies before the string is missing from the result; a
 * negative length leaves as many bytes off at the end.
 */
export function substr(a: StringNode, start: number, length: number): StringNode {
  const text = `substr(${a.text}, ${start}, ${length})`;
  const all = a.value.length;
  const from = start < 0 ? start + all : start;
  const end = from < 0 || length >= 0 ? from + length : all + length;
  return { text, value: a.value.slice(Math.max(from, 0), Math.max(from, end, 0)) };
}

export function changeCase(name: 'toupper' | 'tolower', a: StringNode): StringNode {
  const value = name === 'toupper' ? a.value.toUpperCase() : a.value.toLowerCase();
  return { text: `${name}(${a.text})`, value };
}

export function choose(c: IntegerNode, a: StringNode, b: StringNode): StringNode {
  const { value } = c.value !== 0n ? a : b;
  return { text: `(${c.text} ? ${a.text} : ${b.text})`, value };
}

export function strlen(a: StringNode): IntegerNode {
  const value = BigInt(a.value.length);
  return { text: `strlen(${a.text})`, type: SIZE_T, value, constant: false };
}

export function index(name: 'index' | 'rindex', a: StringNode, b: StringNode): IntegerNode {
  const at = name === 'index' ? a.value.indexOf(b.value) : a.value.lastIndexOf(b.value);
  const text = `${name}(${a.text}, ${b.text})`;
  return { text, type: INT, value: BigInt(at), constant: false };
}

export function compare(op: string, a: StringNode, b: StringNode): IntegerNode {
  const order = a.value < b.value ? -1 : a.value > b.value ? 1 : 0;
  const holds =
    (op === '==' && order === 0) ||
    (op === '!=' && order !== 0) ||
    (op.startsWith('<') && order < 0) ||
    (op.startsWith('>') && order > 0) ||
    ((op === '<=' || op === '>=') && order === 0);
  return truth(`(${a.text} ${op} ${b.text})`, holds);
}
