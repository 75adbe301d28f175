import { readFileSync } from 'node:fs';
import type { AttachSpec, CookieFunction, ProgramSpec } from '../../bpf/index.ts';
import { SystemError } from '../../diag/index.ts';
import { refusal } from '../failure.ts';
import {
  functionAddresses,
  functionEnd,
  functionKey,
  traceableAddresses,
} from '../function-addresses.ts';
import { perfLink } from '../links.ts';
import { perfEvent } from '../perf-attr.ts';
import type { Refuse } from '../refusals.ts';
import { ERRNO, type Sys } from '../sys.ts';
import { type Attach, attachByName, attachTogether, type Place } from './multi.ts';
import { onlineCpus, setProgram } from './timer.ts';

type Functions = Extract<AttachSpec, { kind: 'functions' }>;

/** For tests: what is read of the machine. */
interface Machine {
  readonly kallsyms?: () => string;
  /** The perf event type of kprobes. */
  readonly kprobeType?: () => number;
  readonly traceable?: typeof traceableAddresses;
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
  { kallsyms, kprobeType, traceable = traceableAddresses }: Machine = {},
): Generator<number> {
  const attach = { sys, program, at: spec.at, refuse, traceable };
  const left = spec.by === 'multi' ? yield* attachByName(attach, spec.functions) : spec.functions;
  const places = left.length > 0 ? placesOf(attach, left, kallsyms) : [];
  if (spec.by === 'multi') yield* attachTogether(attach, places);
  else yield* attachEach(attach, places, kprobeType);
}

/**
 * The kernel runs the kprobes of a function newest first, and that of its return puts an address of its own where Arm's
 * register says where the function was called; so it must not come before that of the entry.
 */
export function returnsFirst(programs: readonly ProgramSpec[]): readonly ProgramSpec[] {
  const isReturn = ({ attach }: ProgramSpec) =>
    attach.kind === 'functions' && attach.at === 'return';
  return [...programs.filter(isReturn), ...programs.filter((program) => !isReturn(program))];
}

function placesOf(
  { at, refuse }: Attach,
  functions: readonly CookieFunction[],
  kallsyms: Machine['kallsyms'],
): readonly Place[] {
  const addresses = functionAddresses(functions, kallsyms);
  return functions.flatMap((fn) => {
    const own = addresses.get(functionKey(fn)) ?? [];
    if (own.length === 0) refuse(fn, at, new Error('it has no address in /proc/kallsyms'));
    return own.flatMap((start): readonly Place[] => {
      const address = start + BigInt(fn.offset ?? 0);
      if (fn.offset === undefined || address < functionEnd(start, kallsyms))
        return [{ fn, address }];
      refuse(fn, at, new Error('the function ends before that'));
      return [];
    });
  });
}

function tooMany(): Error {
  return new SystemError(
    'too many functions: each takes a file descriptor on this kernel',
    'raise the limit (ulimit -n), or trace fewer',
  );
}

/** What the kernel means by EILSEQ (check_kprobe_address_safe, arch_prepare_kprobe). */
function kprobeRefusal(error: number, { offset = 0 }: CookieFunction): Error {
  const isWithin = offset > 0 && (error === ERRNO.EILSEQ || error === ERRNO.EINVAL);
  return isWithin
    ? new SystemError('no instruction that may be probed begins there')
    : refusal(error, 'kprobe');
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
    refuse(fn, at, kprobeRefusal(-event, fn));
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
  if (link < 0) refuse(fn, at, refusal(-link, 'kprobe', 'perf-cookie'));
  else yield link;
}
