import type { FieldType } from '../bpf/index.ts';
import { type Printer, toBytes } from '../lang/index.ts';
import { machine } from '../machine/index.ts';
import type { Location, Names } from './source.ts';

type SymbolType = Extract<FieldType, { kind: 'symbol' }>;

/** Names for addresses; `target` is the pid that plain user addresses belong to. */
export function createPrinter(names: Names, dialect: Printer['dialect'], target: number): Printer {
  const kernelAddress = (address: bigint) => full(names.kernel(address), address);
  const userAddress = (pid: number, address: bigint) => {
    const owner = pid === 0 ? target : pid;
    return full(owner === 0 ? undefined : names.user(owner, address), address);
  };
  return {
    dialect,
    kernelAddress,
    userAddress,
    symbol: (bytes, type) => symbolName(names, bytes, type),
    frames: (bytes, user) => {
      const words = wordsOf(bytes);
      const pid = user ? Number(words.shift() ?? 0n) : 0;
      const end = words.indexOf(0n);
      const counters = end < 0 ? words : words.slice(0, end);
      if (user) return counters.map((pc) => userAddress(pid, pc));
      return counters.slice(between(names, counters[0])).map(kernelAddress);
    },
  };
}

/** How functions begin: the kernel's loop over all that is attached to a tracepoint, and the ways into an interrupt. */
const BETWEEN = ['__traceiter_', ...machine.frames.interrupts];

/** How many frames on top belong to neither the program nor the function that it traces. */
function between(names: Names, top = 0n): number {
  const symbol = names.kernel(top)?.symbol;
  return BETWEEN.some((prefix) => symbol?.startsWith(prefix)) ? 1 : 0;
}

/** The u64s of a stack or symbol field, little endian. */
function wordsOf(bytes: Uint8Array): bigint[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length >> 3 }, (_, i) => view.getBigUint64(i * 8, true));
}

/** The process and the address of a symbol field. */
export function symbolParts(bytes: Uint8Array, { form }: SymbolType): readonly [bigint, bigint] {
  const [first = 0n, second = 0n] = wordsOf(bytes);
  return form.startsWith('u') ? [first, second] : [0n, first];
}

/** Where a symbol field's address lies; undefined if nothing is known there. */
export function locate(names: Names, bytes: Uint8Array, type: SymbolType): Location | undefined {
  const [pid, address] = symbolParts(bytes, type);
  return type.form.startsWith('u') ? names.user(Number(pid), address) : names.kernel(address);
}

/** Whole modules, whole functions, or (uaddr) exact addresses: what a form tells apart. */
export const granularity = {
  sym: 'symbol',
  func: 'symbol',
  mod: 'module',
  usym: 'symbol',
  ufunc: 'symbol',
  umod: 'module',
  uaddr: 'address',
} as const satisfies Record<SymbolType['form'], string>;

function symbolName(names: Names, bytes: Uint8Array, type: SymbolType): string {
  const [, address] = symbolParts(bytes, type);
  const place = locate(names, bytes, type);
  const grain = granularity[type.form];
  if (place === undefined || grain === 'address') return full(place, address);
  if (grain === 'symbol') return full(place.symbol ? { ...place, offset: 0n } : place, address);
  return place.module === '' ? full(undefined, address) : toBytes(place.module);
}

/**
 * `` mod`sym+0x10 ``; without a symbol `` mod`0x1234 ``, or `mod:0x34` if none was wanted; without a module `0x1234`, or for code that was
 * compiled just in time `sym+0x10`.
 */
function full(place: Location | undefined, address: bigint): string {
  const hex = `0x${address.toString(16)}`;
  if (place === undefined) return hex;
  if (place.symbol === undefined) return toBytes(`${place.module}:0x${place.offset.toString(16)}`);
  if (place.symbol === '') return toBytes(`${place.module}\`${hex}`);
  const offset = place.offset === 0n ? '' : `+0x${place.offset.toString(16)}`;
  const module = place.module === '' ? '' : `${place.module}\``;
  return toBytes(`${module}${place.symbol}${offset}`);
}

/** A stack as trace() and aggregation keys show it: a frame a line, after an empty start of a line. */
export function stackText(frames: readonly string[], indent: number): string {
  return `\n${frames.map((frame) => `${' '.repeat(indent)}${frame}\n`).join('')}`;
}
