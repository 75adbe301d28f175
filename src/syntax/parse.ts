import { type Diagnostic, fail, type Source } from '../diag/index.ts';
import type { Item, Pragma, Program } from './ast.ts';
import { type BuildOptions, TreeBuilder } from './build.ts';
import { refuseUnknownDirective, scanControlLines, setsOption } from './control-lines.ts';
import type { DescriptionSpec } from './descriptions.ts';
import { SyntaxError as ParserError, parse } from './parser.generated.js';
import { refuseSyntax } from './syntax-error.ts';

/** What a text's meaning depends on outside of it. */
export interface ParseOptions extends Omit<BuildOptions, 'spec' | 'onMacroUsed'> {
  /** False: the last macro argument must be used (D_MACRO_UNUSED), as without `-x argref`. */
  readonly argref?: boolean;
}

/**
 * Parses a script, a library or the text of -n. Pragmas are among the items, in text order.
 * Throws CompileError with DTrace's tag, wording and line.
 */
export function parseProgram(source: Source, options: ParseOptions): Program {
  return parseDescriptionClause(source, 'name', options);
}

/** Parses the text of -P, -m, -f, -n or -i: `spec` says which field a description's end fills. */
export function parseDescriptionClause(
  source: Source,
  spec: DescriptionSpec,
  options: ParseOptions,
): Program {
  const { pragmas, lines } = scanControlLines(source);
  // DTrace reads the options of a whole script before the script itself.
  const isSet = (option: string): boolean => pragmas.some((pragma) => setsOption(pragma, option));
  const defaultArgs = options.defaultArgs || isSet('defaultargs');
  const pspec = source.kind === 'description' || options.pspec || isSet('pspec');
  const used = new Set<number>();
  const onMacroUsed = (index: number) => used.add(index);
  const build = new TreeBuilder(source, lines, {
    ...options,
    defaultArgs,
    pspec,
    spec,
    onMacroUsed,
  });
  const items = [...parseItems(source, build, pragmas), ...pragmas];
  const span = build.span({ start: 0, end: source.text.length });
  const lax = options.argref !== false || isSet('argref');
  const unusedArgument = lax ? undefined : findUnusedArgument(build, options, used);
  return {
    source,
    items: items.sort((a, b) => a.span.start - b.span.start),
    span,
    ...(unusedArgument && { unusedArgument }),
  };
}

/** DTrace asks this of the last argument alone: using it means that those before it are known. */
function findUnusedArgument(
  build: TreeBuilder,
  { macros: { positional } }: ParseOptions,
  used: ReadonlySet<number>,
): Diagnostic | undefined {
  const last = positional.length - 1;
  if (last < 1 || used.has(last)) return undefined;
  const end = Number.POSITIVE_INFINITY;
  const message = `extraneous argument '${positional[last]}' ($${last} is not referenced)`;
  return { tag: 'D_MACRO_UNUSED', span: build.span({ start: end, end }), message };
}

function parseItems(
  { text }: Source,
  build: TreeBuilder,
  pragmas: readonly Pragma[],
): readonly Item[] {
  try {
    return parse(text, { build });
  } catch (error) {
    // The parser recurses; nothing else of it can run out of stack.
    if (error instanceof RangeError) {
      return fail('D_SYNTAX', build.span({ start: 0, end: 0 }), 'program is nested too deeply');
    }
    if (!(error instanceof ParserError)) throw error;
    const { offset } = error.location.start;
    refuseUnknownDirective(pragmas.filter((pragma) => pragma.span.start < offset));
    return refuseSyntax({
      text,
      offset,
      bodyStart: build.bodyStart,
      atProgramLevel: error.expected.some((e) => e.description === 'probe description'),
      span: (start, end) => build.span({ start, end }),
    });
  }
}
