import { readdirSync, readFileSync } from 'node:fs';
import {
  PROCESS_ARGUMENTS,
  PROCESS_ARGUMENTS_BYTES,
  PROCESS_ARGUMENTS_TEXT_BYTES,
} from '../bpf/index.ts';
import type { KernelMap } from './maps.ts';

/**
 * Adds the arguments of all processes that are there, but for those of which the programs that keep the
 * map, attached already, know better.
 */
export function addProcessArguments(map: Pick<KernelMap, 'add'>): void {
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const value = argumentsOf(name);
    if (value) map.add(new Uint8Array(new Uint32Array([Number(name)]).buffer), value);
  }
}

/** As the map has it; undefined: it has none, or it has ended. */
function argumentsOf(process: string): Uint8Array | undefined {
  const text = commandLine(process);
  if (text.length === 0) return undefined;
  const length = Math.min(text.length, PROCESS_ARGUMENTS_TEXT_BYTES);
  const value = new Uint8Array(PROCESS_ARGUMENTS_BYTES);
  new DataView(value.buffer).setBigUint64(PROCESS_ARGUMENTS.length, BigInt(length), true);
  value.set(text.subarray(0, length), PROCESS_ARGUMENTS.text);
  return value;
}

function commandLine(process: string): Uint8Array {
  try {
    return readFileSync(`/proc/${process}/cmdline`);
  } catch {
    return new Uint8Array(0);
  }
}
