import type { Shape, ShapeMember } from '../bpf/index.ts';
import { type Data, enumName } from './print-values.ts';

/** Columns before the outermost type: behind the prefix of a row. */
const START = 44;
/** Deeper members are not shown. */
const DEEPEST = 10;

/**
 * print() as Oracle has it: the address, then `(type)value`, members as `.name = (type)value`, one
 * column a level. What is zero is left out, and what lies behind `size` bytes.
 */
export function oracleText(shape: Shape, data: Data, size: number, address: bigint): string {
  const writer = new Writer(data, size);
  const start = address === 0n ? '(nil)' : `0x${address.toString(16)}`;
  return `${start} = *\n${writer.all(shape)}`;
}

type Of<K extends Shape['kind']> = Extract<Shape, { kind: K }>;

class Writer {
  readonly #data: Data;
  readonly #size: number;
  readonly #lines: string[] = [];
  /** Braces still to be closed: that is done when something comes that is shown, or could be. */
  readonly #pending: string[] = [];
  #ended = false;

  constructor(data: Data, size: number) {
    this.#data = data;
    this.#size = size;
  }

  all(shape: Shape): string {
    this.#value(shape, 0, 0, '');
    this.#close();
    return this.#lines.join('');
  }

  #line(depth: number, text: string): void {
    this.#lines.push(lineAt(depth, text));
  }

  #close(): void {
    this.#lines.push(...this.#pending.splice(0));
  }

  /** Past the end of the data nothing more is said, but braces are closed. */
  #isOver(at: number, depth: number): boolean {
    if (this.#ended) return true;
    if (at < this.#size && depth < DEEPEST) return false;
    this.#line(depth, '...');
    this.#ended = true;
    return true;
  }

  #value(shape: Shape, at: number, depth: number, label: string): void {
    if (this.#isOver(at, depth)) return;
    this.#close();
    if (depth > 0 && this.#data.isZero(at, shape.bytes)) return;
    const start = `${label}(${shape.name})`;
    if (shape.kind === 'struct') this.#struct(shape, at, depth, start);
    else if (shape.kind === 'array') this.#array(shape, at, depth, start);
    else if (shape.kind !== 'float' && shape.kind !== 'opaque')
      this.#line(depth, `${start}${this.#simple(shape, at)},`);
  }

  #simple(shape: Of<'integer' | 'pointer' | 'enum' | 'string'>, at: number): string {
    const { bytes } = shape;
    switch (shape.kind) {
      case 'pointer':
        return `0x${this.#data.unsigned(at, bytes).toString(16)}`;
      case 'enum': {
        const value = this.#data.signed(at, bytes);
        return enumName(shape, value) ?? String(value);
      }
      case 'string':
        return `"${this.#text(at, bytes)}"`;
      case 'integer':
        if (shape.name === 'char') return `'${String.fromCharCode(this.#data.byte(at))}'`;
        return String(shape.signed ? this.#data.signed(at, bytes) : this.#data.unsigned(at, bytes));
    }
  }

  #text(at: number, most: number): string {
    let text = '';
    for (let i = at; i < at + most && this.#data.byte(i) !== 0; i++)
      text += String.fromCharCode(this.#data.byte(i));
    return text;
  }

  #struct(shape: Of<'struct'>, at: number, depth: number, start: string): void {
    this.#line(depth, `${start} {`);
    for (const member of shape.members) this.#member(member, at, depth + 1);
    this.#pending.push(lineAt(depth, depth > 0 ? '},' : '}'));
  }

  #member(member: ShapeMember, at: number, depth: number): void {
    const label = member.name === '' ? '' : `.${member.name} = `;
    const offset = at * 8 + member.bitOffset;
    if (member.bits === 0) {
      this.#value(member.shape, offset / 8, depth, label);
      return;
    }
    if (this.#isOver(Math.floor(offset / 8), depth)) return;
    this.#close();
    const value = this.#data.bits(offset, member.bits);
    if (value !== 0n) this.#line(depth, `${label}(${member.shape.name})${value},`);
  }

  /** Text ends at its zero; other elements that are zero are left out. */
  #array({ element, count }: Of<'array'>, at: number, depth: number, start: string): void {
    this.#line(depth, `${start} [${count === 0 ? '],' : ''}`);
    if (count === 0 || this.#data.isZero(at, count * element.bytes)) return;
    const isText = element.kind === 'integer' && element.character;
    for (let i = 0; i < count && !this.#ended; i++) {
      const place = at + i * element.bytes;
      if (isText && this.#data.byte(place) === 0) break;
      this.#value(element, place, depth + 1, '');
    }
    this.#close();
    this.#line(depth, '],');
  }
}

function lineAt(depth: number, text: string): string {
  return `${' '.repeat(START + depth)}${text}\n`;
}
