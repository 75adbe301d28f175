import pc from 'picocolors';
import { CompileError, type Diagnostic, fileOf, SystemError, UsageError } from '../diag/index.ts';
import { reason } from './files.ts';

/** How errors are shown. */
export interface RenderOptions {
  /** -x errtags: `[D_SYNTAX]` before the message. */
  readonly tags: boolean;
  /** Hints and the source below the message: for people at a terminal. */
  readonly frames: boolean;
  readonly color: boolean;
  /** Only the first error of a program, as DTrace: its test suites compare whole outputs. */
  readonly firstOnly: boolean;
  /** DTRACE_DEBUG: where an internal error comes from. */
  readonly stack: boolean;
}

/** 2 if the command line was wrong, else 1 (dtrace.c's E_USAGE, E_ERROR). */
export function exitStatus(error: unknown): number {
  return error instanceof UsageError ? 2 : 1;
}

/** Everything that is said about an error: complete lines, the first one in DTrace's form. */
export function renderError(error: unknown, options: RenderOptions): string {
  if (error instanceof CompileError) return renderDiagnostics(error.diagnostics, options);
  if (error instanceof SystemError) return line(error.message) + hint(error.hint, options);
  if (error instanceof UsageError) return error.message === '' ? '' : line(error.message);
  if (isFileError(error)) return line(`failed to ${error.syscall} ${error.path}: ${reason(error)}`);
  return renderInternal(error, options);
}

/** A file of the system that should be there and is not: node's own error says which. */
function isFileError(error: unknown): error is Error & { syscall: string; path: string } {
  return error instanceof Error && 'syscall' in error && 'path' in error;
}

function line(message: string): string {
  return `dtrace: ${message}\n`;
}

function hint(text: string | undefined, { color, frames }: RenderOptions): string {
  return text === undefined || !frames
    ? ''
    : `        ${pc.createColors(color).cyan(`hint: ${text}`)}\n`;
}

function renderInternal(error: unknown, { stack }: RenderOptions): string {
  const { message, stack: trace } = error instanceof Error ? error : new Error(String(error));
  const what = line(`internal error: ${message.replace(/^internal error: /, '').split('\n')[0]}`);
  const how = 'please report it, with the script';
  return stack && trace !== undefined
    ? `${what}${trace}\n`
    : `${what}        this is a mistake of dtrace itself: ${how} (DTRACE_DEBUG=1 shows where)\n`;
}

function renderDiagnostics(diagnostics: readonly Diagnostic[], options: RenderOptions): string {
  const shown = options.firstOnly ? diagnostics.slice(0, 1) : diagnostics;
  return shown.map((d) => renderDiagnostic(d, options)).join('');
}

function renderDiagnostic(diagnostic: Diagnostic, options: RenderOptions): string {
  const source = diagnostic.program ?? diagnostic.span.source;
  const tag = options.tags ? `[${diagnostic.tag}] ` : '';
  const text = (diagnostic.bare ? '' : tag + place(diagnostic)) + diagnostic.message;
  const whole =
    source.kind === 'description'
      ? `invalid probe specifier ${source.text}: ${text}`
      : `failed to compile script ${source.name}: ${text}`;
  const below = options.frames ? frame(diagnostic, options) : '';
  return line(whole) + below + hint(diagnostic.hint, options);
}

/** A line number in scripts; in the text of -n and its like, the part of the clause. */
function place({ tag, span }: Diagnostic): string {
  switch (span.source.kind) {
    case 'script': {
      const file = fileOf(span);
      return `${file === undefined ? '' : `"${file}", `}line ${span.line}: `;
    }
    case 'library':
      return `"${span.source.name}", line ${span.line}: `;
    case 'description':
      return parsing.test(tag) || generating.test(tag)
        ? ''
        : region(span.source.text.slice(0, span.start));
  }
}

/** Errors of lexer and grammar: libdtrace finds them before it goes through the parts of a clause. */
const parsing = /^D_(SYNTAX|EMPTY|MACRO|PRAG|INT_|STR_|CHR_|PDESC)/;

/** Those of actions and of code: it finds them afterwards, and then has forgotten the part. */
const generating =
  /^D_(ACT_|AGG_(COMM|NULL|SCALAR|SPEC)|ASRELO|CG_|CLEAR_|COMM_|DREC_|EXIT_|FREOPEN_|L?LQUANT_|NORMALIZE_|PRINT|SPEC_|U?STACK_|TRACE|TRUNC_)/;

function region(before: string): string {
  const bare = before.replace(/"(?:\\.|[^"\\])*"|\/\*.*?\*\//gs, '');
  if (bare.split('{').length > bare.split('}').length) return 'in action list: ';
  return bare.slice(bare.lastIndexOf('}') + 1).includes('/') ? 'in predicate: ' : '';
}

/**
 *        12 | syscall::read:entry { trace(foo); }
 *           |                             ^^^
 */
function frame({ span }: Diagnostic, { color }: RenderOptions): string {
  const { text } = span.source;
  const start = text.lastIndexOf('\n', span.start - 1) + 1;
  const end = text.indexOf('\n', span.start);
  const code = text.slice(start, end < 0 ? text.length : end);
  const column = span.start - start;
  const width = Math.max(1, Math.min(span.end - span.start, code.length - column));
  const colors = pc.createColors(color);
  const gutter = (label: string): string => colors.dim(`${label.padStart(10)} | `);
  // Tabs stay, so that the carets stand under what they mean.
  const indent = code.slice(0, column).replace(/[^\t]/g, ' ');
  return `${gutter(`${span.line}`)}${code}\n${gutter('')}${indent}${colors.red('^'.repeat(width))}\n`;
}
