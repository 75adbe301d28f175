import type { Elf, ElfSymbol, Segment } from './elf.ts';
import { lastIndex } from './search.ts';

/** The names in an ELF file, by place in the file. */
export class ElfSymbols {
  readonly #segments: readonly Segment[];
  readonly #strings: Buffer;
  /** By address; where some begin alike, the best comes last. */
  readonly #symbols: readonly ElfSymbol[];
  /** The end of the one that reaches farthest, of all up to an index. */
  readonly #reach: Float64Array;

  constructor({ segments, symbols, strings }: Elf) {
    this.#segments = segments;
    this.#strings = Buffer.from(strings.buffer, strings.byteOffset, strings.byteLength);
    this.#symbols = symbols.toSorted((a, b) => a.address - b.address || this.#preference(b, a));
    this.#reach = new Float64Array(symbols.length);
    let farthest = 0;
    this.#symbols.forEach(({ address, bytes }, i) => {
      farthest = Math.max(farthest, address + bytes);
      this.#reach[i] = farthest;
    });
  }

  /** What covers a byte of the file that is mapped, as code or not. */
  find(offset: number, executable: boolean): { symbol: string; offset: number } | undefined {
    const address = this.#addressOf(offset, executable);
    if (address === undefined) return undefined;
    const symbols = this.#symbols;
    let i = lastIndex(symbols.length, (at) => (symbols[at]?.address ?? 0) <= address);
    for (; (this.#reach[i] ?? 0) > address; i--) {
      const symbol = symbols[i];
      if (symbol && address < symbol.address + symbol.bytes)
        return { symbol: this.#name(symbol), offset: address - symbol.address };
    }
    return undefined;
  }

  /** Segments may share a page of the file, of which each has a mapping. */
  #addressOf(offset: number, executable: boolean): number | undefined {
    const segments = this.#segments.filter(
      (s) => offset >= s.offset && offset < s.offset + s.bytes,
    );
    const segment = segments.find((s) => s.executable === executable) ?? segments[0];
    return segment && offset - segment.offset + segment.address;
  }

  #name({ name }: ElfSymbol): string {
    const end = this.#strings.indexOf(0, name);
    return this.#strings.toString('utf8', name, end < 0 ? undefined : end);
  }

  /**
   * Negative if the first of two symbols at an address is the better name. The rules are libproc's:
   * functions, then what others can see, no `$`, fewer underscores in front, smaller, alphabet.
   */
  #preference(a: ElfSymbol, b: ElfSymbol): number {
    const [nameA, nameB] = [this.#name(a), this.#name(b)];
    return (
      Number(b.isFunction) - Number(a.isFunction) ||
      Number(a.isLocal) - Number(b.isLocal) ||
      Number(nameA.startsWith('$')) - Number(nameB.startsWith('$')) ||
      underscores(nameA) - underscores(nameB) ||
      a.bytes - b.bytes ||
      (nameA < nameB ? -1 : Number(nameA > nameB))
    );
  }
}

function underscores(name: string): number {
  return name.length - name.replace(/^_+/, '').length;
}
