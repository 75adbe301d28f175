import { readFileSync } from 'node:fs';
import type { AttachSpec, CookieFunction, FunctionEvent } from '../../bpf/index.ts';
import { SystemError } from '../../diag/index.ts';
import { refusal } from '../failure.ts';
import { functionAddresses, functionKey } from '../function-addresses.ts';
import { multiLink, perfLink } from '../links.ts';
import { perfEvent } from '../perf-attr.ts';
import type { Refuse } from '../refusals.ts';
import { ERRNO, type Sys } from '../sys.ts';
import { onlineCpus, setProgram } from './timer.ts';

type Functions = Extract<AttachSpec, { kind: 'functions' }>;

/** For tests: what is read of the machine. */
interface Machine {
  readonly kallsyms?: () => string;
  /** The perf event type of kprobes. */
  readonly kprobeType?: () => number;
}

/** Where a function begins. */
interface Place {
  readonly fn: CookieFunction;
  readonly address: bigint;
}

/**
 * Attaches one program to functions; yields descriptors that detach when closed. What the kernel does not take is
 * refused one by one.
 *
 * Known loss: the kernel skips such a program while its CPU is inside another one of kprobes or perf, or a map
 * system call (`bpf_prog_active`); and of functions in which many threads sleep at once, it notes only so
 * many returns (kretprobe's maxactive, twice the number of CPUs and at least 10).
 */
export function* attachFunctions(
  sys: Sys,
  program: number,
  spec: Functions,
  refuse: Refuse,
  { kallsyms, kprobeType }: Machine = {},
): Generator<number> {
  const addresses = functionAddresses(spec.functions, kallsyms);
  const places: Place[] = [];
  for (const fn of spec.functions) {
    const own = addresses.get(functionKey(fn)) ?? [];
    if (own.length === 0) refuse(fn, spec.at, new Error('it has no address in /proc/kallsyms'));
    places.push(...own.map((address) => ({ fn, address })));
  }
  const attach = { sys, program, at: spec.at, refuse };
  if (spec.by === 'multi') yield* attachTogether(attach, places);
  else yield* attachEach(attach, places, kprobeType);
}

interface Attach {
  readonly sys: Sys;
  readonly program: number;
  readonly at: FunctionEvent;
  readonly refuse: Refuse;
}

/** The kernel takes all or none: what it refuses is found by halves. */
function* attachTogether(attach: Attach, places: readonly Place[]): Generator<number> {
  const [first] = places;
  if (!first) return;
  const cookies = places.map(({ fn, address }) => ({ address, cookie: fn.cookie ?? 0 }));
  const link = multiLink(attach.sys, attach.program, cookies, attach.at === 'return');
  if (link >= 0) {
    yield link;
    return;
  }
  if (places.length === 1) {
    attach.refuse(first.fn, attach.at, refusal(-link, 'kprobe.multi'));
    return;
  }
  const half = places.length >> 1;
  yield* attachTogether(attach, places.slice(0, half));
  yield* attachTogether(attach, places.slice(half));
}

function tooMany(): Error {
  return new SystemError(
    'too many functions: each takes a file descriptor on this kernel',
    'raise the limit (ulimit -n), or trace fewer',
  );
}

const PMU = '/sys/bus/event_source/devices/kprobe/type';

function* attachEach(
  attach: Attach,
  places: readonly Place[],
  kprobeType = () => Number(readFileSync(PMU, 'latin1')),
): Generator<number> {
  if (places.length === 0) return;
  const type = kprobeType();
  const cpu = onlineCpus()[0] ?? 0;
  for (const place of places) yield* attachOne(attach, place, type, cpu);
}

/** Bit 0 of `config`: at the return. config2: where. */
function* attachOne(
  { sys, program, at, refuse }: Attach,
  { fn, address }: Place,
  type: number,
  cpu: number,
): Generator<number> {
  const config = at === 'return' ? 1 : 0;
  const event = sys.perfEventOpen(
    perfEvent({ type, config, config2: address, samplePeriod: 1n, flags: 0 }),
    cpu,
  );
  if (event === -ERRNO.EMFILE) throw tooMany();
  if (event < 0) {
    refuse(fn, at, refusal(-event, 'kprobe'));
    return;
  }
  if (fn.cookie === undefined) {
    yield event;
    setProgram(sys, event, program, fn.name);
    return;
  }
  const link = perfLink(sys, program, event, fn.cookie);
  // The link keeps the event.
  sys.close(event);
  if (link < 0) refuse(fn, at, refusal(-link, 'kprobe', 'perfCookie'));
  else yield link;
}
