/**
 * The compiler for each kind of machine, on any of them: it makes the same code, with other numbers. Types are the running
 * kernel's, if it tells them.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { type BpfObject, CLASS, classOf, decode, type Insn, precheck } from '../src/bpf/index.ts';
import type { KernelFunctions } from '../src/providers/index.ts';
import { findSamples } from './suite.ts';

const BTF = '/sys/kernel/btf/vmlinux';

/** What becomes of a text: an object, or what is wrong with the text. */
type Compile = (text: string) => BpfObject | string;

/** A compiler for which this is a machine of the kind that node calls so. */
async function compilerFor(kind: string): Promise<Compile> {
  const own = Object.getOwnPropertyDescriptor(process, 'arch') ?? {};
  vi.resetModules();
  Object.defineProperty(process, 'arch', { ...own, value: kind });
  try {
    const { compileScript } = await import('../src/test-compile.ts');
    const environment = await world();
    return (text) => {
      try {
        return compileScript(text, environment).object;
      } catch (error) {
        return String(error);
      }
    };
  } finally {
    Object.defineProperty(process, 'arch', own);
    vi.resetModules();
  }
}

/** What a compiler knows of the machine. Its kernel has kprobes, and one function. */
async function world() {
  const { machine } = await import('../src/machine/index.ts');
  const { probeIndex } = await import('../src/providers/index.ts');
  const types = existsSync(BTF) ? await kernelTypes() : undefined;
  return {
    settings: [{ name: 'argref' }, { name: 'destructive' }],
    args: ['1', 'two'],
    macros: new Map([
      ['target', 1n],
      ['pid', 2n],
    ]),
    probes: probeIndex({
      list: () => [],
      parameters: () => undefined,
      ...types?.events,
      functions,
    }),
    machine: {
      architecture: machine.name,
      hasModule: () => true,
      processors: () => new Uint8Array(72),
    },
    ...types?.facts,
  };
}

async function kernelTypes() {
  const { MachineNames } = await import('../src/machine-names.ts');
  const { kernelEvents } = await import('../src/kernel-events.ts');
  const names = new MachineNames();
  return {
    events: kernelEvents(names, { has: () => true }, functions),
    facts: {
      names,
      types: (name: string, module: string) => names.type(name, module),
      kernelOffset: (struct: string, member: string) => names.btf.memberOffset(struct, member) ?? 0,
    },
  };
}

const functions: KernelFunctions = {
  list: () => [{ module: 'vmlinux', name: 'vfs_read' }],
  ways: () => ['kprobe'],
  type: () => undefined,
  cookies: true,
  absence: () => 'there is one function',
  moduleOf: () => undefined,
};

const x86 = await compilerFor('x64');
const arm = await compilerFor('arm64');

/** Of a load only that it is one: which register, and how much of it, is a number of the machine's. */
function shapeOf(insn: Insn): string {
  const { code, dst, src } = insn;
  return classOf(insn) === CLASS.ldx ? `load ${dst} ${src}` : `${code} ${dst} ${src}`;
}

const shapes = ({ programs }: BpfObject) =>
  programs.map(({ name, code }) => [name, ...decode(code).map(shapeOf)]);

const probeNames = ({ probes }: BpfObject) =>
  probes.map(({ provider, module, function: of, name }) => `${provider}:${module}:${of}:${name}`);

/** Objects, or what is wrong with the text, which is the same. */
function compileForBoth(path: string): readonly [BpfObject, BpfObject] | undefined {
  const text = readFileSync(path, 'latin1');
  const [one, other] = [x86(text), arm(text)];
  if (typeof one === 'string' || typeof other === 'string') {
    expect(other).toEqual(one);
    return undefined;
  }
  for (const { code } of other.programs) expect(precheck(code)).toEqual([]);
  return [one, other];
}

/** Not all have the same system calls. */
const isAlike = ([one, other]: readonly [BpfObject, BpfObject]): boolean =>
  probeNames(one).join() === probeNames(other).join();

/** The others need the preprocessor. */
const samples = findSamples('compat-tests/run').filter(({ tags }) => !tags.options.includes('-C'));
const tools = readdirSync('compat-tests/tools', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.d'))
  .map((file) => join('compat-tests/tools', file));
const folders = [...new Set(samples.map(({ path }) => dirname(path)))];

describe('the same code for', () => {
  test.each(folders)('%s', (folder) => {
    const own = samples.filter(({ path }) => dirname(path) === folder);
    const found = own.map(({ path }) => compileForBoth(path)).filter((pair) => pair !== undefined);
    expect(found.length).toBeGreaterThan(0);
    for (const [one, other] of found.filter(isAlike)) expect(shapes(other)).toEqual(shapes(one));
  });
});

/** Their probes may stand on system calls that one of them lacks. */
describe('an object for', () => {
  test.each(tools)('%s', (path) => expect(compileForBoth(path)).toBeDefined());
});

test.each([
  ['where a function was called', 'fbt::vfs_read:entry { stack(); }', 240],
  ['the number of a system call', 'syscall::read:entry { trace(1); }', 63],
  ['a register', 'BEGIN { trace(uregs[R_PC]); }', 256],
  ['the way to the stack', 'syscall::read:entry { stack(); }', 5],
])('other numbers on Arm: %s', (_, text, number) => {
  const [one, other] = [x86(text), arm(text)].map(numbersOf);
  expect(one).not.toContain(number);
  expect(other).toContain(number);
});

function numbersOf(result: BpfObject | string): readonly number[] {
  if (typeof result === 'string') return [];
  return result.programs.flatMap(({ code }) => decode(code).flatMap((i) => [i.imm, i.offset]));
}
