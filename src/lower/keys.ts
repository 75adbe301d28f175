import type { Field } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import { imm, type VReg } from '../ir/index.ts';
import type { Place } from '../lang/index.ts';
import type { AggregationSymbol, TypedExpression } from '../typed/index.ts';
import { lower } from './expressions/index.ts';
import { storeField } from './fields.ts';
import type { ClauseGen } from './gen.ts';
import { aggregationKey, arrayKey, Layout } from './layout.ts';
import type { ModuleGen } from './module.ts';
import type { Home } from './storage.ts';

/** A map key in memory. */
export interface Key {
  readonly fields: readonly Field[];
  readonly bytes: number;
  readonly address: () => VReg;
  readonly release: () => void;
}

/** Keys up to this many bytes are made on the stack. */
const STACK_KEY = 64;

/** Memory for a key, all zero: padding is part of a key. */
function keyMemory(g: ClauseGen, bytes: number): { at: () => Place; release: () => void } {
  const { b } = g;
  if (bytes > STACK_KEY) {
    const at = g.scratch(bytes);
    b.call('probe_read_kernel', g.address(at), imm(bytes), g.zeros(bytes));
    return { at: () => at, release: () => undefined };
  }
  const slot = b.slot(bytes);
  return { at: () => ({ base: b.slotAddress(slot), offset: 0 }), release: () => b.release(slot) };
}

/** Makes a key: values first (they may call helpers and make keys themselves), then the memory. */
function makeKey(
  g: ClauseGen,
  layout: Layout,
  fields: readonly Field[],
  keys: readonly TypedExpression[],
): Key {
  const values = keys.map((k, n) =>
    k.kind === 'stack' || fields[n]?.type.kind === 'probe' ? undefined : lower(g, k),
  );
  const bytes = layout.bytes;
  const memory = keyMemory(g, bytes);
  if (bytes <= STACK_KEY) zeroGaps(g, memory.at(), fields, bytes);
  fields.forEach((field, n) => {
    const key = keys[n] ?? bug('key without expression');
    storeField(g, memory.at(), field, key, values[n], true);
  });
  return { fields, bytes, address: () => g.address(memory.at()), release: memory.release };
}

/** Clears what no field writes whole: padding, and everything else of short keys that have strings. */
function zeroGaps(g: ClauseGen, at: Place, fields: readonly Field[], bytes: number): void {
  const covered = new Array<boolean>(bytes).fill(false);
  for (const f of fields)
    if (f.type.kind !== 'stack') covered.fill(true, f.offset, f.offset + f.bytes);
  for (let offset = 0; offset < bytes; offset += 8)
    if (covered.slice(offset, offset + 8).includes(false))
      g.b.store(8, at.base, at.offset + offset, imm(0));
}

/** The key of an associative array's element; thread-local arrays begin with the thread id. */
export function arrayElementKey(
  g: ClauseGen,
  e: Extract<TypedExpression, { kind: 'variable' | 'element' }>,
  home: Home & { in: 'hash' },
): Key {
  const keys = e.kind === 'element' ? e.keys : [];
  const layout = new Layout(home.perThread ? 8 : 0);
  const room = (n: number): number => g.module.bounds.key(e.variable, n);
  const fields = arrayKey(keys, room, layout, g.options.strsize);
  g.module.storage.array(home.map, layout.bytes);
  const key = makeKey(g, layout, fields, keys);
  if (home.perThread) g.b.store(8, key.address(), 0, threadKey(g));
  return key;
}

/** The thread's id; of an idle thread, which all have 0, the processor's number, above all ids. */
function threadKey(g: ClauseGen): VReg {
  const { b } = g;
  const key = b.copy(g.threadId());
  b.when('eq', key, imm(0), () => {
    b.assign(key, b.call('get_smp_processor_id'));
    b.assign(key, b.alu('add', key, b.constant(IDLE)));
  });
  return key;
}

const IDLE = 1n << 32n;

export function aggregationElementKey(
  g: ClauseGen,
  aggregation: AggregationSymbol,
  keys: readonly TypedExpression[],
): Key {
  const { layout, fields } = aggregationLayout(g.module, aggregation, keys);
  const key = makeKey(g, layout, fields, keys);
  if (g.module.aggregations.shareMaps) g.b.store(8, key.address(), 0, imm(aggregation.id));
  return key;
}

/** Where the parts of an aggregation's key lie; in a map that several share, behind a tag. */
export function aggregationLayout(
  module: ModuleGen,
  aggregation: AggregationSymbol,
  keys: readonly TypedExpression[],
): { readonly layout: Layout; readonly fields: readonly Field[] } {
  const layout = new Layout(module.aggregations.shareMaps ? 8 : 0);
  return { layout, fields: aggregationKey(aggregation, keys, module.bounds, layout) };
}
