import type { Diagnostic, Span } from '../diag/index.ts';
import type { Origin } from '../providers/index.ts';
import type { ProbeDescription, Program } from '../syntax/index.ts';
import type { Probe } from '../typed/index.ts';
import { adviceFor } from './advice.ts';
import { type KnownNames, namesOf, type UsedName } from './names.ts';

/**
 * What becomes of something that a script uses. `native`: Linux has it itself; `mapped`: something of
 * Linux stands for it, as faithfully as is said; `inert`: it is accepted and nothing comes of it;
 * `impossible`: the script does not run because of it.
 */
export type Fate = 'native' | 'mapped' | 'inert' | 'impossible';

export interface Finding {
  readonly kind: 'probe' | UsedName['kind'] | 'error';
  /** As the script has it. */
  readonly text: string;
  /** Of the program it is in, from 1. */
  readonly line: number;
  readonly fate: Fate;
  /** Of what is mapped. */
  readonly fidelity?: Origin['fidelity'];
  /** What it is on Linux, or why it cannot be. */
  readonly on?: string;
  /** What to write instead. */
  readonly advice?: string;
}

export interface PortWorld extends KnownNames {
  readonly match: (description: ProbeDescription) => readonly Probe[];
  readonly origin: (probe: Probe) => Origin | undefined;
  /** How a kernel variable is known here; undefined: it is not. */
  readonly kernelVariable: (name: string, module: string) => string | undefined;
  /** Descriptions may match nothing. */
  readonly lax: boolean;
  /** The library that declares a name; undefined: it is D's own. */
  readonly libraryOf: (name: string) => string | undefined;
}

/** What becomes of everything that a program uses; `errors` are those of checking it with -Z. */
export function examine(
  program: Program,
  errors: readonly Diagnostic[],
  world: PortWorld,
): readonly Finding[] {
  const clauses = program.items.filter((item) => item.kind === 'clause');
  const descriptions = clauses.flatMap((clause) => clause.probes);
  const names = namesOf(program, world);
  const probes = distinct(descriptions.map((d) => judgeProbe(d, world)));
  const own = probes.some(isBad) ? errors.filter(({ tag }) => !follows.has(tag)) : errors;
  const told = new Set(
    own.filter((e) => names.some(({ span }) => covers(span, e.span))).map((e) => e.message),
  );
  return [
    ...probes,
    ...names.map((name) => judgeName(name, own, world)),
    ...own.filter((e) => !told.has(e.message)).map(asFinding),
  ];
}

function asFinding({ span, message }: Diagnostic): Finding {
  return { kind: 'error', text: lineText(span), line: span.line, fate: 'impossible', on: message };
}

function isBad({ fate }: Finding): boolean {
  return fate === 'impossible';
}

/** What comes of a probe that is not there. */
const follows: ReadonlySet<string> = new Set(['D_ARGS_MULTI', 'D_VAR_UNDEF']);

function distinct(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((f) => [f.text, f])).values()];
}

function judgeProbe(description: ProbeDescription, world: PortWorld): Finding {
  const { provider, module, function: fn, name } = description;
  const text = [provider, module, fn, name].join(':');
  const finding = { kind: 'probe', text, line: description.span.line } as const;
  const probes = world.match(description);
  if (probes.length === 0) {
    const advice = adviceFor(text);
    const fate = world.lax ? 'inert' : 'impossible';
    return { ...finding, fate, on: 'no such probe', ...(advice ? { advice } : {}) };
  }
  return { ...finding, ...together(probes, world) };
}

/** The worst of the probes that a description matches says what it is. */
function together(
  probes: readonly Probe[],
  { origin }: PortWorld,
): Pick<Finding, 'fate' | 'fidelity' | 'on'> {
  const order = ['exact', 'close', 'approximate', 'silent'] as const;
  const origins = probes.flatMap((p) => origin(p) ?? []);
  if (origins.length === 0) return { fate: 'native' };
  const silent = origins.filter((o) => o.fidelity === 'silent');
  const live = origins.filter((o) => o.fidelity !== 'silent');
  const [first] = live.length > 0 ? live : silent;
  const fidelity = order[Math.max(...live.map((o) => order.indexOf(o.fidelity)))];
  const others =
    origins.length > 1
      ? ` (and ${origins.length - 1} more probes, ${silent.length} of them silent)`
      : '';
  const on = `${first?.text ?? ''}${others}`;
  return live.length === 0
    ? { fate: 'inert', on }
    : { fate: 'mapped', ...(fidelity ? { fidelity } : {}), on };
}

function judgeName(name: UsedName, errors: readonly Diagnostic[], world: PortWorld): Finding {
  const finding = { kind: name.kind, text: name.text, line: name.span.line } as const;
  const error = errors.find((e) => covers(name.span, e.span));
  if (error) {
    const advice = adviceFor(name.text);
    return { ...finding, fate: 'impossible', on: error.message, ...(advice ? { advice } : {}) };
  }
  if (name.kind === 'kernel') {
    const [module = '', variable = ''] = name.text.split('`');
    const on = world.kernelVariable(variable, module);
    return { ...finding, fate: on === undefined ? 'native' : 'mapped', ...(on ? { on } : {}) };
  }
  const library = world.libraryOf(/^\w+/.exec(name.text)?.[0] ?? '');
  return library === undefined
    ? { ...finding, fate: 'native' }
    : { ...finding, fate: 'mapped', on: library };
}

function covers(outer: Span, inner: Span): boolean {
  return outer.source === inner.source && outer.start <= inner.start && inner.start < outer.end;
}

function lineText({ source, start }: Span): string {
  const from = source.text.lastIndexOf('\n', start - 1) + 1;
  const to = source.text.indexOf('\n', start);
  return source.text.slice(from, to < 0 ? undefined : to).trim();
}
