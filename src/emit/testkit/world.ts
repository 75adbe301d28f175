import { CONTROL, CONTROL_MAP, type HelperName } from '../../bpf/index.ts';
import { bug } from '../../diag/index.ts';

/**
 * For tests: IR and BPF are each run by a small interpreter over the same kind of machine, so that
 * what emit makes can be compared with what it was given.
 */

/** Bytes at addresses; the map values and the context are there from the start. */
class Memory {
  readonly #bytes = new Map<number, number>();

  load(bytes: number, address: bigint): bigint {
    let value = 0n;
    for (let i = bytes - 1; i >= 0; i--) {
      const byte = this.#bytes.get(Number(address) + i);
      if (byte === undefined) return bug(`load of unwritten memory at 0x${address.toString(16)}`);
      value = (value << 8n) | BigInt(byte);
    }
    return value;
  }

  store(bytes: number, address: bigint, value: bigint): void {
    let rest = BigInt.asUintN(64, value);
    for (let i = 0; i < bytes; i++, rest >>= 8n) {
      this.#bytes.set(Number(address) + i, Number(rest & 0xffn));
    }
  }

  /** The bytes of a range, for comparing. */
  slice(address: bigint, bytes: number): number[] {
    return Array.from({ length: bytes }, (_, i) => this.#bytes.get(Number(address) + i) ?? -1);
  }
}

export const CONTEXT = 0x10000n;
export const CONTEXT_BYTES = 64;
const MAP_VALUES = 0x20000n;
export const MAP_BYTES = 256;
export const STACK_TOP = 0x70000000n;
export const FRAME_BYTES = 0x1000n;

/** The maps of tests, and the one that programs find a zero in. */
const MAPS: readonly string[] = ['m0', 'm1', CONTROL_MAP];

export function mapAddress(map: string): bigint {
  return MAP_VALUES + BigInt(MAPS.indexOf(map)) * 0x1000n;
}

/** Arguments of helpers in tests: plain values, or addresses of eight bytes that it reads. */
export const TEST_HELPERS: Readonly<Partial<Record<HelperName, readonly ('value' | 'bytes')[]>>> = {
  ktime_get_ns: [],
  get_func_ip: ['value'],
  map_lookup_elem: ['value', 'bytes'],
  probe_read_kernel: ['value', 'value', 'bytes'],
  map_update_elem: ['value', 'bytes', 'bytes', 'value'],
  ringbuf_query: ['value', 'value', 'value', 'value', 'value'],
};

export interface World {
  readonly memory: Memory;
  /** The helper calls made, in order, with what they saw. */
  readonly calls: string[];
}

export function newWorld(): World {
  const memory = new Memory();
  const fill = (start: bigint, bytes: number) => {
    for (let i = 0; i < bytes; i++) memory.store(1, start + BigInt(i), BigInt((i * 37 + 11) & 255));
  };
  fill(CONTEXT, CONTEXT_BYTES);
  for (const map of ['m0', 'm1']) fill(mapAddress(map), MAP_BYTES);
  memory.store(8, mapAddress(CONTROL_MAP) + BigInt(CONTROL.zero), 0n);
  return { memory, calls: [] };
}

export interface Outcome {
  readonly result: bigint;
  readonly calls: readonly string[];
  readonly maps: readonly number[];
}

export function outcome(result: bigint, { memory, calls }: World): Outcome {
  const maps = ['m0', 'm1'].flatMap((map) => memory.slice(mapAddress(map), MAP_BYTES));
  return { result: BigInt.asIntN(64, result), calls, maps };
}

/** Any function of what the helper saw will do as its result. */
export function runHelper(world: World, name: HelperName, args: readonly bigint[]): bigint {
  const kinds = TEST_HELPERS[name] ?? bug(`${name} is no test helper`);
  const seen = kinds.map((kind, i) => {
    const arg = BigInt.asUintN(64, args[i] ?? 0n);
    return kind === 'bytes' ? world.memory.load(8, arg) : arg;
  });
  world.calls.push(`${name}(${seen.join(', ')})`);
  const mix = (sum: bigint, x: bigint) => BigInt.asIntN(64, (sum ^ x) * 0x9e3779b97f4a7c15n + 1n);
  return seen.reduce(mix, BigInt(world.calls.length));
}

export function addInPlace(world: World, bytes: number, address: bigint, value: bigint): void {
  world.memory.store(bytes, address, world.memory.load(bytes, address) + value);
}
