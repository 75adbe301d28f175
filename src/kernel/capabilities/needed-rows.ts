import { missingPrivileges } from '../privileges.ts';
import { byTrying, type Capability, type Detection, statusOf } from './capability.ts';
import { trials } from './trials.ts';

const NOTHING = 'nothing: dtrace needs it';

/** Asked of everybody: who has no privileges has no BPF. */
const tracing: Detection = {
  by: 'trying',
  find: (machine) => {
    const missing = missingPrivileges(statusOf(machine));
    if (missing.length > 0) return { lacks: `this process has no ${missing.join(', ')}` };
    const lacks = trials.load(machine);
    return lacks === undefined ? undefined : { lacks };
  },
};

/** What there is no tracing without. */
export const neededRows = {
  bpf: {
    what: 'BPF programs that may read the kernel, for this process',
    since: '5.8',
    detection: tracing,
    otherwise: 'compiling (-e) and --port, which need no privileges',
    loses: 'all tracing',
  },
  'ring-buffer': {
    what: 'BPF ring buffers',
    since: '5.8',
    detection: byTrying(trials.ringBuffer),
    otherwise: NOTHING,
    loses: 'all tracing',
  },
  'test-run': {
    what: 'running a raw tracepoint program on demand',
    since: '5.10',
    detection: byTrying(trials.testRun),
    otherwise: NOTHING,
    loses: 'BEGIN, END and with them all tracing',
  },
  'map-batch': {
    what: 'reading maps of CPUs in batches',
    since: '5.13',
    detection: byTrying(trials.batch),
    otherwise: NOTHING,
    loses: 'aggregations',
  },
  'hash-take': {
    what: 'removing a hash element while reading it',
    since: '5.14',
    detection: byTrying(trials.takeFromHash),
    otherwise: NOTHING,
    loses: 'aggregations with keys, trunc()',
  },
  'task-storage': {
    what: 'task storage maps',
    since: '5.11',
    detection: byTrying(trials.taskStorage),
    otherwise: NOTHING,
    loses: 'variables of threads (self->)',
  },
  'typed-tracepoint': {
    what: 'BTF raw tracepoints',
    since: '5.5',
    detection: byTrying(trials.typedTracepoint),
    otherwise: NOTHING,
    loses: 'arguments and results of system calls, proc, sched, io',
  },
} as const satisfies Readonly<Record<string, Capability>>;
