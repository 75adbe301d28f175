import { must } from '../failure.ts';
import { perfEvent } from '../perf-attr.ts';
import type { Sys } from '../sys.ts';
import { enable, onlineCpus, setProgram } from './timer.ts';

const PERF_TYPE_TRACEPOINT = 2;

/**
 * Runs a program at a tracepoint, with the record that perf makes of it; yields a descriptor that
 * detaches when closed. The program belongs to the event and not to the CPU it is opened on.
 *
 * Known loss: as with all of perf, the kernel skips the program while its CPU is inside another one
 * of perf, or a map system call (`bpf_prog_active`, trace_call_bpf).
 */
export function* attachTracepoint(
  sys: Sys,
  program: number,
  { event, id }: { readonly event: string; readonly id: number },
): Generator<number> {
  const cpu = onlineCpus()[0] ?? 0;
  const attr = perfEvent({ type: PERF_TYPE_TRACEPOINT, config: id, samplePeriod: 1n, flags: 0 });
  const fd = must(sys.perfEventOpen(attr, cpu), `failed to enable tracepoint ${event}`);
  yield fd;
  setProgram(sys, fd, program, `tracepoint ${event}`);
  enable(sys, fd, `tracepoint ${event}`);
}
