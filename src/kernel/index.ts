/**
 * The running Linux kernel as a backend: the only folder that touches the operating system.
 *
 * In goes a `BpfObject`, plain data; out come a `Loaded` (maps, programs, records), symbols, and
 * the process of -c or -p. It must not know D: a program is bytes, a record is an offset and a length.
 *
 *     index ─ loaded ─┬─ install ─┬─ load ── verifier-log    sys.ts is the only door to system calls;
 *                     │           └─ maps ── storage-btf     bpf.ts lays out each bpf(2) command;
 *                     ├─ attach/, a file for each way        failure.ts turns errnos into SystemErrors,
 *                     └─ ringbuf, attention                  capabilities/ knows what the kernel can.
 *     user-symbols ─┬─ address-space (what is mapped where)
 *                   ├─ elf-symbols ── elf (symbol tables of the files)
 *                   └─ perf-map (code made at run time)
 */
import type { Backend } from '../backend/index.ts';
import type { TypesOf } from './load.ts';
import { KernelLoaded } from './loaded.ts';
import { nativeSys, type Sys } from './sys.ts';

export {
  Answers,
  type CapabilityAnswer,
  type CapabilityReport,
} from './capabilities/answers.ts';
export { type FunctionTracing, functionTracing } from './function-tracing.ts';
export { checkPrivileges, nameProcess } from './privileges.ts';
export { shell } from './shell.ts';
export { kernelSymbols } from './symbols.ts';
export { grabProcess, launchCommand } from './target.ts';
export { readText, readTracefs } from './tracefs.ts';
export { UserSymbols } from './user-symbols.ts';

/**
 * The backend that loads programs into the running kernel. `types` reads the kernel's BTF; it is asked
 * only for programs that attach by a type.
 */
export function kernelBackend(types: TypesOf, sys: Sys = nativeSys()): Backend {
  return {
    open: (object, listener) => KernelLoaded.open(sys, object, types, listener),
  };
}
