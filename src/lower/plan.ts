import { type ActionSpec, type Field, RECORD_HEADER_BYTES, SERIAL_BYTES } from '../bpf/index.ts';
import { actions } from '../lang/index.ts';
import type {
  RecordStatement,
  TypedClause,
  TypedExpression,
  TypedStatement,
} from '../typed/index.ts';
import { probePart } from './bounds.ts';
import { fieldShape, Layout, recordRoom } from './layout.ts';
import type { ModuleGen } from './module.ts';

/** Which bytes of a clause's record belong to which action. */
export interface RecordPlan {
  /** 0: the clause records nothing. */
  readonly bytes: number;
  /** What DTrace would take for it, where the size of a buffer counts. */
  readonly cost: number;
  readonly speculative: boolean;
  readonly actions: readonly ActionSpec[];
  readonly byStatement: ReadonlyMap<RecordStatement, ActionSpec>;
}

/** Lays the clause's record out. */
export function planRecord(module: ModuleGen, clause: TypedClause): RecordPlan {
  const speculative = clause.body.some(speculates);
  const layout = new Layout(RECORD_HEADER_BYTES + (speculative ? SERIAL_BYTES : 0));
  const byStatement = new Map<RecordStatement, ActionSpec>();
  for (const s of clause.body) if (isRecorded(s)) byStatement.set(s, planAction(module, s, layout));
  const specs = [...byStatement.values()];
  if (isDefault(clause) || (specs.length === 0 && leavesRow(module, clause)))
    specs.push({ action: 'default', fields: [], data: {} });
  const bytes = specs.length > 0 ? layout.bytes : 0;
  const cost = costOf(module, specs, speculative);
  return { bytes, cost, speculative, actions: specs, byStatement };
}

/**
 * DTrace's records begin with an enabled probe id of 4 bytes, in Oracle's speculations with 16, and
 * have strsize bytes for each string.
 */
function costOf(
  { options }: ModuleGen,
  specs: readonly ActionSpec[],
  speculative: boolean,
): number {
  const layout = new Layout(speculative && options.dialect === 'oracle' ? 16 : 4);
  for (const { bytes, type } of specs.flatMap((s) => s.fields)) {
    const isText = type.kind === 'string' || type.kind === 'probe';
    layout.add(isText ? options.strsize : bytes, isText ? { kind: 'string' } : type);
  }
  return specs.length > 0 ? layout.end : 0;
}

/** With Oracle a clause that does something to the process or the machine makes a row. */
function leavesRow({ options }: ModuleGen, clause: TypedClause): boolean {
  return options.dialect === 'oracle' && isDestructive(clause);
}

/** Does the clause change more than what is traced of it? */
export function isDestructive({ body }: TypedClause): boolean {
  return body.some((s) => s.kind === 'record' && actions.get(s.action)?.destructive === true);
}

/** An empty body is the default action: a row without fields. So is speculate() all alone. */
function isDefault({ body }: TypedClause): boolean {
  return body.every(speculates) && body.length <= 1;
}

/** Does the record go to a speculation from this statement on? */
export function speculates(s: TypedStatement): boolean {
  return s.kind === 'record' && actions.get(s.action)?.speculate !== undefined;
}

function isRecorded(s: TypedStatement): s is RecordStatement {
  return s.kind === 'record' && !speculates(s) && actions.get(s.action)?.perform === undefined;
}

function planAction(module: ModuleGen, s: RecordStatement, layout: Layout): ActionSpec {
  const custom = actions.get(s.action)?.custom?.fields(module.options);
  if (custom) {
    const fields = custom.map(({ bytes, type }) => layout.add(bytes, type));
    return { action: s.action, fields, data: s.data };
  }
  const { memory } = s.data;
  const fields = s.args.flatMap((arg, n) => {
    const field = planField(module, arg, layout);
    return n === 0 && memory ? [field, layout.add(memory, { kind: 'bytes' })] : [field];
  });
  return { action: s.action, fields, data: s.data };
}

function planField(module: ModuleGen, arg: TypedExpression, layout: Layout): Field {
  const part = probePart(arg);
  if (part) return layout.add(4, { kind: 'probe', part });
  const { bytes, type } = fieldShape(arg, recordRoom(arg, module.bounds), module.bounds.strsize);
  return layout.add(bytes, type);
}
