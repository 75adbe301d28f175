import type { UnitSpec } from '../bpf/index.ts';
import type { ProbeStability, StabilityReport } from '../check/index.ts';
import { type Stability, stabilityParts } from '../types/index.ts';

export function matchedText(unit: UnitSpec): string {
  const { kind, matched } = unit;
  return `${kind} '${shownName(unit)}' matched ${matched} probe${matched === 1 ? '' : 's'}`;
}

/** What is said of the probes that a unit describes but does not fit: how many, or (`verbose`) which and why. */
export function omittedTexts({ omitted = [] }: UnitSpec, verbose: boolean): readonly string[] {
  const count = omitted.reduce((sum, { probes }) => sum + probes.length, 0);
  if (verbose) return omitted.map(({ why, probes }) => `left out: ${probes.join(', ')} (${why})`);
  const plural = count === 1 ? ' is' : 's are';
  return count === 0
    ? []
    : [`${count} probe${plural} left out, as args[] have other types there (-v says which)`];
}

/** What is said of functions that the kernel has refused. */
export function refusedText(count: number): string {
  const plural = count === 1 ? ' function is' : ' functions are';
  return `${count}${plural} not traced: the kernel refuses that (-v says why)`;
}

/** A description is named by its text up to the predicate or the clause: `'BEGIN '`. */
function shownName({ kind, name }: UnitSpec): string {
  return kind === 'description' ? name.replace(/[{/;].*$/s, '') : name;
}

/** dtrace.c's report of -v on one program; -e adds what is known of its probes. */
export function renderReport(
  unit: UnitSpec,
  report: StabilityReport,
  compileOnly: boolean,
): string {
  const head = `\nStability attributes for ${unit.kind} ${shownName(unit)}:\n`;
  const minimum =
    attributes('Minimum Probe Description Attributes', report.descriptions) +
    attributes('Minimum Statement Attributes', report.statements);
  return head + minimum + (compileOnly ? report.probes.map(renderProbes).join('') : '\n');
}

function renderProbes({ fields, stability }: StabilityReport['probes'][number]): string {
  const { provider, module, function: fn, name } = fields;
  const title = `\n${provider}:${module}:${fn}:${name}\n`;
  return stability ? title + renderProbe(stability) : title;
}

/** What -v adds to a probe's line in a listing. */
export function renderProbe({
  description,
  arguments: args,
  types,
  origin,
}: ProbeStability): string {
  const list = types.length === 0 ? ['None'] : types.map((type, i) => `args[${i}]: ${type}`);
  return (
    attributes('Probe Description Attributes', description) +
    attributes('Argument Attributes', args) +
    `\n\tArgument Types\n\t\t${list.join('\n\t\t')}\n\n` +
    (origin ? `\tOn This System (${origin.fidelity})\n\t\t${origin.text}\n\n` : '')
  );
}

function attributes(title: string, stability: Stability): string {
  const [names, data, dependency] = stabilityParts(stability);
  return (
    `\n\t${title}\n` +
    `\t\tIdentifier Names: ${names}\n` +
    `\t\tData Semantics:   ${data}\n` +
    `\t\tDependency Class: ${dependency}\n`
  );
}
