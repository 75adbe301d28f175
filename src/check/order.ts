import type { TypedStatement } from '../typed/index.ts';
import type { Context } from './context.ts';

/** What a clause has done so far, as far as the rules of speculations care. */
interface Past {
  speculated: boolean;
  committed: boolean;
  recorded: boolean;
}

type Problem = readonly [tag: string, message: string];

/** DTrace's rules about the order of speculate(), commit() and recording in one clause. */
export function checkOrder(cx: Context, statements: readonly TypedStatement[]): void {
  const past: Past = { speculated: false, committed: false, recorded: false };
  for (const statement of statements) {
    const problem = orderProblem(cx, past, statement);
    if (problem) cx.error(problem[0], statement.span, problem[1]);
  }
}

function orderProblem(cx: Context, past: Past, statement: TypedStatement): Problem | undefined {
  if (statement.kind === 'expression') return undefined;
  if (statement.kind === 'aggregate') return aggregateProblem(past);
  const special = rules[statement.action];
  if (special) return special(past, cx);
  return recordProblem(cx, past, statement.action);
}

function aggregateProblem(past: Past): Problem | undefined {
  if (past.committed) return ['D_AGG_COMM', 'aggregating actions may not follow commit( )'];
  if (past.speculated) return ['D_AGG_SPEC', 'aggregating actions may not follow speculate( )'];
  past.recorded = true;
  return undefined;
}

function recordProblem(cx: Context, past: Past, name: string): Problem | undefined {
  if (cx.world.actions.get(name)?.destructive) {
    // They count as recording nothing, system() too.
    if (!past.speculated) return undefined;
    return ['D_ACT_SPEC', 'destructive actions may not follow speculate( )'];
  }
  if (past.committed) {
    return ['D_DREC_COMM', 'data-recording actions may not follow commit( )'];
  }
  past.recorded = true;
  return undefined;
}

const rules: Readonly<Record<string, (past: Past, cx: Context) => Problem | undefined>> = {
  commit: (past, cx) => {
    if (past.recorded) return ['D_COMM_DREC', 'commit( ) may not follow data-recording action(s)'];
    if (past.committed && cx.world.options.dialect === 'illumos') {
      return ['D_COMM_COMM', 'commit( ) may not follow commit( )'];
    }
    past.committed = true;
    return undefined;
  },
  discard: () => undefined,
  speculate: (past) => {
    if (past.speculated) return ['D_SPEC_SPEC', 'speculate( ) may not follow speculate( )'];
    if (past.committed) return ['D_SPEC_COMM', 'speculate( ) may not follow commit( )'];
    if (past.recorded) {
      return ['D_SPEC_DREC', 'speculate( ) may not follow data-recording action(s)'];
    }
    past.speculated = true;
    return undefined;
  },
  exit: (past, cx) => {
    if (past.speculated) return ['D_EXIT_SPEC', 'exit( ) may not follow speculate( )'];
    return recordProblem(cx, past, '');
  },
};
