import type { ProbeArgument } from './provider.ts';
import { type EventSource, type StableProbe, stableProvider } from './stable.ts';

type SwitchSource = Omit<EventSource, 'event'>;

/** The event's prototype since Linux 5.18, and before; and the state in which the first thread leaves. */
const switches = [
  {
    event:
      'sched_switch(bool preempt, struct task_struct *prev, struct task_struct *next, unsigned int prev_state)',
    state: 'prev_state',
  },
  {
    event: 'sched_switch(bool preempt, struct task_struct *prev, struct task_struct *next)',
    state: '__task_state[prev]',
  },
];

/** A source for each prototype of the event, alternatives. */
const onSwitch = (make: (state: string) => SwitchSource): readonly EventSource[] =>
  switches.map(({ event, state }) => ({ event, ...make(state) }));

/**
 * One switch is several probes, in the order in which Solaris' dispatcher gets to them. sysinfo's
 * idlethread comes after on-cpu.
 */
const order = { leave: -3, enqueue: -2, dequeue: -1, offCpu: 1, onCpu: 2 };

/** It has not come to an end of its own, but could go on; a thread that yields, too. */
const goesOn = (state: string): string => `prev->pid != 0 && (preempt || ${state} == 0)`;

/** args[0] and args[1]: the thread in arg0, and its process. */
const thread: readonly ProbeArgument[] = [
  { type: 'lwpsinfo_t *', from: { type: 'struct task_struct *', index: 0 } },
  { type: 'psinfo_t *', from: { type: 'struct task_struct *', index: 0 } },
];

const queueArguments: readonly ProbeArgument[] = [...thread, { type: 'cpuinfo_t *' }];

/** A thread, and the processor whose queue it is in. */
const queued = (task: string, processor = `__task_cpu[${task}]`): readonly string[] => {
  const info = `(uintptr_t)__cpu_info[${processor}]`;
  return [task, info, info];
};

const noControl = 'Linux has no schedctl_init(3C), by which threads put off their preemption';
const noCaps = 'Linux does not tell when it throttles a control group';

const probes: readonly StableProbe[] = [
  {
    name: 'change-pri',
    functions: ['thread_change_pri'],
    sources: [
      {
        event: 'sched_pi_setprio(struct task_struct *tsk, struct task_struct *pi_task)',
        values: ['tsk', '__inherited_pri[tsk, pi_task]', '__inherited_pri[tsk, pi_task]'],
      },
      {
        calls: ['setpriority'],
        at: 'entry',
        when: 'arg0 == 0 && (arg1 == 0 || arg1 == tid)',
        values: ['curthread', '__nice_pri[(int)arg2]', '__nice_pri[(int)arg2]'],
      },
    ],
    args: [...thread, { type: 'pri_t' }],
    fidelity: 'close',
    text: 'where a thread changes its own priority or inherits one; not for what others do to it',
  },
  { name: 'cpucaps-sleep', sources: [], args: thread, text: noCaps },
  { name: 'cpucaps-wakeup', sources: [], args: thread, text: noCaps },
  {
    name: 'dequeue',
    functions: ['dispdeq', 'disp'],
    sources: [
      onSwitch(() => ({ when: 'next->pid != 0', values: queued('next'), order: order.dequeue })),
      {
        event: 'sched_migrate_task(struct task_struct *p, int target)',
        when: '__migrates[p]',
        values: queued('p'),
        order: order.dequeue,
      },
    ],
    args: queueArguments,
    fidelity: 'close',
    text: 'when a thread is chosen to run, or moved to the queue of another processor',
  },
  {
    name: 'enqueue',
    functions: ['setbackdq', 'setfrontdq'],
    sources: [
      {
        event: 'sched_wakeup(struct task_struct *p)',
        when: '!p->on_cpu && __comes[p]',
        values: queued('p'),
      },
      { event: 'sched_wakeup_new(struct task_struct *p)', values: queued('p') },
      onSwitch((state) => ({ when: goesOn(state), values: queued('prev'), order: order.enqueue })),
      {
        event: 'sched_migrate_task(struct task_struct *p, int target)',
        when: '__migrates[p]',
        values: queued('p', 'target'),
        order: order.enqueue + 2,
      },
    ],
    args: [...queueArguments, { type: 'int' }],
    fidelity: 'close',
    text: 'just after the thread is in the queue; args[3], "to the front", is always 0',
  },
  {
    name: 'off-cpu',
    functions: ['swtch', 'resume'],
    sources: [onSwitch(() => ({ values: ['next'], order: order.offCpu }))],
    args: thread,
  },
  {
    name: 'on-cpu',
    functions: ['resume'],
    sources: [onSwitch(() => ({ task: 'next', order: order.onCpu }))],
  },
  {
    name: 'preempt',
    functions: ['preempt'],
    sources: [onSwitch((state) => ({ when: goesOn(state), order: order.leave }))],
    fidelity: 'close',
    text: 'only if another thread is chosen; also for a thread that yields',
  },
  {
    name: 'remain-cpu',
    functions: ['swtch'],
    sources: [{ event: 'sched_exit_tp(bool is_switch)', when: '!is_switch && tid != 0' }],
  },
  { name: 'schedctl-nopreempt', sources: [], args: [...thread, { type: 'int' }], text: noControl },
  { name: 'schedctl-preempt', sources: [], args: thread, text: noControl },
  { name: 'schedctl-yield', sources: [], args: [{ type: 'int' }], text: noControl },
  {
    name: 'sleep',
    functions: ['cv_block', 'turnstile_block', 'sema_p'],
    sources: [
      onSwitch((state) => ({
        when: `!preempt && (${state} & __SLEEPING) != 0`,
        order: order.leave,
      })),
    ],
    fidelity: 'close',
    text: 'what it sleeps on is not known: pr_stype is SOBJ_NONE, pr_wchan 0',
  },
  {
    name: 'surrender',
    functions: ['cpu_surrender'],
    sources: [
      {
        event: 'sched_set_need_resched_tp(struct task_struct *tsk, int target, int flag)',
        when: 'target != cpu',
        values: ['tsk'],
      },
    ],
    args: thread,
  },
  {
    name: 'tick',
    functions: ['clock_tick'],
    sources: [{ periodNs: 10_000_000n, when: 'tid != 0', values: ['curthread'] }],
    args: thread,
    fidelity: 'close',
    text: 'a hundred times a second on each processor, as the clock of Solaris, whatever the rate of this one',
  },
  {
    name: 'wakeup',
    functions: ['cv_unsleep', 'turnstile_wakeup', 'sema_v'],
    sources: [
      {
        event: 'sched_waking(struct task_struct *p)',
        when: '(__task_state[p] & __SLEEPING) != 0',
        values: ['p'],
      },
    ],
    args: thread,
  },
];

/** The sched provider (Dynamic Tracing Guide, "sched Provider"). */
export const schedProvider = stableProvider({ name: 'sched', probes, modules: ['TS', 'FX', 'RT'] });
