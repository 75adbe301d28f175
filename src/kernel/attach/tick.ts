import { TICK_STATE } from '../../bpf/index.ts';
import type { Sys } from '../sys.ts';
import { attachRawTracepoint } from './raw-tracepoint.ts';
import { enable, onlineCpus, openClock, setProgram, timerOn } from './timer.ts';

export interface Tick {
  readonly program: number;
  readonly periodNs: bigint;
  readonly sampler: number | undefined;
  /** The ticks map, and where in it the tick's state is. */
  readonly states: DataView;
  readonly state: number;
}

/**
 * Runs a raw tracepoint program every `periodNs` nanoseconds on one CPU; yields descriptors that
 * detach when closed. The program looks at its state at the end of every timer interrupt. That there
 * is one in time, when nothing else runs either, is the work of a cpu-clock event. It first comes a
 * period after it is enabled, so that it is never earlier than the due time taken just before.
 *
 * The CPU is the first one, which does the kernel's timekeeping and gets its timer interrupts even
 * when idle: CPU 1 of the development machine, a guest, then gives 0 to 2 of 300 at 10 ms, CPU 0 all.
 */
export function* attachTick(
  sys: Sys,
  tick: Tick,
  cpu: number = onlineCpus()[0] ?? 0,
): Generator<number> {
  const { states, state, periodNs } = tick;
  yield attachRawTracepoint(sys, tick.program, 'hrtimer_expire_exit', false);
  const event = openClock(sys, periodNs, cpu);
  yield event;
  if (tick.sampler !== undefined) setProgram(sys, event, tick.sampler, timerOn(cpu));
  states.setUint32(state + TICK_STATE.cpu, cpu, true);
  const before = process.hrtime.bigint();
  states.setBigUint64(state + TICK_STATE.due, before + periodNs, true);
  enable(sys, event, timerOn(cpu));
  states.setBigUint64(state + TICK_STATE.slack, process.hrtime.bigint() - before, true);
}
