import { SystemError } from '../diag/index.ts';
import { type CapabilityName, tooOld } from './capabilities/answers.ts';
import { errorText } from './error-text.ts';
import { ERRNO, type Sys } from './sys.ts';

/**
 * Passes a result through; turns −errno into a SystemError `what: reason`, the reason being the
 * kernel's age where what it `needs` is newer than the kernel.
 */
export function must(result: number, what: string, needs?: CapabilityName): number {
  if (result >= 0) return result;
  throw refusal(-result, what, needs);
}

/** The SystemError for a refused call. */
export function refusal(error: number, what: string, needs?: CapabilityName): SystemError {
  const age = needs === undefined ? undefined : tooOld(needs);
  return new SystemError(`${what}: ${age ?? errorText(error)}`, HINTS[error]);
}

const HINTS: Readonly<Record<number, string>> = {
  [ERRNO.EPERM]:
    'needs CAP_BPF and CAP_PERFMON (or root), and a kernel that is not locked down (/sys/kernel/security/lockdown)',
  [ERRNO.ENOMEM]: 'smaller buffers: -x bufsize, aggsize, dynvarsize; or a larger memory cgroup',
};

/** Descriptors that are closed together, the last one first. */
export class Descriptors {
  readonly #sys: Sys;
  #open: number[] = [];

  constructor(sys: Sys) {
    this.#sys = sys;
  }

  /** Remembers a descriptor and hands it back. */
  keep(fd: number): number {
    this.#open.push(fd);
    return fd;
  }

  close(): void {
    for (const fd of this.#open.reverse()) this.#sys.close(fd);
    this.#open = [];
  }
}
