import { readFileSync } from 'node:fs';
import type { Symbols } from '../backend/index.ts';

/** What a symbol without a module in brackets belongs to. */
const KERNEL_MODULE = 'vmlinux';
/** Nothing lies between one of these and the next symbol. */
const END_OF_TEXT = new Set(['_etext', '_einittext', '_end']);

/** Symbols of the running kernel, read when first asked for. */
export function kernelSymbols(
  read: () => Uint8Array = () => readFileSync('/proc/kallsyms'),
): Pick<Symbols, 'kernel'> {
  let table: SymbolTable | undefined;
  return {
    kernel: (address) => {
      table ??= new SymbolTable(read());
      return table.find(address);
    },
  };
}

/** Kernel addresses all have the top 16 bits set; without them one fits a double exactly. */
const KERNEL_HALF = 0xffff_0000_0000_0000n;

/**
 * `/proc/kallsyms` as it is, plus two typed arrays: addresses, ascending, and where each line's name
 * begins. A hundred thousand symbols need no object each.
 */
class SymbolTable {
  readonly #text: Uint8Array;
  #addresses: Float64Array;
  #names: Uint32Array;

  constructor(text: Uint8Array) {
    this.#text = text;
    const capacity = countLines(text);
    this.#addresses = new Float64Array(capacity);
    this.#names = new Uint32Array(capacity);
    const count = this.#scan();
    this.#addresses = this.#addresses.subarray(0, count);
    this.#names = this.#names.subarray(0, count);
    if (!isSorted(this.#addresses)) this.#sort();
  }

  find(address: bigint): { module: string; symbol: string; offset: bigint } | undefined {
    if (address < KERNEL_HALF) return undefined;
    const wanted = Number(address - KERNEL_HALF);
    const index = this.#lastAtOrBelow(wanted);
    const start = this.#addresses[index];
    if (start === undefined) return undefined;
    const { symbol, module } = this.#name(index);
    if (END_OF_TEXT.has(symbol)) return undefined;
    return { module, symbol, offset: BigInt(wanted - start) };
  }

  /**
   * Lines are `ffffffff81000000 T name` and perhaps a tab and `[module]`. No address out of the
   * kernel's half is kept: they are all zero for a reader without CAP_SYSLOG.
   */
  #scan(): number {
    const text = this.#text;
    let count = 0;
    for (let at = 0; at < text.length; ) {
      const end = text.indexOf(NEWLINE, at);
      if (text[at] === DIGIT_F && hasName(text, at)) {
        this.#addresses[count] = lowAddress(text, at);
        this.#names[count++] = at + HEX_DIGITS + 3;
      }
      at = end < 0 ? text.length : end + 1;
    }
    return count;
  }

  /** Of several names at one address, the first in the file: the one the kernel itself prints. */
  #lastAtOrBelow(wanted: number): number {
    const addresses = this.#addresses;
    let low = 0;
    let high = addresses.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((addresses[middle] ?? 0) <= wanted) low = middle + 1;
      else high = middle;
    }
    let index = low - 1;
    while (index > 0 && addresses[index - 1] === addresses[index]) index--;
    return index;
  }

  #name(index: number): { symbol: string; module: string } {
    const start = this.#names[index] ?? 0;
    const end = this.#text.indexOf(NEWLINE, start);
    const slice = this.#text.subarray(start, end < 0 ? undefined : end);
    const [symbol = '', module] = Buffer.from(slice).toString('latin1').split('\t');
    return { symbol, module: module?.replace(/[[\]]/g, '') ?? KERNEL_MODULE };
  }

  /** Modules and BPF programs come after the kernel's own symbols, in no order. */
  #sort(): void {
    const order = Uint32Array.from(this.#addresses, (_, i) => i);
    const [addresses, names] = [this.#addresses, this.#names];
    order.sort((a, b) => (addresses[a] ?? 0) - (addresses[b] ?? 0) || a - b);
    this.#addresses = Float64Array.from(order, (i) => addresses[i] ?? 0);
    this.#names = Uint32Array.from(order, (i) => names[i] ?? 0);
  }
}

const NEWLINE = 10;
const HEX_DIGITS = 16;
const LOWER_CASE = 0x20;
const DIGIT_F = 0x66;
const CODE = new Set(Buffer.from('tw'));
const DATA = new Set(Buffer.from('dbr'));

/** Is the line's symbol a function or variable? */
function hasName(text: Uint8Array, at: number): boolean {
  const type = (text[at + HEX_DIGITS + 1] ?? 0) | LOWER_CASE;
  return CODE.has(type) || (DATA.has(type) && !isMark(text, at + HEX_DIGITS + 3));
}

/**
 * Where sections begin and end, which is no variable's name. A kernel without data symbols shows
 * these all the same: everything in between would be named after them.
 */
function isMark(text: Uint8Array, at: number): boolean {
  const LONGEST = 8;
  const start = Buffer.from(text.subarray(at, at + LONGEST)).toString('latin1');
  return /^__(start|stop|init)_/.test(start);
}

/** The low 48 bits: hexadecimal digits 4 to 15. */
function lowAddress(text: Uint8Array, at: number): number {
  let value = 0;
  for (let i = at + 4; i < at + HEX_DIGITS; i++) {
    const digit = text[i] ?? 0;
    value = value * 16 + (digit > 0x39 ? (digit | LOWER_CASE) - 87 : digit - 0x30);
  }
  return value;
}

function countLines(text: Uint8Array): number {
  let lines = 1;
  for (let at = text.indexOf(NEWLINE); at >= 0; at = text.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}

function isSorted(values: Float64Array): boolean {
  for (let i = 1; i < values.length; i++) {
    if ((values[i - 1] ?? 0) > (values[i] ?? 0)) return false;
  }
  return true;
}
