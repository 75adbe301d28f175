import { byTrying, byTypes, type Capability } from './capability.ts';
import { files } from './files.ts';
import { trials } from './trials.ts';

/** Where programs may be attached, and how. */
export const placeRows = {
  'raw-cookie': {
    what: 'cookies of raw tracepoints',
    since: '6.10',
    detection: byTrying(trials.rawCookie),
    otherwise: 'a program for each tracepoint',
    loses: 'start-up time of globs over hundreds of tracepoints',
  },
  'faultable-syscalls': {
    what: 'page faults at tracepoints of system calls',
    since: '6.13',
    detection: byTypes('tracepoint_ext'),
    otherwise: 'stacks that have a frame less to skip',
    loses: 'nothing',
  },
  contention: {
    what: 'tracepoints of locks that are waited for',
    since: '5.19',
    detection: byTypes('btf_trace_contention_begin'),
    otherwise: 'silence',
    loses: 'lockstat',
  },
  'page-fault-events': {
    what: 'tracepoints of page faults',
    since: '3.13',
    detection: byTypes('btf_trace_page_fault_user'),
    otherwise: 'silence',
    loses: 'as_fault, prot_fault and other faults of vminfo',
  },
  'perf-clock': {
    what: 'clocks of CPUs, as perf events',
    since: '4.9',
    detection: byTrying(trials.clock),
    otherwise: 'an error that says so',
    loses: 'profile, tick',
  },
  'cpu-counters': {
    what: 'counters of the processor',
    since: '4.9',
    detection: files.counters,
    otherwise: "the kernel's own counters: page faults, switches, migrations",
    loses: 'cpc by cycles, instructions, cache misses',
  },
  fentry: {
    what: 'tracing functions by fentry, with their arguments',
    since: '5.17',
    detection: byTrying(trials.fentry),
    otherwise: 'kprobe.multi, or kprobes',
    loses: 'some nanoseconds a call; without any of the three, fbt',
  },
  'kprobe-multi': {
    what: 'attaching to many functions at once',
    since: '5.18',
    detection: byTrying(trials.kprobeMulti),
    otherwise: 'kprobes, one by one',
    loses: 'start-up time of globs: hundreds of functions take seconds',
  },
  kprobe: {
    what: 'kprobes, as perf events',
    since: '4.17',
    detection: files.kprobe,
    otherwise: 'fentry, or kprobe.multi',
    loses: 'instructions within functions; without any of the three, fbt',
  },
  'perf-cookie': {
    what: 'cookies of perf events',
    since: '5.15',
    detection: byTrying(trials.perfCookie),
    otherwise: 'a program for each kprobe',
    loses: 'start-up time of globs by kprobes',
  },
} as const satisfies Readonly<Record<string, Capability>>;
