import * as bpf from '../bpf.ts';
import { must } from '../failure.ts';
import type { Sys } from '../sys.ts';

/** Attaches to a raw tracepoint: a descriptor that detaches when closed. SystemError if there is none. */
export function attachRawTracepoint(
  sys: Sys,
  program: number,
  event: string,
  typed: boolean,
): number {
  const link = bpf.rawTracepointOpen(sys, program, typed ? undefined : event);
  return must(link, `failed to enable tracepoint ${event}`);
}
