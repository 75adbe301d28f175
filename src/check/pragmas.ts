import { CompileError, type Source, type Span } from '../diag/index.ts';
import type { ProviderStability } from '../providers/index.ts';
import { type Pragma, type Program, scanControlLines } from '../syntax/index.ts';
import { parseStability, type Stability } from '../types/index.ts';
import { Context, type NamePragma } from './context.ts';
import { kindOfName } from './describe.ts';
import type { CheckWorld } from './world.ts';

/** A control line: `#pragma D …`, `#error`, `#ident`. The parser has dealt with `#line`. */
export function checkPragma(cx: Context, node: Pragma): void {
  const { directive, words, span } = node;
  if (directive === 'pragma') checkPragmaLine(cx, words, node);
  else if (directive === 'line') checkLineMarker(cx, node);
  else if (directive === 'error') fail(cx, 'error', node.text, span);
  else if (!harmless.has(directive)) {
    cx.earlyError('D_PRAGCTL_INVAL', span, `invalid control directive: #${directive}`);
  }
}

/**
 * DTrace's lexer obeys control lines as it meets them: what is wrong with one comes before what the
 * parser finds further down. CompileError with what is wrong with those before an offset, if anything.
 */
export function checkPragmasBefore(source: Source, offset: number, world: CheckWorld): void {
  const { pragmas } = scanControlLines(source);
  const span = { source, start: 0, end: offset, line: 1 };
  const cx = new Context(world, { source, items: pragmas, span });
  for (const pragma of pragmas) if (pragma.span.end <= offset) checkPragma(cx, pragma);
  const [first, ...more] = cx.diagnostics();
  if (first) throw new CompileError([first, ...more]);
}

const harmless: ReadonlySet<string> = new Set(['ident', '']);

/** `#line 7 "file" 1`; C preprocessors leave out the word. */
function checkLineMarker(cx: Context, { text, span }: Pragma): void {
  if (/^[0-9]+(\s+"(\\.|[^"\\])*"(\s+[0-9]+)*)?$/.test(text.trim())) return;
  cx.earlyError('D_PRAGMA_MALFORM', span, 'malformed #line <line> [ ["file"] state ]');
}

function checkPragmaLine(cx: Context, words: readonly string[], node: Pragma): void {
  const [first, second, ...rest] = words;
  if (first === 'error') fail(cx, 'error', words.slice(1).join(' '), node.span);
  // C says to ignore pragmas that nobody knows; only those of D must be right.
  if (first !== 'D' || second === undefined) return;
  const check = pragmas.get(second);
  if (check) check(cx, rest, node.span, node.text);
  else cx.earlyError('D_PRAGMA_INVAL', node.span, `invalid D pragma: ${second}`);
}

function fail(cx: Context, name: string, text: string, span: Span): void {
  const words = text.split(/\s+/).filter((w) => w !== '');
  cx.earlyError('D_PRAGERR', span, `#${name}: ${words.map((w) => `${w} `).join('')}`);
}

type PragmaCheck = (cx: Context, words: readonly string[], span: Span, text: string) => void;

const pragmas: ReadonlyMap<string, PragmaCheck> = new Map<string, PragmaCheck>([
  ['option', checkOption],
  ['attributes', checkAttributes],
  ['binding', checkBinding],
  ['depends_on', checkDependency],
  ['error', (cx, words, span) => fail(cx, 'error', words.join(' '), span)],
  ['ident', () => {}],
  ['line', () => {}],
]);

function malformed(cx: Context, span: Span, form: string): void {
  cx.earlyError('D_PRAGMA_MALFORM', span, `malformed #pragma ${form}`);
}

function checkOption(cx: Context, words: readonly string[], span: Span): void {
  const [word, ...more] = words;
  if (word === undefined) {
    malformed(cx, span, 'option <option>=<val>');
    return;
  }
  if (more.length > 0) {
    cx.earlyError('D_PRAGMA_MALFORM', span, 'superfluous arguments specified for #pragma option');
    return;
  }
  const at = word.indexOf('=');
  const name = at < 0 ? word : word.slice(0, at);
  const value = at < 0 ? undefined : word.slice(at + 1);
  const problem = cx.world.setOption(name, value);
  if (problem === undefined) return;
  const to = value === undefined ? '' : ` to '${value}'`;
  cx.earlyError('D_PRAGMA_OPTSET', span, `failed to set option '${name}'${to}: ${problem}`);
}

