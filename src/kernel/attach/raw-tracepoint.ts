import type { CookieEvent } from '../../bpf/index.ts';
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

/** Attaches one program to many raw tracepoints; yields descriptors that detach when closed. */
export function* attachRawTracepoints(
  sys: Sys,
  program: number,
  events: readonly CookieEvent[],
): Generator<number> {
  for (const { event, cookie } of events) {
    const link = bpf.rawTracepointOpen(sys, program, event, cookie);
    yield must(link, `failed to enable tracepoint ${event}`, 'raw-cookie');
  }
}
