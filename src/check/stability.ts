import {
  isGlob,
  type Origin,
  type Pattern,
  type ProbeArgument,
  type ProbeName,
  type ProviderStability,
} from '../providers/index.ts';
import {
  children,
  type Probe,
  statementExpressions,
  type TypedClause,
  type TypedExpression,
  type TypedProgram,
} from '../typed/index.ts';
import { isEvolving, leastStable, STABLE, type Stability, stabilityParts } from '../types/index.ts';
import type { CheckWorld } from './world.ts';

/** What `-v` says of a program: the least that its parts promise. */
export interface StabilityReport {
  readonly descriptions: Stability;
  readonly statements: Stability;
  /** Every description of every clause, in order of the text. */
  readonly probes: readonly DescribedProbes[];
}

export interface DescribedProbes {
  readonly fields: ProbeName;
  /** Undefined if the probes have too little in common. */
  readonly stability: ProbeStability | undefined;
}

/** What a probe description promises, and what the arguments of its probes do. */
export interface ProbeStability {
  readonly description: Stability;
  readonly arguments: Stability;
  /** Of args[]. */
  readonly types: readonly string[];
  /** What the probe stands on here. */
  readonly origin?: Origin;
}

/**
 * The report of a unit, by its index, from the rows of the tables and of the providers (Dynamic
 * Tracing Guide, "Stability"). What folding has made a constant, and sizeof's operand, count as Stable.
 */
export function reportStability(
  program: TypedProgram,
  unit: number,
  world: CheckWorld,
): StabilityReport {
  const clauses = program.clauses.filter((clause) => clause.unit === unit);
  // A clause that was split keeps its descriptions: they are told once.
  const descriptions = [...new Set(clauses.map((clause) => clause.descriptions))].flat();
  const contexts = new Map(descriptions.map((pattern) => [pattern, findContext(pattern, world)]));
  const statements = clauses.flatMap((clause) =>
    clause.descriptions.map((pattern) =>
      clauseStability(clause, contexts.get(pattern)?.provider ?? unknownProvider, world),
    ),
  );
  const known = [...contexts.values()];
  return {
    descriptions: known.map((c) => c.stability?.description ?? UNKNOWN).reduce(leastStable, STABLE),
    statements: statements.reduce(leastStable, STABLE),
    probes: known.map(({ fields, stability }) => ({ fields, stability })),
  };
}

// ---- descriptions

/** Of descriptions whose probes may be of any provider. */
const UNKNOWN: Stability = 'Unstable/Unstable/Common';
const unknownProvider: ProviderStability = {
  provider: UNKNOWN,
  module: UNKNOWN,
  function: UNKNOWN,
  name: UNKNOWN,
  arguments: UNKNOWN,
};

interface ProbeContext extends DescribedProbes {
  readonly provider: ProviderStability;
  /** The first one. */
  readonly probe: Probe | undefined;
}

/**
 * Is a clause that names args[] compiled for each type that the probes of a description have? Where it stands alone, a
 * single one has one.
 */
export function mayBeUnlike(pattern: Pattern, { probes }: CheckWorld, isAlone: boolean): boolean {
  if (pattern.id !== undefined || isOpen(pattern.provider)) return false;
  const [first, second] = probes.match(pattern);
  if (!first || (isAlone && !second)) return false;
  return probes.isCompiledByType?.(first.provider) === true;
}

/** The probe that stands for all that a description matches; undefined: they may differ. */
export function typicalProbe(pattern: Pattern, world: CheckWorld): Probe | undefined {
  const { probe, stability } = findContext(pattern, world);
  return stability && probe;
}

function findContext(pattern: Pattern, { probes, options }: CheckWorld): ProbeContext {
  const found = probes.match(pattern);
  const [first] = found;
  const fields = first && pattern.id !== undefined ? first : pattern;
  const provider = first && probes.stability(first.provider);
  const related = provider && (found.length === 1 || areAlike(fields, provider, options.dialect));
  if (!related) return { probe: first, fields, provider: unknownProvider, stability: undefined };
  const types = probes.typedArguments(first);
  return { probe: first, fields, provider, stability: describeFields(fields, provider, types) };
}

/**
 * Of several probes, something can be said only if they cannot differ: if no field that programs may
 * rely on is left open. Oracle lets unreliable arguments pass for a single provider.
 */
function areAlike(
  fields: ProbeName,
  provider: ProviderStability,
  dialect: 'illumos' | 'oracle',
): boolean {
  const [, data] = stabilityParts(provider.arguments);
  if (!isEvolving(data) && (dialect === 'illumos' || isOpen(fields.provider))) return false;
  return inProvider.every((field) => {
    const [names] = stabilityParts(provider[field]);
    return !(isEvolving(names) && isOpen(fields[field]));
  });
}

const inProvider = ['module', 'function', 'name'] as const;

function isOpen(field: string): boolean {
  return field === '' || isGlob(field);
}

/** The least of what the given fields promise. Without a provider's name nothing is promised. */
export function describeFields(
  fields: ProbeName,
  stability: ProviderStability,
  args: readonly ProbeArgument[],
): ProbeStability {
  const provider = isOpen(fields.provider) ? unknownProvider : stability;
  const description = inProvider
    .filter((field) => !isOpen(fields[field]))
    .map((field) => provider[field])
    .reduce(leastStable, provider.provider);
  const types = args.map(({ type }) => type.replace(/^userland /, ''));
  return { description, arguments: provider.arguments, types };
}

/** What each description of a clause promises, and the provider that its statements see. */
export function patternContexts(
  descriptions: readonly Pattern[],
  world: CheckWorld,
): readonly { readonly provider: ProviderStability; readonly description: Stability }[] {
  return descriptions.map((pattern) => {
    const { provider, stability } = findContext(pattern, world);
    return { provider, description: stability?.description ?? UNKNOWN };
  });
}

// ---- clauses

/** Illumos has no statement to look at where only a predicate is. */
function clauseStability(
  { predicate, body }: TypedClause,
  provider: ProviderStability,
  world: CheckWorld,
): Stability {
  if (body.length === 0 && world.options.dialect === 'illumos') return STABLE;
  return [...(predicate ? [predicate] : []), ...body.flatMap(statementExpressions)]
    .map((e) => expressionStability(e, provider, world))
    .reduce(leastStable, STABLE);
}

/** What an expression promises: the least of its parts. */
export function expressionStability(
  e: TypedExpression,
  provider: ProviderStability,
  world: CheckWorld,
): Stability {
  if (e.stability) return e.stability;
  return children(e)
    .map((child) => expressionStability(child, provider, world))
    .reduce(leastStable, ownStability(e, provider, world));
}

function ownStability(
  e: TypedExpression,
  provider: ProviderStability,
  { variables, subroutines }: CheckWorld,
): Stability {
  switch (e.kind) {
    case 'builtin': {
      const row = variables.get(e.name);
      if (row?.typedByProbe) return provider.arguments;
      return row?.probePart ? provider[row.probePart] : (row?.stability ?? STABLE);
    }
    case 'call':
      return subroutines.get(e.name)?.stability ?? STABLE;
    case 'variable':
    case 'element':
      return e.variable.stability ?? STABLE;
    default:
      return STABLE;
  }
}
