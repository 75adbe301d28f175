import type { BtfMember, BtfTypes } from '../types/index.ts';
import { type Fact, type FactKind, isSmall } from './facts.ts';
import { shapeOf } from './shape.ts';

/** What a kernel says of a fact: a number to relocate by, and what must be the same everywhere. */
export interface Answer {
  readonly value: bigint;
  readonly shape: string;
}

interface EventRecord {
  /** Its number, which differs from one start of the kernel to the next. */
  readonly id: number;
  readonly fields: readonly {
    readonly name: string;
    readonly offset: number;
    readonly bytes: number;
    readonly form: string;
    readonly type: string;
  }[];
}

/** The running machine, by the names of its facts. */
export interface Machine {
  /** The types of a module with the kernel's. */
  btfOf(module: string): BtfTypes;
  enumerator(name: string): { readonly value: bigint } | undefined;
  symbol(name: string, module: string): { readonly address: bigint | undefined } | undefined;
  /** An event's record, as tracefs describes it. */
  record(event: string): EventRecord | undefined;
  readonly cpus: number;
  /** Of a program at a system call, those that late kernels have more. */
  frames(): number;
}

type Answers = {
  readonly [K in FactKind]: (
    fact: Extract<Fact, { kind: K }>,
    machine: Machine,
  ) => Answer | undefined;
};

/** Undefined: there is nothing of that name. */
export function kernelAnswers(machine: Machine): (fact: Fact) => Answer | undefined {
  return (fact) => answers[fact.kind](fact as never, machine);
}

const number = (value: bigint | number): Answer => ({ value: BigInt(value), shape: '' });

const answers: Answers = {
  member: (fact, { btfOf }) => {
    const btf = btfOf(fact.module);
    const found = findMember(btf, fact);
    if (!found) return undefined;
    const [type, field] = [shapeOf(btf, found.type), fieldOf(found)];
    return { value: BigInt(Math.floor(found.bits / 8)), shape: type + field };
  },
  bit: (fact, { btfOf }) => {
    const found = findMember(btfOf(fact.module), fact);
    return found && { value: BigInt(found.bits % 8), shape: `${found.width} bits` };
  },
  size: (fact, { btfOf }) => {
    const btf = btfOf(fact.module);
    const id = fact.path === '' ? findType(btf, fact.of) : findMember(btf, fact)?.type;
    return id === undefined ? undefined : { value: 0n, shape: `${btf.bytes(btf.inner(id))} bytes` };
  },
  enumerator: ({ name }, machine) => {
    const found = machine.enumerator(name);
    return found && { value: 0n, shape: `${found.value}` };
  },
  symbol: ({ name, module }, machine) => {
    const address = machine.symbol(name, module)?.address;
    return address === undefined ? undefined : number(address);
  },
  event: ({ name }, { btfOf }) => (eventParameters(btfOf('vmlinux'), name) ? number(0) : undefined),
  parameter: ({ event, index }, { btfOf }) => {
    const btf = btfOf('vmlinux');
    // The first is the data that was given when the program was attached.
    const type = eventParameters(btf, event)?.[index + 1];
    return type === undefined ? undefined : { value: 0n, shape: shapeOf(btf, type) };
  },
  function: ({ module, name }, { btfOf }) => {
    const btf = btfOf(module);
    const id = btf.functions().get(name);
    if (id === undefined) return undefined;
    const prototype = btf.target(id);
    const texts = btf.parameters(prototype).map((type) => shapeOf(btf, type));
    const result = shapeOf(btf, btf.target(prototype));
    return { value: 0n, shape: `${result} (${texts.join(', ')})` };
  },
  field: ({ event, name }, machine) => {
    const found = machine.record(event)?.fields.find((field) => field.name === name);
    if (!found) return undefined;
    const { offset, ...shape } = found;
    return { value: BigInt(offset), shape: `${shape.form} of ${shape.bytes} bytes, ${shape.type}` };
  },
  cpus: (_, { cpus }) => number(cpus),
  frames: (_, { frames }) => number(frames()),
};

/** Of a bit-field, how wide it is, and, but for small ones, where it lies in its first byte. */
function fieldOf({ bits, width }: BtfMember): string {
  if (width === 0) return '';
  return isSmall(width) ? `, ${width} bits` : `, bits ${bits % 8} to ${(bits % 8) + width - 1}`;
}

function findType(btf: BtfTypes, of: string): number | undefined {
  const [, kind, name = ''] = /^(struct|union) (.*)$/.exec(of) ?? ['', undefined, of];
  if (kind === 'struct' || kind === 'union') return btf.find(kind, name);
  return btf.find('typedef', name);
}

/** The last member of a path, from the beginning of what it is in. */
function findMember(
  btf: BtfTypes,
  { of, path }: { readonly of: string; readonly path: string },
): BtfMember | undefined {
  let type = findType(btf, of);
  let found: BtfMember | undefined;
  for (const name of path.split('.')) {
    found = type === undefined ? undefined : btf.member(btf.inner(type), name);
    type = found?.type;
  }
  return found;
}

function eventParameters(btf: BtfTypes, event: string): readonly number[] | undefined {
  const typedef = btf.find('typedef', `btf_trace_${event}`);
  return typedef === undefined ? undefined : btf.parameters(btf.inner(typedef));
}
