import { AdjustableProbes, type check } from '../check/index.ts';
import { actions, aggregations, ofVersion, subroutines, variables } from '../lang/index.ts';
import type { Probe } from '../typed/index.ts';
import { noKernelNames } from '../types/index.ts';
import type { CompileEnvironment } from './environment.ts';
import type { OptionState } from './options.ts';

/** What checking needs of the environment, as options have it at the time. */
export function checkWorld(
  options: OptionState,
  env: CompileEnvironment,
  view?: Probe['view'],
): Parameters<typeof check>[1] {
  return {
    probes: new AdjustableProbes(env.probes, () => options.value.solaris, view),
    get actions() {
      return ofVersion(actions, options.value);
    },
    get aggregations() {
      return ofVersion(aggregations, options.value);
    },
    get subroutines() {
      return ofVersion(subroutines, options.value);
    },
    get variables() {
      return ofVersion(variables, options.value);
    },
    types: env.types,
    ...(env.whileDefined ? { whileDefined: env.whileDefined } : {}),
    names: env.names ?? noKernelNames,
    ...(env.machine ? { hasModule: env.machine.hasModule } : {}),
    target: Number(env.macros.get('target') ?? 0) !== 0,
    get options() {
      return options.value;
    },
    setOption: (name, value) => options.set(name, value),
  };
}
