import type { ProbeArgument } from './provider.ts';
import { type StableProbe, stableProvider } from './stable.ts';

/** args[0] and args[1]: the thread in arg0, and its process. */
const thread: ProbeArgument = {
  type: 'lwpsinfo_t *',
  from: { type: 'struct task_struct *', index: 0 },
};
const process: ProbeArgument = {
  type: 'psinfo_t *',
  from: { type: 'struct task_struct *', index: 0 },
};
const signalInfo: ProbeArgument = {
  type: 'siginfo_t *',
  from: { type: 'struct kernel_siginfo *', index: 1 },
};

const forks = 'sched_process_fork(struct task_struct *parent, struct task_struct *child)';
const clones = ['clone', 'clone3', 'fork', 'vfork'];
const execs = ['execve', 'execveat'];

/**
 * The event's prototype since Linux 6.16, and before, when it came after the thread had left its memory:
 * as a thread elsewhere, it is shown with the arguments that were kept of it.
 */
const exits = [
  {
    source: { event: 'sched_process_exit(struct task_struct *p, bool group_dead)' },
    last: 'group_dead',
  },
  {
    source: { event: 'sched_process_exit(struct task_struct *p)', task: 'p' },
    last: 'p->signal->live.counter == 0',
  },
];

const generated =
  'signal_generate(int sig, struct kernel_siginfo *info, struct task_struct *task, int group, int result)';

/** enum of <trace/events/signal.h>: a signal is ignored, or lost as too many are pending. */
const IGNORED = 1;
const LOST = 3;

/**
 * Of one process or thread, what Solaris has first comes first: lwp-create, create; start, lwp-start;
 * lwp-exit, exit.
 */
const first = 0;
const second = 1;

const probes: readonly StableProbe[] = [
  {
    name: 'create',
    functions: ['cfork'],
    sources: [
      {
        event: forks,
        when: 'child->pid == child->tgid && !__task_kernel[child]',
        values: ['child'],
        order: second,
      },
    ],
    args: [process],
  },
  {
    name: 'exec',
    functions: ['exec_common', 'gexec'],
    sources: [
      { calls: ['execve'], at: 'entry', values: ['arg0'] },
      { calls: ['execveat'], at: 'entry', values: ['arg1'] },
    ],
    args: [{ type: 'string', from: { type: 'userland const char *', index: 0 } }],
  },
  {
    name: 'exec-failure',
    functions: ['exec_common'],
    sources: [{ calls: execs, at: 'return', when: 'result == -1', values: ['errno'] }],
    args: [{ type: 'int' }],
  },
  {
    name: 'exec-success',
    functions: ['exec_common'],
    sources: [
      {
        event:
          'sched_process_exec(struct task_struct *p, pid_t old_pid, struct linux_binprm *bprm)',
      },
    ],
  },
  {
    name: 'exit',
    functions: ['proc_exit'],
    sources: [
      exits.map(({ source, last }) => ({
        ...source,
        when: `${last} && !__task_kernel[p]`,
        values: ['__exit_reason[__exit_code[p]]'],
        order: second,
      })),
    ],
    args: [{ type: 'int' }],
  },
  {
    name: 'fault',
    functions: ['trap'],
    sources: [
      {
        event: generated,
        when: 'task == curthread && __is_fault[sig, info]',
        values: ['__fault[sig, info->si_code]', 'info'],
      },
    ],
    args: [{ type: 'int' }, signalInfo],
    fidelity: 'close',
    text: 'faults that become a signal',
  },
  {
    name: 'lwp-create',
    functions: ['lwp_create'],
    sources: [{ event: forks, when: '!__task_kernel[child]', values: ['child'], order: first }],
    args: [thread, process],
  },
  {
    name: 'lwp-exit',
    functions: ['lwp_exit', 'proc_exit'],
    sources: [exits.map(({ source }) => ({ ...source, when: '!__task_kernel[p]', order: first }))],
  },
  {
    name: 'lwp-start',
    functions: ['lwp_rtt', 'lwp_rtt_initial'],
    sources: [{ calls: clones, at: 'return', when: 'result == 0', order: second }],
  },
  {
    name: 'signal-clear',
    functions: ['sigtimedwait'],
    sources: [{ calls: ['rt_sigtimedwait'], at: 'return', when: 'result > 0', values: ['result'] }],
    args: [{ type: 'int' }, signalInfo],
    fidelity: 'close',
    text: 'args[1] is NULL; signals that are read from a descriptor are not seen',
  },
  {
    name: 'signal-discard',
    functions: ['sigtoproc'],
    sources: [{ event: generated, when: `result == ${IGNORED}`, values: ['task', 'task', 'sig'] }],
    args: [thread, process, { type: 'int' }],
  },
  {
    name: 'signal-handle',
    functions: ['psig'],
    sources: [
      {
        event: 'signal_deliver(int sig, struct kernel_siginfo *info, struct k_sigaction *ka)',
        when: '__is_handled[sig, ka]',
        values: ['__signal[sig]', '__signal_info[info]', '(uintptr_t)ka->sa.sa_handler'],
      },
    ],
    args: [{ type: 'int' }, signalInfo, { type: 'void *' }],
    fidelity: 'close',
    text: 'a process that dies of a signal gets it in its first thread, without args[1]',
  },
  {
    name: 'signal-send',
    functions: ['sigtoproc'],
    sources: [
      {
        event: generated,
        when: `result != ${IGNORED} && result != ${LOST}`,
        values: ['task', 'sig', 'sig'],
      },
    ],
    args: [thread, process, { type: 'int' }],
  },
  {
    name: 'start',
    functions: ['lwp_rtt_initial'],
    sources: [{ calls: clones, at: 'return', when: 'result == 0 && tid == pid', order: first }],
  },
];

/** The proc provider (Dynamic Tracing Guide, "proc Provider"). */
export const procProvider = stableProvider({ name: 'proc', probes });
