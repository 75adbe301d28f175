import type { IrFunction } from '../ir/index.ts';
import type { ModuleGen } from './module.ts';
import type { ProgramGen } from './program.ts';

/** The most that a per-CPU map keeps for a CPU (PCPU_MIN_UNIT_SIZE). */
const PER_CPU_LIMIT = 32_768 - 8;

/**
 * Makes a program's function. How much scratch it takes shows when it is made; if that is too much
 * for a per-CPU map, it is made again.
 */
export function withScratch(
  module: ModuleGen,
  make: (big: boolean) => ProgramGen,
): { readonly program: ProgramGen; readonly main: IrFunction } {
  const sites = module.sites.length;
  const first = make(false);
  if (first.scratchBytes <= PER_CPU_LIMIT) return { program: first, main: first.finish() };
  module.sites.length = sites;
  const second = make(true);
  return { program: second, main: second.finish() };
}
