import { actions, aggregations } from '../lang/index.ts';
import {
  big,
  bytes,
  code,
  count,
  flag,
  kinds,
  list,
  nameIn,
  object,
  oneOf,
  type Schema,
  table,
  text,
  whole,
} from './schema.ts';

/* What a file must look like: the types of bpf/object.ts, as far as those who read it rely on them. */

const at = oneOf('entry', 'return');
const functionName = { module: text, name: text };

const attach = kinds({
  manual: {},
  sampler: {},
  raw_tracepoint: { event: text, typed: flag },
  raw_tracepoints: { events: list(object({ event: text, cookie: count })) },
  tracepoint: { event: text, id: count },
  function: { at, function: object(functionName) },
  functions: { by: oneOf('multi', 'kprobe'), at, functions: list(object(functionName)) },
  counter: { counter: object({ name: text, type: count, config: big, period: big, mode: text }) },
  timer: { periodNs: big },
  tick: { periodNs: big, state: count },
});

const program = object({
  name: text,
  attach,
  code,
  mapRefs: list(object({ insn: count, map: text }, { valueOffset: count })),
  lines: list(object({ insn: count, source: text, line: count, column: count, text })),
});

const map = object(
  {
    name: text,
    kind: oneOf(
      ...['array', 'percpu_array', 'hash', 'percpu_hash', 'lru_hash', 'ringbuf', 'perf_array'],
      'task_storage',
    ),
    keyBytes: count,
    valueBytes: count,
    entries: count,
  },
  {
    mmap: flag,
    constant: flag,
    preallocated: flag,
    initial: bytes,
    variable: text,
    ringBytes: count,
  },
);

const field = object({
  offset: count,
  bytes: count,
  type: kinds({
    integer: { signed: flag },
    string: {},
    bytes: {},
    pointer: {},
    stack: { user: flag },
    symbol: { form: oneOf('sym', 'func', 'mod', 'usym', 'ufunc', 'umod', 'uaddr') },
    probe: { part: oneOf('provider', 'module', 'function', 'name') },
  }),
});

const action = object({
  action: nameIn(actions, 'the name of an action'),
  fields: list(field),
  data: object(
    {},
    { format: text, aggregations: list(count), constants: list(big), memory: count },
  ),
});

const clause = object(
  {
    id: count,
    probes: list(count),
    unit: count,
    line: count,
    recordBytes: count,
    cost: count,
    actions: list(action),
  },
  { number: count, speculative: flag, destructive: flag },
);

const aggregation = object(
  {
    id: count,
    name: text,
    function: nameIn(aggregations, 'the name of an aggregating function'),
    parameters: list(big),
    map: text,
    keys: list(field),
    keyBytes: count,
    cells: count,
  },
  { tag: count },
);

const bpfObject = object(
  {
    programs: list(program),
    maps: list(map),
    probes: list(object({ id: count, provider: text, module: text, function: text, name: text })),
    clauses: list(clause),
    aggregations: list(aggregation),
    faultSites: list(
      object({ clause: count, action: count, pc: count, line: count, column: count }),
    ),
    units: list(object({ kind: oneOf('script', 'description'), name: text, matched: count })),
  },
  { cpu: count },
);

const member = { module: text, of: text, path: text };
const fact = object(
  {
    fact: kinds({
      member,
      bit: { ...member, width: count },
      size: member,
      enumerator: { name: text },
      symbol: { module: text, name: text },
      event: { name: text },
      parameter: { event: text, index: count },
      function: { module: text, name: text },
      field: { event: text, name: text },
      cpus: {},
      frames: {},
    }),
    value: big,
    shape: text,
  },
  { fixed: flag, at: object({ source: text, line: count }) },
);

const variant = object(
  { object: bpfObject, facts: list(fact), relocations: table(list(list(whole))) },
  { processors: object({ map: text, offset: count, bytes: count }) },
);

export const savedSchema: Schema = object({
  architecture: text,
  byteOrder: text,
  kernel: text,
  options: object({ dialect: oneOf('illumos', 'oracle') }),
  lowered: list(object({ what: text, bytes: count })),
  reports: list(text),
  variants: list(variant),
});
