import { fail, type Source } from '../diag/index.ts';
import type { Item, Pragma, Program } from './ast.ts';
import { type BuildOptions, TreeBuilder } from './build.ts';
import { refuseUnknownDirective, scanControlLines, setsOption } from './control-lines.ts';
import type { DescriptionSpec } from './descriptions.ts';
import { SyntaxError as ParserError, parse } from './parser.generated.js';
import { refuseSyntax } from './syntax-error.ts';

/** What a text's meaning depends on outside of it. */
export type ParseOptions = Omit<BuildOptions, 'spec'>;

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
  const build = new TreeBuilder(source, lines, { ...options, defaultArgs, pspec, spec });
  const items = [...parseItems(source, build, pragmas), ...pragmas];
  const span = build.span({ start: 0, end: source.text.length });
  return { source, items: items.sort((a, b) => a.span.start - b.span.start), span };
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
