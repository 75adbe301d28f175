import { SystemError } from '../diag/index.ts';
import type { Program } from '../syntax/index.ts';
import { dependenciesOf } from './library.ts';
import type { IsThere } from './select.ts';

/**
 * Libraries of a directory in the order in which they need each other, without those that miss a
 * provider or module, or a library that is left out itself. SystemError for a circle, and for a
 * library that nobody has.
 */
export function orderLibraries(programs: readonly Program[], isThere: IsThere): readonly Program[] {
  const byName = new Map(programs.map((program) => [baseName(program), program]));
  const states = new Map<Program, 'open' | 'in' | 'out'>();
  const ordered: Program[] = [];
  const visit = (program: Program): boolean => {
    const state = states.get(program);
    if (state === 'open') throw new SystemError(`D library ${baseName(program)} depends on itself`);
    if (state) return state === 'in';
    states.set(program, 'open');
    const isMet = dependenciesOf(program).every((dependency) => {
      if (dependency.kind !== 'library') return isThere(dependency);
      const needed = byName.get(dependency.name);
      if (needed) return visit(needed);
      throw new SystemError(
        `D library ${baseName(program)} needs ${dependency.name}, which is not there`,
      );
    });
    states.set(program, isMet ? 'in' : 'out');
    if (isMet) ordered.push(program);
    return isMet;
  };
  programs.forEach(visit);
  return ordered;
}

function baseName({ source }: Program): string {
  return source.name.slice(source.name.lastIndexOf('/') + 1);
}
