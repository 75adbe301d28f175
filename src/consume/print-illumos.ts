import type { Shape } from '../bpf/index.ts';
import type { Printer } from '../lang/index.ts';
import { type Data, enumName, isPrinting } from './print-values.ts';

/** Columns a level. */
const INDENT = 4;

/**
 * print() as illumos has it (the form of mdb's `::print -tn`): `type name = value`, a member a line.
 * A value that is no struct ends its line, a struct does not.
 */
export function illumosText(shape: Shape, data: Data, printer: Printer): string {
  const text = `${shape.name} ${new Writer(data, printer).value(shape, 0, 0, true)}`;
  return shape.kind === 'struct' ? text : `${text}\n`;
}

type Of<K extends Shape['kind']> = Extract<Shape, { kind: K }>;

class Writer {
  readonly #data: Data;
  readonly #printer: Printer;

  constructor(data: Data, printer: Printer) {
    this.#data = data;
    this.#printer = printer;
  }

  /** The value at a byte. `outer`: it is the whole of what is printed, or of an element. */
  value(shape: Shape, at: number, depth: number, outer: boolean): string {
    switch (shape.kind) {
      case 'integer':
        return this.#integer(shape, at);
      case 'float':
        return exponential(this.#data.float(at, shape.bytes));
      case 'pointer':
        return this.#pointer(shape, at);
      case 'enum': {
        const value = this.#data.signed(at, shape.bytes);
        return enumName(shape, value) ?? String(value);
      }
      case 'struct':
        return this.#struct(shape, at, depth);
      case 'array':
        return this.#array(shape, at, depth, outer);
      case 'string':
        return `"${this.#text(at, shape.bytes)}"`;
      case 'opaque':
        return '<forward decl>';
    }
  }

  #integer(shape: Of<'integer'>, at: number): string {
    if (!shape.character) return hex(this.#data.unsigned(at, shape.bytes));
    const byte = this.#data.byte(at);
    if (isPrinting(byte)) return `'${String.fromCharCode(byte)}'`;
    return byte === 0 ? "'\\0'" : `'${octal(byte)}'`;
  }

  #pointer(shape: Of<'pointer'>, at: number): string {
    const address = this.#data.unsigned(at, shape.bytes);
    return shape.code && address !== 0n ? this.#printer.kernelAddress(address) : hex(address);
  }

  #struct(shape: Of<'struct'>, at: number, depth: number): string {
    const lines = shape.members.map((member) => {
      const name = `${glue(member.shape.name, member.name)}${member.bits ? ` :${member.bits}` : ''}`;
      const value = member.bits
        ? hex(this.#data.bits(at * 8 + member.bitOffset, member.bits))
        : this.value(member.shape, at + member.bitOffset / 8, depth + 1, false);
      const sign = member.name === '' ? '' : ' =';
      return `${margin(depth + 1)}${name}${sign} ${value}\n`;
    });
    return `{\n${lines.join('')}${margin(depth)}}`;
  }

  /** Simple elements stand in a line, structs below each other. Text has no brackets if it is all. */
  #array(shape: Of<'array'>, at: number, depth: number, outer: boolean): string {
    const { element, count } = shape;
    if (this.#isText(shape, at)) {
      const text = `"${this.#text(at, count)}"`;
      return outer ? text : `[ ${text} ]`;
    }
    const structs = element.kind === 'struct';
    const values = Array.from({ length: count }, (_, i) => {
      const value = this.value(element, at + i * element.bytes, depth + 1, true);
      return structs ? `\n${margin(depth + 1)}${element.name} ${value}` : value;
    });
    return `[ ${values.join(', ')}${structs ? `\n${margin(depth)}` : ' '}]`;
  }

  /** Printing characters, and a zero behind them. */
  #isText({ element, count }: Of<'array'>, at: number): boolean {
    if (element.kind !== 'integer' || !element.character) return false;
    for (let i = 0; i < count; i++) {
      const byte = this.#data.byte(at + i);
      if (byte === 0) return true;
      if (!isPrinting(byte)) return false;
    }
    return false;
  }

  #text(at: number, most: number): string {
    let text = '';
    for (let i = at; i < at + most && this.#data.byte(i) !== 0; i++) {
      const byte = this.#data.byte(i);
      text += isPrinting(byte) ? String.fromCharCode(byte) : octal(byte);
    }
    return text;
  }
}

function margin(depth: number): string {
  return ' '.repeat(depth * INDENT);
}

/** `void *p`, `int x`. */
function glue(type: string, name: string): string {
  return type.endsWith('*') || name === '' ? `${type}${name}` : `${type} ${name}`;
}

/** C's `%#x`. */
function hex(value: bigint): string {
  return value === 0n ? '0' : `0x${value.toString(16)}`;
}

function octal(byte: number): string {
  return `\\${byte.toString(8).padStart(3, '0')}`;
}

/** C's `%+.7e`. */
function exponential(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '+nan' : value < 0 ? '-inf' : '+inf';
  const [mantissa = '', exponent = ''] = value.toExponential(7).split('e');
  const sign = value < 0 || Object.is(value, -0) ? '' : '+';
  const digits = exponent.slice(1).padStart(2, '0');
  return `${sign}${Object.is(value, -0) ? '-' : ''}${mantissa}e${exponent[0]}${digits}`;
}
