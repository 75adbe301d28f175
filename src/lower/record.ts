import { type Field, RECORD_HEADER, SERIAL_OFFSET } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import { type BlockId, imm, type VReg } from '../ir/index.ts';
import { actions, type Place, type Value } from '../lang/index.ts';
import { isUserland, type RecordStatement, type TypedExpression } from '../typed/index.ts';
import { probePart } from './bounds.ts';
import { type Room, takeRoom } from './buffers.ts';
import { lower } from './expressions/index.ts';
import { storeField } from './fields.ts';
import type { ClauseGen } from './gen.ts';
import type { RecordPlan } from './plan.ts';

/** A record that has room in a buffer: filled in place, then submitted or, after a fault, discarded. */
export class OpenRecord {
  readonly #g: ClauseGen;
  readonly #plan: RecordPlan;
  readonly #room: Room;
  readonly #base: VReg;

  /** Without room the clause is left. `serial` is the speculation's that the record belongs to. */
  constructor(g: ClauseGen, plan: RecordPlan, next: BlockId, serial?: VReg) {
    const { b } = g;
    const rows = plan.actions.map((a) => actions.get(a.action));
    const request = {
      ...plan,
      immediate: rows.some((row) => row?.immediate),
      final: rows.some((row) => row?.final),
    };
    this.#g = g;
    this.#plan = plan;
    this.#room = takeRoom(g, request, next);
    this.#base = this.#room.base;
    b.store(2, this.#base, RECORD_HEADER.clause, imm(g.index));
    b.store(2, this.#base, RECORD_HEADER.cpu, b.call('get_smp_processor_id'));
    b.store(4, this.#base, RECORD_HEADER.probe, g.probeId());
    if (serial !== undefined) b.store(8, this.#base, SERIAL_OFFSET, serial);
  }

  /** Writes an action's arguments, then runs what else it does. */
  store(statement: RecordStatement): void {
    const g = this.#g;
    const spec = this.#plan.byStatement.get(statement) ?? bug('action without a plan');
    const row = actions.get(statement.action) ?? bug(`no action ${statement.action}`);
    if (row.custom) {
      const places = spec.fields.map(({ offset }) => ({ base: this.#base, offset }));
      const args = statement.args.map((arg) => lower(g, arg));
      row.custom.fill(g, args, places);
      return;
    }
    const at: Place = { base: this.#base, offset: 0 };
    const { memory } = statement.data;
    const fields = memory ? spec.fields.toSpliced(1, 1) : spec.fields;
    const values = statement.args.map((arg, n) => {
      const field = fields[n] ?? bug('argument without a field');
      const value = arg.kind === 'stack' || probePart(arg) ? undefined : lower(g, arg);
      storeField(g, at, field, arg, value, false);
      if (n === 0 && memory) this.#copyMemory(arg, value, spec.fields[1]);
      return value;
    });
    row.effect?.(
      g,
      values.filter((v) => v !== undefined),
    );
  }

  #copyMemory(from: TypedExpression, address: Value | undefined, field: Field | undefined): void {
    const g = this.#g;
    if (address?.kind !== 'integer' || !field) bug('memory without an address');
    const to = g.address({ base: this.#base, offset: field.offset });
    const helper = isUserland(from) ? 'probe_read_user' : 'probe_read_kernel';
    const result = g.b.call(helper, to, imm(field.bytes), address.reg);
    g.faultIfNegative(result, 'badAddress', address.reg);
  }

  submit(): void {
    this.#room.submit();
  }

  discard(): void {
    this.#room.discard();
  }
}
