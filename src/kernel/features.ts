import { release } from 'node:os';

/**
 * What this folder asks of the kernel, and since when there is such a thing. Mainline versions; a
 * distribution may have back-ported one, so the table explains refusals and picks between two ways,
 * it never refuses by itself.
 */
export const FEATURES = {
  ringBuffer: { since: '5.8', what: 'BPF ring buffers' },
  typedTracepoint: { since: '5.5', what: 'BTF raw tracepoints' },
  testRun: { since: '5.10', what: 'running a raw tracepoint program on demand' },
  taskStorage: { since: '5.11', what: 'task storage maps' },
  lookupAndDelete: { since: '5.14', what: 'removing a hash element while reading it' },
  attachCookie: { since: '6.10', what: 'cookies of raw tracepoints' },
  /** Of aarch64; x86-64 has had them since 5.5. */
  armTrampolines: { since: '6.4', what: 'tracing functions by fentry' },
  perfCookie: { since: '5.15', what: 'cookies of perf events' },
  functionArguments: { since: '5.17', what: "asking for a function's arguments" },
  kprobeMulti: { since: '5.18', what: 'attaching to many functions at once' },
  mayGoto: { since: '6.9', what: 'may_goto' },
  /** BPF programs at system calls are called by one function more. */
  faultableTracepoints: { since: '6.13', what: 'page faults at tracepoints of system calls' },
  /** Per-CPU elements are allocated when first used, safely in any context. */
  bpfAllocator: { since: '6.1', what: 'BPF maps without preallocation' },
} as const;
export type Feature = keyof typeof FEATURES;

/** Has the running kernel, by its version, the feature? `running` is for tests. */
export function hasFeature(feature: Feature, running: string = release()): boolean {
  return atLeast(running, FEATURES[feature].since);
}

/** Why something was refused, if the kernel's age explains it: `… are not supported before Linux 5.8`. */
export function tooOld(feature: Feature, running: string = release()): string | undefined {
  if (hasFeature(feature, running)) return undefined;
  const { what, since } = FEATURES[feature];
  return `${what}: not supported before Linux ${since} (this is ${running})`;
}

/** Compares `6.18.44-name` with `6.1`. */
function atLeast(running: string, wanted: string): boolean {
  const [major, minor] = numbers(running);
  const [wantedMajor, wantedMinor] = numbers(wanted);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

function numbers(version: string): readonly [number, number] {
  const [, major = '0', minor = '0'] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return [Number(major), Number(minor)];
}
