import { type Compiled, type CompileEnvironment, compile } from './compile/index.ts';
import { probeIndex } from './providers/index.ts';

/** A machine for tests of the compiler: one CPU, no kernel types, nothing on the command line. */
export const machine: CompileEnvironment = {
  settings: [],
  args: [],
  macros: new Map(),
  probes: probeIndex(),
  types: () => undefined,
  kernelOffset: () => 8,
  cpus: 1,
  mayGoto: () => false,
  faultableTracepoints: () => false,
  limits: { bufsize: 1 << 22, aggsize: 1 << 22, dynvarsize: 1 << 22 },
};

/** Compiles a text as a script is, in that environment but for what `different` says. */
export function compileScript(
  text: string,
  different: Partial<CompileEnvironment> = {},
  kind: 'script' | 'description' = 'script',
): Compiled {
  return compile([{ source: { name: 'test', text, kind } }], { ...machine, ...different });
}
