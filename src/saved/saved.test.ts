/** A program is compiled on one kernel and moved to others, all of them made by hand. */
import { describe, expect, test } from 'vitest';
import type { BpfObject, ProgramSpec } from '../bpf/index.ts';
import { resolveOptions } from '../lang/index.ts';
import { compileScript } from '../test-compile.ts';
import { BtfTypes, KernelTypes } from '../types/index.ts';
import { type BtfWords, info, makeBtf } from '../types/testing.ts';
import { type Answer, kernelAnswers } from './answers.ts';
import { type Fact, factKey } from './facts.ts';
import { Observation } from './observation.ts';
import { ObservedBtf } from './observed-btf.ts';
import { relocate } from './relocate.ts';
import { saveProgram } from './save.ts';

const K = { int: 1, pointer: 2, array: 3, struct: 4, union: 5, enum: 6 } as const;
const SIGNED = 1 << 24;

/** struct thing { … next; … { state | link }; inner.depth; bits } and enum { BUSY }. */
interface Layout {
  readonly next: number;
  readonly state: number;
  readonly inner: number;
  readonly depth: number;
  readonly bytes: number;
  readonly stateType?: 1 | 3;
  readonly low?: number;
  readonly busy?: number;
  /** It has a member `late`. */
  readonly late?: boolean;
}

function kernelOf(at: Layout): Buffer {
  const types: readonly BtfWords[] = [
    ['int', info(K.int), 4, SIGNED | 32], // 1
    ['', info(K.pointer), 6], // 2
    ['long unsigned int', info(K.int), 8, 64], // 3
    ['', info(K.union, 2), 8, 'state', at.stateType ?? 1, 0, 'link', 2, 0], // 4
    ['', info(K.struct, 1), 64, 'depth', 1, at.depth * 8], // 5
    [
      ...['thing', info(K.struct, at.late === false ? 4 : 5, true), at.bytes],
      ...['next', 2, at.next * 8, '', 4, at.state * 8, 'inner', 5, at.inner * 8],
      ...['low', 1, (3 << 24) | (1600 + (at.low ?? 1))],
      ...(at.late === false ? [] : ['late', 1, at.inner * 8 + 1000]),
    ], // 6
    ['mode', info(K.enum, 1), 4, 'BUSY', at.busy ?? 3], // 7
  ];
  return makeBtf(types);
}

const here: Layout = { next: 16, state: 24, inner: 40, depth: 8, bytes: 208 };
const there: Layout = { next: 8, state: 112, inner: 128, depth: 16, bytes: 208, low: 3 };

interface Setting {
  readonly cpus?: number;
  readonly symbol?: bigint;
}

function environmentOf(btf: BtfTypes, { cpus = 4, symbol = 0xffffffff81000000n }: Setting = {}) {
  const types = new KernelTypes(btf);
  return {
    cpus,
    types: (name: string) => types.find(name),
    names: {
      enumerator: (name: string) => types.enumerator(name),
      symbol: () => ({ address: symbol, type: types.find('struct thing'), perCpu: false }),
      hint: undefined,
    },
    kernelOffset: (struct: string, member: string) => btf.memberOffset(struct, member) ?? 8,
    mayGoto: () => false,
  };
}

function answersOf(layout: Layout, setting: Setting = {}): (fact: Fact) => Answer | undefined {
  const btf = new BtfTypes(kernelOf(layout));
  const { names, cpus } = environmentOf(btf, setting);
  return kernelAnswers({
    ...{ cpus, frames: () => 0, btfOf: () => btf, record: () => undefined },
    enumerator: names.enumerator,
    symbol: names.symbol,
  });
}

const sameEverywhere = {
  ...{ architecture: 'x86_64', byteOrder: 'LE', kernel: '6.18', lowered: [], reports: [] },
};

