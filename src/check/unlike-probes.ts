import type { Diagnostic } from '../diag/index.ts';
import type { ProbeArgument } from '../providers/index.ts';
import type { Clause } from '../syntax/index.ts';
import type { Omission, Probe, TypedClause } from '../typed/index.ts';
import type { Context } from './context.ts';
import { mayBeUnlike } from './stability.ts';
import type { CheckWorld } from './world.ts';

/** A clause for one of its descriptions, or for those of its probes for which `args[]` are of the same types. */
interface Form {
  readonly clause: Clause;
  /** Absent: all that match. */
  readonly probes?: readonly Probe[];
  /** Of `args[]`, as far as the clause names it, by index; undefined: there is none. Absent: it has to fit. */
  readonly types?: ReadonlyMap<number, ProbeArgument | undefined>;
}

type LikeProbes = Required<Form>;

/** A clause has no more forms than this: each is code of its own. */
const MOST_FORMS = 64;

const ARGS = /\bargs\s*\[\s*(?:(\d+)\s*\])?/g;

/** Which of `args[]` a clause names: 'all' if its text does not say; none: `args[]` does not occur. */
export function namedArguments({ span }: Clause): readonly number[] | 'all' {
  const text = span.source.text.slice(span.start, span.end);
  const named = [...text.matchAll(ARGS)].map(([, index]) => index);
  return named.includes(undefined) ? 'all' : [...new Set(named.map(Number))];
}

/**
 * What a clause is compiled for: each of its descriptions, and where the probes of one may differ in the types of the
 * arguments that the clause names, each of these types.
 */
export function formsOf(
  { world }: Context,
  node: Clause,
  named: readonly number[] | 'all',
): readonly Form[] {
  return node.probes.flatMap((description): readonly Form[] => {
    const clause = { ...node, probes: [description] };
    const isOne = node.probes.length === 1;
    return mayBeUnlike(description, world, isOne) ? likeProbes(world, clause, named) : [{ clause }];
  });
}

function likeProbes(
  { probes: index }: CheckWorld,
  clause: Clause,
  named: readonly number[] | 'all',
): readonly LikeProbes[] {
  const groups = new Map<string, LikeProbes & { readonly probes: Probe[] }>();
  for (const probe of clause.probes.flatMap((description) => index.match(description))) {
    const types = index.typedArguments(probe);
    const indexes = named === 'all' ? [...types.keys()] : named;
    const key = indexes.map((n) => `${types[n]?.type} ${types[n]?.from?.type ?? ''}`).join();
    const own = new Map(indexes.map((n) => [n, types[n]]));
    const group = groups.get(key) ?? { clause, probes: [], types: own };
    group.probes.push(probe);
    groups.set(key, group);
  }
  return [...groups.values()];
}

interface Failure {
  readonly form: LikeProbes;
  readonly error: Diagnostic;
}

type Check = (form: Form) => readonly TypedClause[];

/** A clause for each form that fits; of the others' probes it is told why they are left out. */
export function checkForms(
  cx: Context,
  forms: readonly Form[],
  check: Check,
): readonly TypedClause[] {
  const fitting: (readonly TypedClause[])[] = [];
  const failures: Failure[] = [];
  for (const form of forms) {
    cx.description = form.clause.probes[0];
    cx.typical = form.types && form.probes?.[0];
    let made: readonly TypedClause[] = [];
    const failure = checkForm(cx, form, () => {
      made = check(form);
    });
    if (failure) failures.push(failure);
    else fitting.push(made);
  }
  const fits = fitting.length > 0 && fitting.length <= MOST_FORMS;
  if (fits) cx.omitted = [...cx.omitted, ...failures.map((one) => omission(cx, one))];
  else checkInVain(cx, forms, failures, check);
  cx.description = undefined;
  cx.typical = undefined;
  return fitting.flat();
}

function checkForm(
  cx: Context,
  { clause, probes, types }: Form,
  check: () => void,
): Failure | undefined {
  if (!probes || !types) {
    check();
    return undefined;
  }
  const { matched } = cx;
  const { errors, early, refused, undo } = cx.attempt(check);
  const [error] = [...early, ...errors, ...refused];
  if (!error) return undefined;
  undo();
  cx.matched = matched;
  return { form: { clause, probes, types }, error };
}

/** What is wrong with each form alike is not the arguments' fault. */
function checkInVain(
  cx: Context,
  forms: readonly Form[],
  failures: readonly Failure[],
  check: Check,
): void {
  const [form] = forms;
  const [first] = failures;
  if (!form) return;
  const isSame = ({ error }: Failure): boolean =>
    error.message === first?.error.message && error.span.start === first.error.span.start;
  const count = forms.length - failures.length;
  if (count > 0) cx.unlike = `it would be compiled for ${count} types, ${MOST_FORMS} are the most`;
  else if (first && !failures.every(isSame)) cx.unlike = toldOf(omission(cx, first));
  cx.description = form.clause.probes[0];
  cx.typical = form.probes?.[0];
  check(form);
  cx.unlike = undefined;
}

const toldOf = ({ why, probes }: Omission): string => `${probes[0]}: ${why}`;

/** What is said of probes that a clause does not fit. */
function omission(cx: Context, { form: { probes, types }, error }: Failure): Omission {
  const [absent] = [...types].find(([, type]) => type === undefined) ?? [];
  const untyped = probes.flatMap((probe) => cx.world.probes.untyped?.(probe) ?? [])[0];
  const facts = [...types].map(([n, arg]) => `args[${n}] is a ${arg?.type}`).join(', ');
  const why =
    absent === undefined
      ? `${facts}: ${error.message}`
      : (untyped ?? `there is no args[${absent}]`);
  return { why, probes: probes.map((p) => `${p.module}:${p.function}:${p.name}`) };
}
