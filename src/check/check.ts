import { assertNever, CompileError } from '../diag/index.ts';
import type { Clause, Item, Program } from '../syntax/index.ts';
import type { TypedClause, TypedProgram, TypedUnit } from '../typed/index.ts';
import { checkClause } from './clauses.ts';
import { Context } from './context.ts';
import { checkDeclaration } from './declarations/index.ts';
import { checkInline } from './inlines.ts';
import { endOfText } from './lines.ts';
import { applyPragmas, checkPragma } from './pragmas.ts';
import { checkProviderBlock } from './provider-blocks.ts';
import { ScratchPointers } from './scratch-pointers.ts';
import { checkTranslator } from './translators.ts';
import type { CheckWorld } from './world.ts';

/**
 * Checks programs that run together: libraries, scripts, and the texts of -n. Names of earlier ones
 * are known in later ones. Throws CompileError with everything that is wrong, in the order in which
 * DTrace would find it: declarations of a program first, then its clauses.
 */
export function check(programs: readonly Program[], world: CheckWorld): TypedProgram {
  const [first] = programs;
  if (!first)
    return { units: [], clauses: [], variables: [], aggregations: [], firings: new Map() };
  const cx = new Context(world, first);
  const units: TypedUnit[] = [];
  const clauses: TypedClause[] = [];
  const pointers = new ScratchPointers(cx);
  for (const program of programs) {
    const found = checkProgram(cx, program, units.length);
    if (world.options.dialect === 'oracle') pointers.check(found);
    const [diagnostic, ...more] = cx.diagnostics();
    // DTrace compiles one after the other and stops at the first that fails.
    if (diagnostic) throw new CompileError([diagnostic, ...more]);
    clauses.push(...found);
    if (program.source.kind !== 'library') {
      const { matched, omitted } = cx;
      const { kind, name } = program.source;
      units.push({ kind, name, matched, ...(omitted.length > 0 ? { omitted } : {}) });
    }
  }
  return {
    units,
    clauses,
    variables: [...cx.variables, ...cx.hidden],
    aggregations: [...cx.aggregations.values()].flatMap((state) => state.symbol ?? []),
    firings: cx.firings,
  };
}

function checkProgram(cx: Context, program: Program, unit: number): readonly TypedClause[] {
  cx.enter(program);
  const clauses: Clause[] = [];
  for (const item of program.items) {
    if (item.kind === 'clause') clauses.push(item);
    else checkItem(cx, item);
  }
  applyPragmas(cx, program);
  if (program.unusedArgument) {
    const { tag, span, message } = program.unusedArgument;
    cx.earlyError(tag, span, message);
  }
  if (!program.items.some(isCode) && !mayBeEmpty(cx, program) && cx.diagnostics().length === 0) {
    cx.earlyError('D_EMPTY', endOfText(program.span), 'empty D program translation unit');
  }
  return clauses.flatMap((clause) => checkClause(cx, clause, unit));
}

/** Declarations and pragmas leave nothing that could run. */
function isCode({ kind }: Item): boolean {
  return kind !== 'declaration' && kind !== 'pragma';
}

function mayBeEmpty(cx: Context, program: Program): boolean {
  return cx.world.options.empty === true || program.source.kind === 'library';
}

function checkItem(cx: Context, item: Exclude<Item, Clause>): void {
  switch (item.kind) {
    case 'declaration':
      checkDeclaration(cx, item);
      break;
    case 'inline':
      checkInline(cx, item);
      break;
    case 'pragma':
      checkPragma(cx, item);
      break;
    case 'translator':
      checkTranslator(cx, item);
      break;
    case 'provider':
      checkProviderBlock(cx, item);
      break;
    default:
      assertNever(item);
  }
}
