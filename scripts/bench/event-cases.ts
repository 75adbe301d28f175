import { GETPPID } from './floor.ts';

/** A question asked in both languages, about a loop of getppid(). */
export interface EventCase {
  readonly name: string;
  readonly dtrace: string;
  /** Ways to ask it; the fastest counts. By the kind of probe they use. */
  readonly bpftrace: Readonly<Record<string, string>>;
  /** Name of the C file in floor/. */
  readonly floor: string;
  /** How many programs run at each turn. */
  readonly programs: number;
}

const ENTRY = 'syscall::getppid:entry';
const RETURN = 'syscall::getppid:return';
const ONE = 'tracepoint:syscalls:sys_enter_getppid';
const ONE_EXIT = 'tracepoint:syscalls:sys_exit_getppid';
const RAW = 'tracepoint:raw_syscalls:sys_enter';
const RAW_EXIT = 'tracepoint:raw_syscalls:sys_exit';
const ID = `args->id == ${GETPPID}`;

/** bpftrace's two kinds of probe for one syscall, with the same predicate and body. */
function both(body: string, predicate?: string): Record<string, string> {
  return {
    'syscall tracepoint': `${ONE} ${predicate ? `/${predicate}/ ` : ''}${body}`,
    raw_syscalls: `${RAW} /${predicate ? `${ID} && ${predicate}` : ID}/ ${body}`,
  };
}

const SAMPLE = '{ @ = hist(nsecs - @s[tid]); delete(@s[tid]); }';

export const eventCases: readonly EventCase[] = [
  {
    name: 'false predicate: `/pid == 1/`',
    dtrace: `${ENTRY} /pid == 1/ { @ = count(); }`,
    bpftrace: both('{ @ = count(); }', 'pid == 1'),
    floor: 'predicate',
    programs: 1,
  },
  {
    name: '`@ = count()`',
    dtrace: `${ENTRY} { @ = count(); }`,
    bpftrace: both('{ @ = count(); }'),
    floor: 'count',
    programs: 1,
  },
  {
    name: '`@[execname] = count()`',
    dtrace: `${ENTRY} { @[execname] = count(); }`,
    bpftrace: both('{ @[comm] = count(); }'),
    floor: 'execname',
    programs: 1,
  },
  {
    name: '`@[probefunc] = count()`, all syscalls',
    dtrace: 'syscall:::entry { @[probefunc] = count(); }',
    bpftrace: { raw_syscalls: `${RAW} { @[args->id] = count(); }` },
    floor: 'probefunc',
    programs: 1,
  },
  {
    name: '`@ = quantize(arg2)`',
    dtrace: `${ENTRY} { @ = quantize(arg2); }`,
    bpftrace: {
      // This one has no arguments: its number is as good a value, and as cheap to get.
      'syscall tracepoint': `${ONE} { @ = hist(args->__syscall_nr); }`,
      raw_syscalls: `${RAW} /${ID}/ { @ = hist(args->args[2]); }`,
    },
    floor: 'quantize',
    programs: 1,
  },
  {
    name: 'latency: `self->t`, `quantize`',
    dtrace:
      `${ENTRY} { self->t = timestamp; } ` +
      `${RETURN} /self->t/ { @ = quantize(timestamp - self->t); self->t = 0; }`,
    bpftrace: {
      'syscall tracepoint': `${ONE} { @s[tid] = nsecs; } ${ONE_EXIT} /@s[tid]/ ${SAMPLE}`,
      raw_syscalls:
        `${RAW} /${ID}/ { @s[tid] = nsecs; } ` + `${RAW_EXIT} /${ID} && @s[tid]/ ${SAMPLE}`,
    },
    floor: 'latency',
    programs: 2,
  },
];
