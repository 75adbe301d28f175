import type { MapSpec } from '../bpf/index.ts';

const CONSTANTS = 'constants';
const ZEROS = 'zeros';
const SITES = 'sites';

/** Read-only memory of the programs: interned byte strings, tables, and a run of zeros. */
export class Constants {
  readonly #chunks: Uint8Array[] = [];
  readonly #offsets = new Map<string, number>();
  #bytes = 0;
  #zeros = 0;

  /** Offset in the constants map of these bytes, 8-byte aligned and zero-padded to 8 bytes. */
  intern(bytes: Uint8Array): { readonly map: string; readonly offset: number } {
    const key = Buffer.from(bytes).toString('latin1');
    let offset = this.#offsets.get(key);
    if (offset === undefined) {
      offset = this.#bytes;
      const padded = new Uint8Array((bytes.length + 7) & ~7);
      padded.set(bytes);
      this.#chunks.push(padded);
      this.#bytes += padded.length;
      this.#offsets.set(key, offset);
    }
    return { map: CONSTANTS, offset };
  }

  /** The map with at least this many zero bytes. */
  zeros(bytes: number): string {
    this.#zeros = Math.max(this.#zeros, (bytes + 7) & ~7);
    return ZEROS;
  }

  get sites(): string {
    return SITES;
  }

  maps(siteCount: number): readonly MapSpec[] {
    const maps: MapSpec[] = [];
    if (this.#bytes > 0) maps.push(constantMap(CONSTANTS, Buffer.concat(this.#chunks)));
    if (this.#zeros > 0) maps.push(constantMap(ZEROS, new Uint8Array(this.#zeros)));
    if (siteCount > 0) maps.push(constantMap(SITES, new Uint8Array(siteCount * 4)));
    return maps;
  }
}

function constantMap(name: string, initial: Uint8Array): MapSpec {
  return {
    name,
    kind: 'array',
    keyBytes: 4,
    valueBytes: initial.length,
    entries: 1,
    constant: true,
    initial,
  };
}
