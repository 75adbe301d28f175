import type { Shape } from '../bpf/index.ts';

/** Bytes that print() takes values from. What is not there (a type that was cut) is zero. */
export class Data {
  readonly #view: DataView;

  constructor(view: DataView) {
    this.#view = view;
  }

  get bytes(): number {
    return this.#view.byteLength;
  }

  byte(at: number): number {
    return at < this.bytes ? this.#view.getUint8(at) : 0;
  }

  isZero(at: number, bytes: number): boolean {
    for (let i = at; i < at + bytes; i++) if (this.byte(i) !== 0) return false;
    return true;
  }

  /** An integer of up to 8 bytes without a sign. */
  unsigned(at: number, bytes: number): bigint {
    let value = 0n;
    for (let i = bytes - 1; i >= 0; i--) value = (value << 8n) | BigInt(this.byte(at + i));
    return value;
  }

  signed(at: number, bytes: number): bigint {
    return BigInt.asIntN(bytes * 8, this.unsigned(at, bytes));
  }

  /** `bits` bits from the `bitOffset`-th on. */
  bits(bitOffset: number, bits: number): bigint {
    const at = Math.floor(bitOffset / 8);
    const shift = bitOffset % 8;
    const value = this.unsigned(at, Math.ceil((shift + bits) / 8));
    return BigInt.asUintN(bits, value >> BigInt(shift));
  }

  /** float or double; long double only roughly has a value here. */
  float(at: number, bytes: number): number {
    if (at + bytes > this.bytes) return 0;
    if (bytes === 4) return this.#view.getFloat32(at, true);
    return bytes === 8 ? this.#view.getFloat64(at, true) : Number.NaN;
  }
}

/** The name of an enum's value; undefined if it has none. */
export function enumName(
  { names }: Extract<Shape, { kind: 'enum' }>,
  value: bigint,
): string | undefined {
  return names.find(([known]) => known === value)?.[1];
}

export function isPrinting(byte: number): boolean {
  return byte >= 0x20 && byte < 0x7f;
}
