import { readFileSync } from 'node:fs';
import type { Loaded, Symbols } from '../backend/index.ts';
import { type BpfObject, type MapSpec, VARIABLE } from '../bpf/index.ts';
import { solarisVariable } from '../types/index.ts';

const KERNEL = 'vmlinux';

/** Those of Solaris' variables that change get what Linux says of them now. */
export function refreshCopies(
  { maps }: Pick<BpfObject, 'maps'>,
  loaded: Pick<Loaded, 'memory'>,
): void {
  const read = (path: string): string => readFileSync(path, 'latin1');
  for (const { name, variable = '' } of maps) {
    const bytes = solarisVariable(variable, read)?.bytes ?? [];
    for (const [i, byte] of bytes.entries()) loaded.memory(name).setUint8(VARIABLE.value + i, byte);
  }
}

/** Symbols that also name the copies of kernel variables that a program has. */
export function namingCopies(
  { maps }: Pick<BpfObject, 'maps'>,
  loaded: Pick<Loaded, 'memory'>,
  symbols: Symbols,
): Symbols {
  const copies = maps.filter((map) => map.variable !== undefined);
  if (copies.length === 0) return symbols;
  const offsetIn = ({ name, valueBytes }: MapSpec, address: bigint): bigint | undefined => {
    const start = loaded.memory(name).getBigUint64(VARIABLE.address, true);
    const isInside = start > 0n && address >= start;
    const offset = address - start;
    return isInside && offset < valueBytes - VARIABLE.value ? offset : undefined;
  };
  return {
    ...symbols,
    kernel: (address) => {
      for (const map of copies) {
        const offset = offsetIn(map, address);
        if (offset !== undefined) return { module: KERNEL, symbol: map.variable ?? '', offset };
      }
      return symbols.kernel(address);
    },
  };
}