function checkAttributes(cx: Context, words: readonly string[], span: Span): void {
  const [attributes, name] = words;
  if (attributes === undefined || name === undefined) {
    malformed(cx, span, 'attributes <attributes> <ident>');
    return;
  }
  const stability = parseStability(attributes);
  if (!stability) {
    cx.earlyError('D_PRAGMA_INVAL', span, 'invalid attributes specified by #pragma attributes');
  } else if (name === 'provider') setProviderStability(cx, words.slice(2), span, stability);
  else defer(cx, { pragma: 'attributes', name, span, stability });
}

const parts: Readonly<Record<string, keyof ProviderStability>> = {
  provider: 'provider',
  module: 'module',
  function: 'function',
  name: 'name',
  args: 'arguments',
};

function setProviderStability(
  cx: Context,
  [provider, component]: readonly string[],
  span: Span,
  stability: Stability,
): void {
  const { probes } = cx.world;
  if (provider === undefined || component === undefined) {
    malformed(cx, span, 'attributes <attributes> <ident>');
    return;
  }
  const part = Object.hasOwn(parts, component) ? parts[component] : undefined;
  if (probes.match({ provider, module: '', function: '', name: '' }).length === 0) {
    cx.earlyError('D_PRAGMA_UNUSED', span, 'unused #pragma attributes');
  } else if (part === undefined) {
    const what = `invalid component "${component}" in attribute #pragma for provider ${provider}`;
    cx.earlyError('D_PRAGMA_INVAL', span, what);
  } else probes.setStability(provider, part, stability);
}

function checkBinding(cx: Context, words: readonly string[], span: Span, text: string): void {
  const [version, name] = words;
  if (version === undefined || name === undefined || !/binding\s*"/.test(text)) {
    malformed(cx, span, 'binding "version" <ident>');
    return;
  }
  if (!/^\d+\.\d+(\.\d+)?$/.test(version)) {
    cx.earlyError('D_PRAGMA_INVAL', span, 'invalid version string specified by #pragma binding');
  } else defer(cx, { pragma: 'binding', name, span });
}

/** The pragma is about a name that this program must define, before or after it. */
function defer(cx: Context, entry: NamePragma): void {
  const { pragma, name, span } = entry;
  if (kindOfName(cx, name) !== undefined && !cx.globals.has(name)) {
    cx.earlyError(
      'D_PRAGMA_SCOPE',
      span,
      `#pragma ${pragma} cannot modify entity defined outside program scope`,
    );
  } else cx.pragmas.push(entry);
}

/** Gives names of this program what pragmas say of them; about names nobody declared, it is an error. */
export function applyPragmas(cx: Context, program: Program): void {
  for (const { pragma, name, span, stability } of cx.pragmas) {
    if (span.source !== program.source) continue;
    const symbol = cx.globals.get(name);
    if (!symbol) cx.earlyError('D_PRAGMA_UNUSED', span, `unused #pragma ${pragma}`);
    else if (stability && symbol.kind !== 'constant') symbol.stability = stability;
  }
}

/** Libraries are chosen by what they depend on; a program that lacks it is wrong. */
function checkDependency(cx: Context, words: readonly string[], span: Span): void {
  const [kind, name] = words;
  if (kind === undefined || name === undefined) {
    malformed(cx, span, 'depends_on <class> <name>');
  } else if (span.source.kind === 'library') {
    return;
  } else if (kind === 'library') {
    cx.earlyError('D_PRAGMA_DEPEND', span, 'main program may not explicitly depend on a library');
  } else if (kind !== 'provider' && kind !== 'module') {
    cx.earlyError('D_PRAGMA_INVAL', span, `invalid class ${kind} specified by #pragma depends_on`);
  } else if (!isThere(cx, kind, name)) {
    cx.earlyError('D_PRAGMA_DEPEND', span, `program requires ${kind} ${name}`);
  }
}

function isThere({ world }: Context, kind: 'provider' | 'module', name: string): boolean {
  if (kind === 'module') return world.hasModule?.(name) ?? true;
  return world.probes.match({ provider: name, module: '', function: '', name: '' }).length > 0;
}
