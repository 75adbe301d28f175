import { existsSync, readFileSync } from 'node:fs';
import { constants, totalmem } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import {
  type Compiled,
  type Compiler,
  crash,
  type Engine,
  type Loader,
  type Machine,
  processHost,
  runCommand,
  type Saver,
} from './cli/index.ts';
import { SystemError } from './diag/index.ts';
import type { Answers } from './kernel/index.ts';
import { isKnownMachine, machine } from './machine/index.ts';
import type { MachineNames } from './machine-names.ts';
import { describeProcessors } from './processors.ts';
import type { KernelEvents } from './providers/index.ts';
import type { Observation } from './saved/index.ts';
import type { WatchedTarget } from './session/index.ts';

/**
 * The one place that knows what D runs on. Parts are loaded when asked for, since every run pays for
 * what it loads: the kernel's brings the FFI package, the compiler's the parser.
 */
const engine: Engine = {
  async compiler(): Promise<Compiler> {
    const { compile, list, port } = await import('./compile/index.ts');
    const world = (await worlds())(await machineNames());
    return {
      compile: (programs, setting) => unhurried(() => compile(programs, { ...setting, ...world })),
      list: (programs, setting) => list(programs, { ...setting, ...world }),
      port: (program, setting) => port(program, { ...setting, ...world }),
    };
  },

  async saver(): Promise<Saver> {
    const { compile } = await import('./compile/index.ts');
    const { kernelAnswers, ObservedBtf, saveProgram } = await import('./saved/index.ts');
    const { observedEvents, observedWorld, savedProgram } = await import('./saving.ts');
    const { machineFiles, MachineNames } = await import('./machine-names.ts');
    const worldOf = await worlds();
    const answer = kernelAnswers(await factMachine());
    const observed = rememberedBy((seen: Observation) =>
      worldOf(
        new MachineNames(machineFiles, (btf, module) => new ObservedBtf(btf, module, seen)),
        (events) => observedEvents(events, seen),
      ),
    );
    return {
      save: (programs, setting) => {
        const compiledBy = (seen: Observation): Compiled =>
          compile(programs, observedWorld({ ...setting, ...observed(seen) }, seen));
        return savedProgram(
          unhurried(() => saveProgram(compiledBy, answer)),
          architecture,
        );
      },
    };
  },

  async loader(): Promise<Loader> {
    const { kernelAnswers, readSaved, relocate } = await import('./saved/index.ts');
    const names = await machineNames();
    const facts = await factMachine();
    return {
      read: (file, name) => readSaved(file, name, architecture),
      relocate: (saved, macros) =>
        relocate(saved, {
          answer: kernelAnswers(facts),
          macros,
          record: facts.record,
          processors: () => describeProcessors(facts.cpus),
          published: (name) => names.published(name),
        }),
    };
  },

  async machine(): Promise<Machine> {
    const kernel = await import('./kernel/index.ts');
    const names = await machineNames();
    const userSymbols = new kernel.UserSymbols();
    // When its records are read, a short-lived command has ended.
    const remembered = (target: WatchedTarget): WatchedTarget => {
      userSymbols.remember(target.pid);
      return target;
    };
    return {
      backend: kernel.kernelBackend((module = 'vmlinux') => names.btfOf(module)),
      symbols: {
        ...kernel.kernelSymbols(),
        user: (pid, address) => userSymbols.find(pid, address),
      },
      shell: kernel.shell(),
      checkPrivileges: () => kernel.checkPrivileges(),
      nameProcess: kernel.nameProcess,
      launch: (command, environment, hold) =>
        remembered(kernel.launchCommand(command, environment, hold)),
      grab: (pid) => remembered(kernel.grabProcess(pid)),
    };
  },

  capabilities: async () => (await capabilitiesHere()).report(),
};

const architecture = machine.name;

/** Makes what compiled code depends on of this machine; `watch` may come between. */
async function worlds() {
  if (!isKnownMachine)
    throw new SystemError(`machines of this kind are not supported: ${process.arch}`);
  const { probeIndex } = await import('./providers/index.ts');
  const { kernelEvents } = await import('./kernel-events.ts');
  const { kernelFunctions } = await import('./kernel-functions.ts');
  const { functionTracing } = await import('./kernel/index.ts');
  const answers = await capabilitiesHere();
  return (names: MachineNames, watch = (events: KernelEvents) => events) => {
    const functions = kernelFunctions({
      names,
      tracing: () => functionTracing(answers),
      cookies: () => answers.has('perf-cookie'),
    });
    const events = kernelEvents(names, answers, functions);
    return { probes: probeIndex(watch(events)), ...machineFacts(names, answers) };
  };
}

