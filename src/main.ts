import { readFileSync } from 'node:fs';
import { type Compiler, type Engine, type Machine, processHost, runCommand } from './cli/index.ts';

/**
 * The one place that knows what D runs on. Parts are loaded when asked for, since every run pays for
 * what it loads: the kernel's brings the FFI package, the compiler's the parser.
 */
const engine: Engine = {
  async compiler(): Promise<Compiler> {
    const { compile, list } = await import('./compile.ts');
    const { probeIndex } = await import('./providers/index.ts');
    const world = { probes: probeIndex(), types: () => undefined, ...machineFacts() };
    return {
      compile: (programs, setting) => compile(programs, { ...setting, ...world }),
      list: (programs, setting) => list(programs, { ...setting, ...world }),
    };
  },

  async machine(): Promise<Machine> {
    const kernel = await import('./kernel/index.ts');
    return {
      backend: kernel.kernelBackend(),
      symbols: kernel.kernelSymbols(),
      checkPrivileges: () => kernel.checkPrivileges(),
      nameProcess: kernel.nameProcess,
      launch: (command) => kernel.launchCommand(command),
      grab: (pid) => kernel.grabProcess(pid),
    };
  },
};

/** What compiled code depends on of this machine. */
function machineFacts(): {
  cpus: number;
  kernelOffset: (struct: string, member: string) => number;
} {
  const possible = readFileSync('/sys/devices/system/cpu/possible', 'latin1');
  return {
    cpus: Number(/(\d+)\s*$/.exec(possible)?.[1] ?? 0) + 1,
    kernelOffset: (struct, member) => {
      throw new Error(`no offset of ${struct}.${member}`);
    },
  };
}

void runCommand(process.argv.slice(2), processHost(), engine).then((status) => {
  process.exitCode = status;
});
