import { endianness, release } from 'node:os';
import { BOUND_NAMES, type BpfObject } from './bpf/index.ts';
import type { Compiled } from './cli/index.ts';
import { bug } from './diag/index.ts';
import type { EventField, EventName, KernelEvents, KernelFunctions } from './providers/index.ts';
import {
  factKey,
  type MachineBytes,
  type Observation,
  type Saved,
  type SavedVariant,
  type Variant,
} from './saved/index.ts';
import type { CopiedVariable, KernelNames } from './types/index.ts';

const KERNEL = 'vmlinux';

/** What a compiler is told of its machine, as far as other machines may differ. */
interface Surroundings {
  readonly cpus: number;
  readonly names: KernelNames;
  readonly machine: { readonly processors: () => Uint8Array };
}

/** The same, noted and moved. Of features that came late, none is there. */
export function observedWorld<World extends Surroundings>(world: World, seen: Observation) {
  const { names, machine } = world;
  return {
    ...world,
    cpus: world.cpus + Number(seen.note({ kind: 'cpus' })),
    whileDefined: (ask: () => boolean) => seen.whileDefined(ask),
    mayGoto: () => false,
    faultableTracepoints: () => seen.note({ kind: 'frames' }) === 1n,
    // Names that D has for them; a value might be folded with others.
    macros: new Map(BOUND_NAMES.map((name) => [name, `__bound_${name}`])),
    machine: { ...machine, processors: () => EMPTY_TABLE },
    names: {
      enumerator: (name: string) => names.enumerator(name),
      symbol: (name: string, module: string) => {
        const found = names.symbol(name, module);
        if (found?.published) return { ...found, published: withRoom(found.published) };
        if (found?.address === undefined) return found;
        // One symbol is one fact, whichever way it is named.
        const isOwn = names.symbol(name, KERNEL)?.address === found.address;
        const fact = { kind: 'symbol', name, module: isOwn ? KERNEL : module } as const;
        return { ...found, address: found.address + seen.note(fact) };
      },
      get hint() {
        return names.hint;
      },
    },
  };
}

/** A text may be longer elsewhere. */
function withRoom(copy: CopiedVariable): CopiedVariable {
  const LARGEST_NUMBER = 8;
  if (copy.bytes.length <= LARGEST_NUMBER) return copy;
  const bytes = new Uint8Array(Math.max(LONGEST_TEXT, copy.bytes.length));
  bytes.set(copy.bytes);
  return { ...copy, bytes };
}

/** COMMAND_LINE_SIZE of most architectures. */
const LONGEST_TEXT = 2048;

/** Tracepoints and functions whose types are noted. */
export function observedEvents(events: KernelEvents, seen: Observation): KernelEvents {
  const { functions } = events;
  return {
    list: () => events.list(),
    ...(events.hasCounters ? { hasCounters: events.hasCounters } : {}),
    cookies: false,
    parameters: (event) => seen.parameters(event, events.parameters(event)),
    hasOther: (event, last) => seen.hasOther({ kind: 'parameter', event, index: last }),
    record: (event) => {
      const found = events.record?.(event);
      return found && { ...found, fields: found.fields.map((f) => observedField(event, f, seen)) };
    },
    ...(functions ? { functions: observedFunctions(functions, seen) } : {}),
  };
}

function observedField({ system, name }: EventName, field: EventField, seen: Observation) {
  const fact = { kind: 'field', event: `${system}:${name}`, name: field.name } as const;
  return {
    ...field,
    get offset() {
      return field.offset + Number(seen.note(fact));
    },
  };
}

function observedFunctions(functions: KernelFunctions, seen: Observation): KernelFunctions {
  return {
    ...functions,
    get cookies() {
      return functions.cookies;
    },
    type: (fn) => {
      const found = functions.type(fn);
      if (found) seen.note({ kind: 'function', module: fn.module, name: fn.name });
      return found;
    },
  };
}

/** Room for so many processors; the bytes are such as nothing else has. */
const MOST_PROCESSORS = 256;
const CPUINFO_BYTES = 72;
const EMPTY_TABLE = Uint8Array.from(
  { length: MOST_PROCESSORS * CPUINFO_BYTES },
  (_, i) => ((i * i * 31) >> 4) ^ (i * 7),
);

/** What goes into the file but for what -v reports, and the program as it is here. */
export function savedProgram(
  variants: readonly SavedVariant<Compiled>[],
  architecture: string,
): { readonly compiled: Compiled; readonly saved: Saved } {
  const [{ compiled } = bug('no program')] = variants;
  const saved: Saved = {
    architecture,
    byteOrder: endianness(),
    kernel: release(),
    options: compiled.options,
    lowered: compiled.lowered,
    reports: [],
    variants: variants.map(variantOf),
  };
  return { compiled, saved };
}

function variantOf({ compiled, facts, relocations }: SavedVariant<Compiled>): Variant {
  const places = new Map(facts.map(({ fact }, i) => [factKey(fact), i]));
  const rows = [...relocations].map(([slot, terms]) => {
    const sum = terms.map(({ fact, times }) => [places.get(fact) ?? 0, times] as const);
    return [slot, sum] as const;
  });
  return { facts, relocations: Object.fromEntries(rows), ...withoutProcessors(compiled.object) };
}

/** Where a compiled program has the table of processors, and the program with that table empty. */
function withoutProcessors(object: BpfObject): {
  readonly object: BpfObject;
  readonly processors?: MachineBytes;
} {
  const maps = object.maps.map((map) => ({ map, offset: offsetOfTable(map.initial) }));
  const found = maps.find(({ offset }) => offset >= 0);
  if (!found) return { object };
  const { map: own, offset } = found;
  const initial = (own.initial ?? EMPTY_TABLE).slice().fill(0, offset, offset + EMPTY_TABLE.length);
  return {
    object: {
      ...object,
      maps: object.maps.map((map) => (map === own ? { ...map, initial } : map)),
    },
    processors: { map: own.name, offset, bytes: EMPTY_TABLE.length },
  };
}

function offsetOfTable(initial: Uint8Array | undefined): number {
  return initial === undefined ? -1 : Buffer.from(initial).indexOf(EMPTY_TABLE);
}