function save(text: string, layout: Layout = here) {
  const compile = (seen: Observation) => {
    const env = environmentOf(new ObservedBtf(kernelOf(layout), 'vmlinux', seen));
    const symbol = env.names.symbol();
    return compileScript(text, {
      ...env,
      whileDefined: (ask) => seen.whileDefined(ask),
      cpus: env.cpus + Number(seen.note({ kind: 'cpus' })),
      names: {
        ...env.names,
        symbol: (name) => {
          const moved = seen.note({ kind: 'symbol', module: 'vmlinux', name });
          return { ...symbol, address: symbol.address + moved };
        },
      },
    });
  };
  const variants = saveProgram(compile, answersOf(layout)).map((variant) => {
    const { compiled, facts, relocations } = variant;
    const index = new Map(facts.map(({ fact }, i) => [factKey(fact), i]));
    const rows = [...relocations].map(
      ([slot, terms]) =>
        [slot, terms.map(({ fact, times }) => [index.get(fact) ?? -1, times] as const)] as const,
    );
    return { object: compiled.object, facts, relocations: Object.fromEntries(rows) };
  });
  return { ...sameEverywhere, options: resolveOptions([]), variants };
}

function load(saved: ReturnType<typeof save>, layout: Layout, setting: Setting = {}): BpfObject {
  return relocated(saved, layout, setting).object;
}

function relocated(saved: ReturnType<typeof save>, layout: Layout, setting: Setting = {}) {
  return relocate(saved, {
    answer: answersOf(layout, setting),
    record: () => undefined,
    macros: new Map([['target', 77]]),
    processors: () => new Uint8Array(),
    published: () => undefined,
  });
}

const programs = [
  ['a member', '((struct thing *)pid)->next == NULL'],
  ['a member of a struct without a name', '((struct thing *)pid)->state'],
  ['one of a struct that only a member names', '((struct thing *)pid)->inner.depth'],
  ['members of members', '((struct thing *)pid)->next->next->inner.depth'],
  ['a distance', 'offsetof(struct thing, next) + offsetof(struct thing, inner)'],
  ['a bit-field', '((struct thing *)pid)->low'],
  ['a symbol', '`a_thing.state'],
] as const;

describe('what is moved is what is compiled there:', () => {
  test.each(programs)('%s', (_, expression) => {
    const text = `BEGIN { trace(${expression}); }`;
    const setting = { cpus: 2, symbol: 0xffffffff92345678n };
    const saved = save(text);
    for (const layout of [here, there]) {
      const direct = compileScript(
        text,
        environmentOf(new BtfTypes(kernelOf(layout)), setting),
      ).object;
      expect(load(saved, layout, setting)).toEqual(direct);
    }
  });
});

test('what defined() asks for may be missing', () => {
  const gone = { ...there, late: false };
  const text = `BEGIN { this->t = (struct thing *)pid;
    trace(defined(this->t->late) ? this->t->late : this->t->state); }`;
  const saved = save(text);
  for (const layout of [here, there, gone]) {
    const direct = compileScript(text, environmentOf(new BtfTypes(kernelOf(layout)))).object;
    expect(load(saved, layout)).toEqual(direct);
  }
});

test('the numbers of the saved code are those of no kernel', () => {
  const saved = save('BEGIN { trace(((struct thing *)pid)->next == NULL); }');
  const code = Buffer.from(saved.variants[0]?.object.programs[0]?.code ?? []);
  expect(code.equals(load(saved, here).programs[0]?.code ?? code)).toBe(false);
});

test('facts that make no difference are none', () => {
  const { variants } = save('BEGIN { trace(((struct thing *)pid)->state); }');
  const facts = variants[0]?.facts ?? [];
  expect(facts.map(({ fact }) => factKey(fact))).toEqual(['processors', 'struct thing.state']);
});