function machineFacts(names: MachineNames, answers: Answers) {
  const cpus = possibleCpus();
  return {
    cpus,
    mayGoto: () => answers.has('may-goto'),
    faultableTracepoints: () => answers.has('faultable-syscalls'),
    limits: sizeLimits(cpus),
    types: (name: string, module: string) => names.type(name, module),
    names,
    machine: {
      architecture,
      hasModule: (name: string) => name === 'vmlinux' || existsSync(`/sys/module/${name}`),
      processors: () => describeProcessors(cpus),
    },
    kernelOffset: (struct: string, member: string): number => {
      const offset = names.btf.memberOffset(struct, member);
      if (offset !== undefined) return offset;
      throw new SystemError(`this kernel has no member ${member} in struct ${struct}`);
    },
  };
}

/** What saved programs ask of this machine. */
async function factMachine() {
  const { parseFormat } = await import('./kernel-events.ts');
  const { readTracefs } = await import('./kernel/index.ts');
  const names = await machineNames();
  const answers = await capabilitiesHere();
  const record = (event: string) => {
    const text = readTracefs(`events/${event.replace(':', '/')}/format`);
    return text === undefined ? undefined : parseFormat(text, (...of) => names.type(...of));
  };
  return {
    cpus: possibleCpus(),
    frames: () => (answers.has('faultable-syscalls') ? 1 : 0),
    btfOf: (module: string) => names.btfOf(module),
    enumerator: (name: string) => names.enumerator(name),
    symbol: (name: string, module: string) => names.symbol(name, module),
    record,
  };
}

function rememberedBy<Key extends object, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new WeakMap<Key, Value>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
}

/** How many bytes of bytecode V8 11, which is node 20's, lets a function run before it looks at it. */
const BUDGET = 67584;

/**
 * V8 optimises what runs often, on other threads. For a script of some hundred lines that takes longer
 * than to compile the script, and with busy processors it holds it up; so V8 is to begin later.
 */
function unhurried<Result>(work: () => Result): Result {
  if (!process.versions.v8.startsWith('11.')) return work();
  setFlagsFromString(`--interrupt-budget=${BUDGET * 32}`);
  try {
    return work();
  } finally {
    setFlagsFromString(`--interrupt-budget=${BUDGET}`);
  }
}

let asked: Answers | undefined;

/** What the kernel can, by the types that are read once. */
async function capabilitiesHere(): Promise<Answers> {
  const { Answers } = await import('./kernel/index.ts');
  const names = await machineNames();
  asked ??= new Answers({ types: () => (names.hasBtf ? names.btf : undefined) });
  return asked;
}

let readNames: MachineNames | undefined;

async function machineNames(): Promise<MachineNames> {
  const { MachineNames } = await import('./machine-names.ts');
  readNames ??= new MachineNames();
  return readNames;
}

/** Of all records together: a mapping of twice the size must fit a typed array. */
const LARGEST_RING = 2 ** 30;

/** No single table may take more than an eighth of the memory, whatever the number of CPUs. */
function sizeLimits(cpus: number) {
  const share = 2 ** Math.floor(Math.log2(totalmem() / 8 / cpus));
  return {
    bufsize: Math.min(Math.floor(LARGEST_RING / cpus), share),
    aggsize: share,
    dynvarsize: share,
  };
}

/** The number of processors that can ever be online, from a list such as `0-3`. */
function possibleCpus(): number {
  const list = readFileSync('/sys/devices/system/cpu/possible', 'latin1');
  return Number(/(\d+)\s*$/.exec(list)?.[1] ?? 0) + 1;
}

const host = processHost();
// Node would open a debugger's port. As without a handler, nothing runs after it.
process.on('SIGUSR1', () => process.exit(128 + constants.signals.SIGUSR1));
process.on('uncaughtException', (error) => crash(error, host));
void runCommand(process.argv.slice(2), host, engine).then((status) => {
  process.exitCode = status;
});
