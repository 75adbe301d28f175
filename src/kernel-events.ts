import { readTracefs } from './kernel/index.ts';
import type {
  EventField,
  EventName,
  EventRecord,
  KernelEvents,
  KernelFunctions,
} from './providers/index.ts';
import { type FunctionType, parseTypeText, type Type, type TypeLookup } from './types/index.ts';

interface Names {
  /** What a typedef of a pointer to a function says of it. */
  prototype(typedef: string): FunctionType | undefined;
  type(name: string, module: string): Type | undefined;
  /** Names of the kernel's own typedefs that begin so. */
  typedefs(prefix: string): readonly string[];
}

/** What the kernel can. */
interface Abilities {
  has(name: 'raw-cookie' | 'cpu-counters'): boolean;
}

/** In BTF, types of the functions that raw tracepoints call. */
const PROTOTYPE = 'btf_trace_';

/**
 * The running kernel's tracepoints, by tracefs and BTF; each is read when first asked for.
 */
export function kernelEvents(
  names: Names,
  abilities: Abilities,
  functions: KernelFunctions,
): KernelEvents {
  let events: readonly EventName[] | undefined;
  const parameters = new Map<string, readonly Type[] | undefined>();
  // The first is the data that was given when the program was attached.
  const typesOf = (event: string) => names.prototype(`${PROTOTYPE}${event}`)?.parameters.slice(1);
  return {
    list: () => {
      events ??= readEvents() ?? knownTypes(names);
      return events;
    },
    parameters: (event) => {
      if (!parameters.has(event)) parameters.set(event, typesOf(event));
      return parameters.get(event);
    },
    record: ({ system, name }) => {
      const text = readTracefs(`events/${system}/${name}/format`);
      return text === undefined ? undefined : parseFormat(text, (...of) => names.type(...of));
    },
    get cookies() {
      return abilities.has('raw-cookie');
    },
    hasCounters: () => abilities.has('cpu-counters'),
    functions,
  };
}

function readEvents(): readonly EventName[] | undefined {
  const lines = readTracefs('available_events')?.split('\n').filter(Boolean);
  return lines?.map((line) => {
    const [system = '', name = ''] = line.split(':');
    return { module: 'vmlinux', system, name };
  });
}

/** Without tracefs, BTF knows the names of what is built in, and not the systems they belong to. */
function knownTypes(names: Names): readonly EventName[] {
  return names.typedefs(PROTOTYPE).map((typedef) => {
    return { module: 'vmlinux', system: 'vmlinux', name: typedef.slice(PROTOTYPE.length) };
  });
}

/** A `format` file of tracefs: the number of the event, and its fields after those of all events. */
export function parseFormat(text: string, types: TypeLookup): EventRecord {
  const id = Number(/^ID: (\d+)$/m.exec(text)?.[1] ?? 0);
  const fields = [...text.matchAll(FIELD)].map(([, declaration = '', offset, bytes, signed]) =>
    parseField(declaration, Number(offset), Number(bytes), signed === '1', types),
  );
  return { id, fields: fields.filter(({ name }) => !name.startsWith('common_')) };
}

const FIELD = /^\s*field:([^;]+);\s*offset:(\d+);\s*size:(\d+);\s*signed:(\d);$/gm;

function parseField(
  declaration: string,
  offset: number,
  bytes: number,
  signed: boolean,
  types: TypeLookup,
): EventField {
  const [, located, written = '', name = '', dimensions = ''] = DECLARATION.exec(declaration) ?? [];
  const base = written.trim().replace(/ ?\[\]$/, '');
  const common = { name, offset, bytes, signed };
  if (located !== undefined)
    return { ...common, form: 'located', type: `${isKnown(base, types) ? base : 'char'} *` };
  if (dimensions !== '') return { ...common, form: 'array', type: arrayType(base, bytes, types) };
  const number = `${signed ? '' : 'u'}int${bytes * 8}_t`;
  return { ...common, form: 'value', type: isKnown(base, types) ? base : number };
}

const DECLARATION = /^(__(?:data|rel)_loc )?(.*?[\s*\]])(\w+)((?:\[[^\]]*\])*)$/s;

/** The dimensions are constants of the kernel's sources as often as numbers. */
function arrayType(base: string, bytes: number, types: TypeLookup): string {
  const element = widths[base];
  if (element === undefined || !isKnown(base, types)) return `char [${bytes}]`;
  return `${base} [${bytes / element}]`;
}

const widths: Readonly<Record<string, number>> = {
  ...{ char: 1, u8: 1, __u8: 1, uint8_t: 1, s8: 1, __s8: 1, u16: 2, __u16: 2, s16: 2 },
  ...{ int: 4, 'unsigned int': 4, u32: 4, __u32: 4, s32: 4, __be32: 4, uint32_t: 4 },
  ...{ long: 8, 'unsigned long': 8, u64: 8, __u64: 8, s64: 8 },
};

function isKnown(text: string, types: TypeLookup): boolean {
  if (!/^[\w ]+[ *]*$/.test(text)) return false;
  let type = parseTypeText(text, types);
  while (type.kind === 'pointer') type = type.target;
  return type.kind !== 'any';
}
