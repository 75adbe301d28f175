import { byTrying, byVersion, type Capability } from './capability.ts';
import { files } from './files.ts';
import { trials } from './trials.ts';

/** What programs may do, and how large they may be. */
export const programRows = {
  'missed-runs': {
    what: 'counting programs that were not run, as one was running on that CPU',
    since: '5.12',
    detection: byVersion,
    otherwise: 'silence',
    loses: 'the number of nested probe drops',
  },
  'bpf-allocator': {
    what: 'BPF maps without preallocation',
    since: '6.1',
    detection: byTrying(trials.allocator),
    otherwise: 'memory for all keys of an aggregation, on each CPU, when tracing begins',
    loses: 'memory and start-up time, with a large aggsize',
  },
  'may-goto': {
    what: 'may_goto',
    since: '6.9',
    detection: byTrying(trials.mayGoto),
    otherwise: 'loops that the verifier follows round by round',
    loses: 'programs with many string functions at a large strsize: too large for it',
  },
  'far-jumps': {
    what: 'jumps over more than 32767 instructions',
    since: '6.6',
    detection: byTrying(trials.farJump),
    otherwise: 'an error that names the program',
    loses: 'programs with a thousand clauses on one probe',
  },
  'send-signal': {
    what: 'signals to the current process',
    since: '5.3',
    detection: byTrying(trials.sendSignal),
    otherwise: 'an error that says so',
    loses: 'raise(), stop()',
    helpers: ['send_signal'],
  },
  'user-registers': {
    what: 'the registers that a thread has entered the kernel with',
    since: '5.15',
    detection: byTrying(trials.userRegisters),
    otherwise: 'an error that says so',
    loses: 'uregs[]',
    helpers: ['task_pt_regs'],
  },
  'read-kernel': {
    what: 'reading kernel memory',
    since: '5.5',
    detection: files.openUnless('confidentiality'),
    otherwise: 'an error that says so',
    loses: 'curthread, args[], and what is translated from them',
    helpers: ['probe_read_kernel', 'probe_read_kernel_str'],
  },
  'write-user': {
    what: 'writing to the memory of processes',
    since: '4.8',
    detection: files.openUnless('integrity', 'confidentiality'),
    otherwise: 'an error that says so',
    loses: 'copyout(), copyoutstr()',
    helpers: ['probe_write_user'],
  },
} as const satisfies Readonly<Record<string, Capability>>;
