import type { Span } from '../diag/index.ts';
import type { Declarator, Parameter, ProviderBlock, ProviderProbe } from '../syntax/index.ts';
import { isAssignable, pointedTo, sameType, type Type, typeName } from '../types/index.ts';
import type { Context } from './context.ts';
import { declare, typeOfSpecifiers } from './declarations/index.ts';

const LONGEST_NAME = 63;
const MOST_PARAMETERS = 255;

type Problem = readonly [tag: string, message: string];

/**
 * `provider name { probe …; };`: the interface of probes that programs bring along. It is checked,
 * and says nothing more so far.
 */
export function checkProviderBlock(cx: Context, node: ProviderBlock): void {
  const report = (problem: Problem | undefined, span: Span): void => {
    if (problem) cx.earlyError(problem[0], span, problem[1]);
  };
  const known = cx.world.probes.match(pattern(node.name)).length > 0;
  const names = new Set<string>();
  report(providerNameProblem(node.name), node.span);
  for (const probe of node.probes) {
    const name = hyphenated(probe.name);
    report(parameterProblem(probe, name) ?? probeNameProblem(name), probe.span);
    const problem = known
      ? mismatch(cx, node.name, name)
      : names.has(name)
        ? (['D_PROV_PRDUP', `probe redeclared: ${node.name}:::${name}`] as const)
        : undefined;
    report(problem ?? translationProblem(cx, node.name, probe), probe.span);
    names.add(name);
  }
}

function pattern(provider: string, name = '') {
  return { provider, module: '', function: '', name };
}

/** `two__words` is how a C name says `two-words`. */
function hyphenated(name: string): string {
  return name.replaceAll('__', '-');
}

function providerNameProblem(name: string): Problem | undefined {
  if (name.length > LONGEST_NAME) {
    return ['D_PROV_BADNAME', `provider name may not exceed ${LONGEST_NAME} characters: ${name}`];
  }
  if (!/[0-9]$/.test(name)) return undefined;
  return ['D_PROV_BADNAME', `provider name may not end with a digit: ${name}`];
}

function probeNameProblem(name: string): Problem | undefined {
  if (name.length <= LONGEST_NAME) return undefined;
  return ['D_PROV_BADNAME', `probe name may not exceed ${LONGEST_NAME} characters: ::${name}`];
}

/** A provider that there is already has the probes that it has. */
function mismatch(cx: Context, provider: string, name: string): Problem | undefined {
  if (cx.world.probes.match(pattern(provider, name)).length > 0) return undefined;
  const probe = `probe ${provider}:::${name}`;
  const text = `provider interface mismatch: ${provider}\n\t current: ${probe} defined\n\tprevious: ${probe} not defined`;
  return ['D_PROV_INCOMPAT', text];
}

function parameterProblem({ input, output }: ProviderProbe, probe: string): Problem | undefined {
  return (
    tooMany(input, 'input', probe) ??
    tooMany(output ?? [], 'output', probe) ??
    wrongNames(input, output)
  );
}

function tooMany(list: readonly Parameter[], kind: string, probe: string): Problem | undefined {
  if (list.length <= MOST_PARAMETERS) return undefined;
  const text = `probe ::${probe} ${kind} prototype exceeds ${MOST_PARAMETERS} parameters: ${list.length} params used`;
  return ['D_PROV_PRARGLEN', text];
}

/** An input has a name once; an output is made of the input whose name it has. */
function wrongNames(
  input: readonly Parameter[],
  output: readonly Parameter[] | undefined,
): Problem | undefined {
  const names = input.map(nameOf);
  const again = names.findIndex((name, i) => name !== undefined && names.indexOf(name) < i);
  if (again >= 0) return formProblem('already', 'input', names[again], again);
  const results = (output ?? []).map(nameOf);
  const stray = results.findIndex((name) => name !== undefined && !names.includes(name));
  return stray < 0 ? undefined : formProblem('not', 'output', results[stray], stray);
}

function formProblem(word: string, kind: string, name: string | undefined, at: number): Problem {
  const text = `parameter is ${word} declared in probe ${kind} prototype: ${name}, parameter #${at + 1}`;
  return ['D_DECL_PROTO_FORM', text];
}

/** Where output and input differ in type, there must be a translator. */
function translationProblem(
  cx: Context,
  provider: string,
  { name, input, output = [] }: ProviderProbe,
): Problem | undefined {
  for (const [i, parameter] of output.entries()) {
    const source = input.find((p) => nameOf(p) === nameOf(parameter));
    const [from, to] = [source && typeOf(cx, source), typeOf(cx, parameter)];
    if (
      !from ||
      !to ||
      isAssignable(to, { type: from, isZero: false }) ||
      hasTranslator(cx, from, to)
    )
      continue;
    const what = `${provider}:::${hyphenated(name)} output argument #${i + 1}`;
    const types = `from ${typeName(from)} to ${typeName(to)}`;
    return ['D_PROV_PRXLATOR', `translator for ${what} ${types} is not defined`];
  }
  return undefined;
}

function typeOf(cx: Context, { specifiers, declarator, span }: Parameter): Type | undefined {
  return specifiers && declare(cx, typeOfSpecifiers(cx, specifiers), declarator, span).type;
}

function hasTranslator({ translators }: Context, from: Type, to: Type): boolean {
  const target = pointedTo(to) ?? to;
  return translators.some((t) => sameType(t.input, from) && sameType(t.output, target));
}

function nameOf({ declarator }: Parameter): string | undefined {
  return declarator && declaredName(declarator);
}

function declaredName(node: Declarator): string | undefined {
  return node.kind === 'name' ? node.name : declaredName(node.inner);
}