describe('is refused, with the name and the line:', () => {
  const state = '((struct thing *)pid)->state';
  test.each<[string, string, Partial<Layout>, string]>([
    [
      'another size',
      state,
      { stateType: 3 },
      'struct thing.state is uint64_t on this kernel, and was int32_t (test, line 2)',
    ],
    [
      'other bits',
      '((struct thing *)pid)->low',
      { low: 6 },
      'first bit of struct thing.low is too far on this kernel',
    ],
    [
      'a size',
      'sizeof(struct thing)',
      { bytes: 216 },
      'sizeof struct thing is 216 bytes on this kernel, and was 208 bytes',
    ],
    [
      'a step',
      '(struct thing *)pid + tid',
      { bytes: 216 },
      'sizeof struct thing is 216 bytes on this kernel, and was 208 bytes',
    ],
    ['an enumerator', 'BUSY', { busy: 4 }, 'enumerator BUSY is 4 on this kernel, and was 3'],
  ])('%s', (_, expression, difference, message) => {
    const saved = save(`\nBEGIN { trace(${expression}); }`);
    expect(() => load(saved, { ...there, ...difference })).toThrow(message);
  });

  test('a member that is not there', () => {
    const saved = save(`BEGIN { trace(${state}); }`);
    const variants = saved.variants.map((variant) => ({
      ...variant,
      facts: variant.facts.map((f) => ({ ...f, fact: renamed(f.fact) })),
    }));
    const lacking = { ...saved, variants };
    const message = 'this kernel has no struct thing.gone (test, line 1): compile the program here';
    expect(() => load(lacking, there)).toThrow(message);
  });

  test('an offset that is too far for an instruction', () => {
    const saved = save('BEGIN { trace(`a_thing.state); }');
    const message = 'vmlinux`a_thing does not fit into an instruction on this kernel';
    expect(() => load(saved, there, { symbol: 0x7fff00000000n })).toThrow(message);
  });
});

function renamed(fact: Fact): Fact {
  return fact.kind === 'member' ? { ...fact, path: 'gone' } : fact;
}

test('$target is that of the run', () => {
  const { maps } = load(save('BEGIN /pid == __bound_target/ { trace(1); }'), there);
  const bound = Buffer.from(maps.find(({ name }) => name === 'bound')?.initial ?? []);
  expect(bound.readBigInt64LE(8 * 8)).toBe(77n);
});

describe('where a tracepoint is missing', () => {
  const saved = save('BEGIN { trace(1); }');
  const programOf = (event: string): ProgramSpec => ({
    ...{ name: event, attach: { kind: 'raw_tracepoint', event, typed: false } },
    ...{ code: new Uint8Array(8), mapRefs: [], lines: [] },
  });
  const gone = { kind: 'event', name: 'gone' } as const;
  const withPrograms = (...events: readonly string[]) => ({
    ...saved,
    variants: saved.variants.map((variant) => ({
      ...variant,
      facts: [...variant.facts, { fact: gone, value: 0n, shape: '', fixed: true } as const],
      object: {
        ...variant.object,
        programs: [...variant.object.programs, ...events.map(programOf)],
      },
    })),
  });

  test('its probes are silent', () => {
    const { object, notices } = relocated(withPrograms('gone', 'there'), there);
    expect(object.programs.map(({ name }) => name)).toEqual(['BEGIN', 'there']);
    expect(notices).toEqual(['this kernel has no tracepoint gone: its probes are silent']);
  });

  test('and no other probe is there, the program is refused', () => {
    const message = 'this kernel has no tracepoint gone: compile the program here';
    expect(() => relocated(withPrograms('gone'), there)).toThrow(message);
  });
});

test('parameters that are hidden end the list; those that are looked at are noted', () => {
  const seen = new Observation(new Set(), new Set(['parameter 1 of tracepoint e']));
  const types = seen.parameters('e', [{ kind: 'void' }, { kind: 'void' }]);
  expect([types?.length, types?.[0], types?.[1]]).toEqual([1, { kind: 'void' }, undefined]);
  expect([...seen.facts.keys()]).toEqual(['tracepoint e', 'parameter 0 of tracepoint e']);
});
