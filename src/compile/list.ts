import { check, describeFields, type ProbeStability } from '../check/index.ts';
import { resolveOptions } from '../lang/index.ts';
import { blaming } from '../library/index.ts';
import type { Probe } from '../typed/index.ts';
import type { CompileEnvironment, ProgramSource } from './environment.ts';
import { OptionState } from './options.ts';
import { parseAll } from './parse.ts';
import { checkWorld } from './world.ts';

/** The probes that a description matches, if any, and what -lv says of each. */
export interface Listing {
  readonly description: string;
  readonly probes: readonly Probe[];
  readonly stability: (probe: Probe) => ProbeStability;
}

/** What -l shows: the probes of each description of a program that is right, matching or not. */
export function list(sources: readonly ProgramSource[], env: CompileEnvironment): Listing[] {
  const { probes } = env;
  const { solaris } = resolveOptions(env.settings);
  const stability = (probe: Probe) => {
    const { provider } = probe;
    const said = describeFields(probe, probes.stability(provider), probes.typedArguments(probe));
    const origin = probes.origin(probe);
    // Oracle's own page is compared byte for byte.
    return origin && solaris ? { ...said, origin } : said;
  };
  if (sources.length === 0) return [{ description: ':::', probes: probes.all(), stability }];
  const options = new OptionState([...env.settings, { name: 'zdefs' }]);
  const programs = parseAll(sources, options.value, env);
  blaming(sources[0]?.source, () => check(programs, checkWorld(options, env)));
  const descriptions = programs.flatMap((p) =>
    p.items.flatMap((item) => (item.kind === 'clause' ? item.probes : [])),
  );
  return descriptions.map((d) => ({
    description: `${d.provider}:${d.module}:${d.function}:${d.name}`,
    probes: probes.match(d, options.value.solaris),
    stability,
  }));
}
