import {
  type ActionSpec,
  CONTROL,
  CONTROL_MAP,
  RECORD_HEADER,
  RECORD_HEADER_BYTES,
  RECORDS_MAP,
} from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import { type BlockId, imm, type VReg } from '../ir/index.ts';
import { actions, type Place } from '../lang/index.ts';
import type { RecordStatement, TypedClause } from '../typed/index.ts';
import { probePart } from './bounds.ts';
import { lower, lowerInteger } from './expressions/index.ts';
import { storeField } from './fields.ts';
import type { ClauseGen } from './gen.ts';
import { fieldShape, Layout, recordRoom } from './layout.ts';
import type { ModuleGen } from './module.ts';

/** bpf_ringbuf_submit flags: tell nobody, or wake the consumer. */
const NO_WAKEUP = 1;
const FORCE_WAKEUP = 2;
/** bpf_ringbuf_query: how much is not consumed yet. */
const AVAILABLE_DATA = 0;

/** Which bytes of a clause's record belong to which action. */
export interface RecordPlan {
  /** 0: the clause records nothing. */
  readonly bytes: number;
  readonly actions: readonly ActionSpec[];
  readonly byStatement: ReadonlyMap<RecordStatement, ActionSpec>;
}

/** Lays the clause's record out. An empty body is the default action: a row without fields. */
export function planRecord(module: ModuleGen, clause: TypedClause): RecordPlan {
  const layout = new Layout(RECORD_HEADER_BYTES);
  const byStatement = new Map<RecordStatement, ActionSpec>();
  for (const s of clause.body)
    if (s.kind === 'record') byStatement.set(s, planAction(module, s, layout));
  const specs = [...byStatement.values()];
  if (clause.body.length === 0) specs.push({ action: 'default', fields: [], data: {} });
  return { bytes: specs.length > 0 ? layout.bytes : 0, actions: specs, byStatement };
}

function planAction(module: ModuleGen, s: RecordStatement, layout: Layout): ActionSpec {
  const fields = s.args.map((arg) => {
    if (actions.get(s.action)?.memory)
      return layout.add(Number(s.data.constants?.[0] ?? 0n), { kind: 'bytes' });
    const part = probePart(arg);
    if (part) return layout.add(4, { kind: 'probe', part });
    const { bytes, type } = fieldShape(arg, recordRoom(arg, module.bounds));
    return layout.add(bytes, type);
  });
  return { action: s.action, fields, data: s.data };
}

/** A record reserved in the ring: filled in place, then submitted or, after a fault, discarded. */
export class OpenRecord {
  readonly #g: ClauseGen;
  readonly #plan: RecordPlan;
  readonly #base: VReg;

  /** Reserves; with the ring full it counts a drop and leaves the clause, as DTrace does. */
  constructor(g: ClauseGen, plan: RecordPlan, next: BlockId) {
    const { b } = g;
    this.#g = g;
    this.#plan = plan;
    this.#base = b.call('ringbuf_reserve', b.map(RECORDS_MAP), imm(plan.bytes), imm(0));
    b.when('eq', this.#base, imm(0), () => {
      g.drop('principal');
      b.jump(next);
      b.bind(b.label());
    });
    b.store(2, this.#base, RECORD_HEADER.clause, imm(g.index));
    b.store(2, this.#base, RECORD_HEADER.cpu, b.call('get_smp_processor_id'));
    b.store(4, this.#base, RECORD_HEADER.probe, g.probeId());
  }

  /** Writes an action's arguments, then runs what else it does. */
  store(statement: RecordStatement): void {
    const g = this.#g;
    const spec = this.#plan.byStatement.get(statement) ?? bug('action without a plan');
    const row = actions.get(statement.action) ?? bug(`no action ${statement.action}`);
    const at: Place = { base: this.#base, offset: 0 };
    const values = statement.args.map((arg, n) => {
      const field = spec.fields[n] ?? bug('argument without a field');
      if (row.memory) return this.#copyMemory(lowerInteger(g, arg), field);
      const value = arg.kind === 'stack' || probePart(arg) ? undefined : lower(g, arg);
      storeField(g, at, field, arg, value, false);
      return value;
    });
    row.effect?.(
      g,
      values.filter((v) => v !== undefined),
    );
  }

  #copyMemory(address: VReg, field: { offset: number; bytes: number }): undefined {
    const g = this.#g;
    const to = g.address({ base: this.#base, offset: field.offset });
    const result = g.b.call('probe_read_kernel', to, imm(field.bytes), address);
    g.faultIfNegative(result, 'badAddress', address);
  }

  /** Hands the record over; wakes the consumer if an action cannot wait, or the ring fills up. */
  submit(): void {
    const { b } = this.#g;
    const urgent = this.#plan.actions.some((a) => actions.get(a.action)?.immediate);
    const flags = urgent ? b.constant(FORCE_WAKEUP) : this.#wakeupIfFilling();
    if (urgent) b.store(4, b.mapValue(CONTROL_MAP, CONTROL.wakeupPending), 0, imm(1));
    b.call('ringbuf_submit', this.#base, flags);
  }

  /** A quarter full: wake, once; the consumer clears the mark when it has looked. */
  #wakeupIfFilling(): VReg {
    const g = this.#g;
    const { b } = g;
    const flags = b.constant(NO_WAKEUP);
    const threshold = (g.options.bufsize * g.module.world.cpus) >> 2;
    const waiting = b.call('ringbuf_query', b.map(RECORDS_MAP), imm(AVAILABLE_DATA));
    b.when('ge', waiting, imm(threshold), () => {
      const pending = b.mapValue(CONTROL_MAP, CONTROL.wakeupPending);
      b.when('eq', b.load(4, pending), imm(0), () => {
        b.store(4, b.mapValue(CONTROL_MAP, CONTROL.wakeupPending), 0, imm(1));
        b.assign(flags, imm(FORCE_WAKEUP));
      });
    });
    return flags;
  }

  discard(): void {
    this.#g.b.call('ringbuf_discard', this.#base, imm(NO_WAKEUP));
  }
}
