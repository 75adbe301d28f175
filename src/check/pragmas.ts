import type { Span } from '../diag/index.ts';
import type { Pragma, Program } from '../syntax/index.ts';
import { parseStability } from '../types/index.ts';
import type { Context, NamePragma } from './context.ts';
import { kindOfName } from './describe.ts';

/** A control line: `#pragma D …`, `#error`, `#ident`. The parser has dealt with `#line`. */
export function checkPragma(cx: Context, node: Pragma): void {
  const { directive, words, span } = node;
  if (directive === 'pragma') checkPragmaLine(cx, words, node);
  else if (directive === 'error') fail(cx, 'error', node.text, span);
  else if (!harmless.has(directive)) {
    cx.earlyError('D_PRAGCTL_INVAL', span, `invalid control directive: #${directive}`);
  }
}

const harmless: ReadonlySet<string> = new Set(['ident', 'line', '']);

function checkPragmaLine(cx: Context, words: readonly string[], node: Pragma): void {
  const [first, second, ...rest] = words;
  if (first === 'error') fail(cx, 'error', words.slice(1).join(' '), node.span);
  // C says to ignore pragmas that nobody knows; only those of D must be right.
  if (first !== 'D' || second === undefined) return;
  const check = pragmas.get(second);
  if (check) check(cx, rest, node.span);
  else cx.earlyError('D_PRAGMA_INVAL', node.span, `invalid D pragma: ${second}`);
}

function fail(cx: Context, name: string, text: string, span: Span): void {
  const words = text.split(/\s+/).filter((w) => w !== '');
  cx.earlyError('D_PRAGERR', span, `#${name}: ${words.map((w) => `${w} `).join('')}`);
}

type PragmaCheck = (cx: Context, words: readonly string[], span: Span) => void;

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
  } else if (name !== 'provider') defer(cx, { pragma: 'attributes', name, span, stability });
}

function checkBinding(cx: Context, words: readonly string[], span: Span): void {
  const [version, name] = words;
  if (version === undefined || name === undefined) {
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

function checkDependency(cx: Context, words: readonly string[], span: Span): void {
  const [kind, name] = words;
  if (kind === undefined || name === undefined) {
    malformed(cx, span, 'depends_on <class> <name>');
    return;
  }
  if (kind === 'library') {
    cx.earlyError('D_PRAGMA_DEPEND', span, 'main program may not explicitly depend on a library');
  } else if (kind === 'provider') {
    const pattern = { provider: name, module: '', function: '', name: '' };
    if (cx.world.probes.match(pattern).length > 0) return;
    cx.earlyError('D_PRAGMA_DEPEND', span, `program requires ${kind} ${name}`);
  } else if (kind !== 'module') {
    cx.earlyError('D_PRAGMA_INVAL', span, `invalid class ${kind} specified by #pragma depends_on`);
  }
}
