/**
 * Where the two dialects differ: what the README's table says and the tests hold to. Sources: the
 * Dynamic Tracing Guide and illumos for one, Oracle's DTrace for Linux for the other.
 */
export interface DialectDifference {
  readonly what: string;
  readonly text: string;
  readonly illumos: string;
  readonly oracle: string;
}

/** Error tags of programs that are wrong in a dialect; '' where a program is right. */
export const dialectTags: readonly DialectDifference[] = [
  row(
    'a factor below 2',
    '@ = llquantize(1, 1, 0, 2, 10)',
    'D_LLQUANT_FACTORSMALL',
    'D_LLQUANT_FACTORVAL',
  ),
  row(
    'a low magnitude that is no constant',
    '@ = llquantize(1, 10, pid, 2, 10)',
    'D_LLQUANT_LOWTYPE',
    'D_LLQUANT_LMAGTYPE',
  ),
  row(
    'a low magnitude beyond 16 bits',
    '@ = llquantize(1, 10, 70000, 2, 10)',
    'D_LLQUANT_LOWVAL',
    'D_LLQUANT_LMAGVAL',
  ),
  row(
    'a high magnitude that is no constant',
    '@ = llquantize(1, 10, 0, pid, 10)',
    'D_LLQUANT_HIGHTYPE',
    'D_LLQUANT_HMAGTYPE',
  ),
  row(
    'a high magnitude beyond 16 bits',
    '@ = llquantize(1, 10, 0, 70000, 10)',
    'D_LLQUANT_HIGHVAL',
    'D_LLQUANT_HMAGVAL',
  ),
  row(
    'a high magnitude below the low one',
    '@ = llquantize(1, 10, 3, 2, 10)',
    'D_LLQUANT_MAGRANGE',
    'D_LLQUANT_HMAGVAL',
  ),
  row(
    'a high magnitude beyond 64 bits',
    '@ = llquantize(1, 10, 0, 30, 10)',
    'D_LLQUANT_MAGTOOBIG',
    'D_LLQUANT_HMAGVAL',
  ),
  row(
    'steps that are no constant',
    '@ = llquantize(1, 10, 0, 2, pid)',
    'D_LLQUANT_NSTEPTYPE',
    'D_LLQUANT_STEPTYPE',
  ),
  row(
    'steps beyond 16 bits',
    '@ = llquantize(1, 10, 0, 2, 700000)',
    'D_LLQUANT_NSTEPVAL',
    'D_LLQUANT_STEPVAL',
  ),
  row(
    'fewer steps than the factor',
    '@ = llquantize(1, 10, 0, 2, 5)',
    'D_LLQUANT_FACTORNSTEPS',
    '',
  ),
  row(
    'steps that the factor does not divide',
    '@ = llquantize(1, 10, 0, 2, 33)',
    'D_LLQUANT_FACTOREVEN',
    'D_LLQUANT_STEPVAL',
  ),
  row(
    'another factor',
    '@ = llquantize(1, 10, 0, 2, 100); @ = llquantize(1, 100, 0, 2, 100)',
    'D_LLQUANT_FACTORMATCH',
    'D_LLQUANT_MATCHFACTOR',
  ),
  row(
    'another low magnitude',
    '@ = llquantize(1, 10, 0, 2, 10); @ = llquantize(1, 10, 1, 2, 10)',
    'D_LLQUANT_LOWMATCH',
    'D_LLQUANT_MATCHLMAG',
  ),
  row(
    'another high magnitude',
    '@ = llquantize(1, 10, 0, 2, 10); @ = llquantize(1, 10, 0, 3, 10)',
    'D_LLQUANT_HIGHMATCH',
    'D_LLQUANT_MATCHHMAG',
  ),
  row(
    'other steps',
    '@ = llquantize(1, 10, 0, 2, 10); @ = llquantize(1, 10, 0, 2, 20)',
    'D_LLQUANT_NSTEPMATCH',
    'D_LLQUANT_MATCHSTEPS',
  ),
  row('arguments of clear()', 'clear(1, 2)', 'D_CLEAR_PROTO', 'D_PROTO_LEN'),
  row('arguments of trunc()', 'trunc()', 'D_TRUNC_PROTO', 'D_PROTO_LEN'),
  row('what trunc() counts by', '@ = count(); trunc(@, "a")', 'D_TRUNC_SCALAR', 'D_PROTO_ARG'),
  row('arguments of normalize()', 'normalize()', 'D_NORMALIZE_PROTO', 'D_PROTO_LEN'),
  row(
    'what normalize() divides by',
    '@ = count(); normalize(@, "a")',
    'D_NORMALIZE_SCALAR',
    'D_PROTO_ARG',
  ),
  row('arguments of denormalize()', 'denormalize()', 'D_NORMALIZE_PROTO', 'D_PROTO_LEN'),
  row('arguments of stack()', 'stack(1, 2)', 'D_STACK_PROTO', 'D_PROTO_LEN'),
  row('arguments of ustack()', 'ustack(1, 2, 3)', 'D_USTACK_PROTO', 'D_PROTO_LEN'),
  row('arguments of tracemem()', 'tracemem(arg0, 1, 2, 3)', 'D_TRACEMEM_ARGS', 'D_PROTO_LEN'),
  row('print() takes a value or a pointer', 'print(1)', '', 'D_PROTO_ARG'),
  row('print() of nothing', 'print((void)1)', 'D_PRINT_VOID', 'D_PROTO_ARG'),
  row('print() of an aggregation', '@ = count(); print(@)', 'D_PRINT_AGG', 'D_PROTO_ARG'),
  row('trace() of an aggregation', '@ = count(); trace(@)', 'D_TRACE_AGG', 'D_TRACE_DYN'),
  row('a second commit()', 'commit(1); commit(1)', 'D_COMM_COMM', ''),
  row('a second argument of inet_ntoa6()', 'trace(inet_ntoa6(0, 1))', 'D_PROTO_LEN', ''),
  row('the conversion %I', 'printf("%I", 1)', 'D_PRINTF_ARG_TYPE', 'D_SYNTAX'),
];

function row(what: string, statement: string, illumos: string, oracle: string): DialectDifference {
  return { what, text: `BEGIN { ${statement}; }`, illumos, oracle };
}

/** Values of options. A rate is in nanoseconds. */
export const dialectOptions: readonly (Omit<DialectDifference, 'text'> & {
  readonly option: 'specsize' | 'switchrate' | 'aggrate' | 'ustackframes' | 'evaltime';
})[] = [
  { option: 'specsize', what: 'the buffer of a speculation', illumos: '32768', oracle: '4194304' },
  { option: 'switchrate', what: 'how often data is read', illumos: '1000000000', oracle: '0' },
  {
    option: 'aggrate',
    what: 'how often aggregations are read',
    illumos: '1000000000',
    oracle: '0',
  },
  { option: 'ustackframes', what: 'frames of ustack()', illumos: '20', oracle: '100' },
  {
    option: 'evaltime',
    what: 'where -c holds the command',
    illumos: 'preinit',
    oracle: 'postinit',
  },
];

/** Something that programs print, on stdout or stderr. */
export const dialectOutputs: readonly DialectDifference[] = [
  {
    what: 'the newest version of D',
    text: '#pragma D option version=1.13\nBEGIN { printf("ok"); exit(0); }',
    illumos: 'ok\n',
    oracle:
      "dtrace: failed to compile script /dev/stdin: line 1: failed to set option 'version' to '1.13': Requested version is not supported by compiler\n",
  },
  {
    what: 'the size of epid',
    text: 'BEGIN { printf("%d", sizeof (epid)); exit(0); }',
    illumos: '4\n',
    oracle: '8\n',
  },
  {
    what: 'timestamp stays the same through a firing or a clause',
    text: 'BEGIN { self->t = timestamp; }\nBEGIN { printf("%d", self->t == timestamp); exit(0); }',
    illumos: '1\n',
    oracle: '0\n',
  },
  {
    what: 'columns of trace()',
    text: 'BEGIN { trace(1); trace((char)2); trace(3LL); exit(0); }',
    illumos: ':BEGIN         1   2                3\n',
    oracle: ':BEGIN           1   2                   3\n',
  },
  {
    what: 'negative values of llquantize()',
    text: 'BEGIN { @ = llquantize(-15, 10, 0, 2, 10); exit(0); }',
    illumos: '             < 1 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 1 ',
    oracle: '             -10 |@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@@ 1 ',
  },
  {
    what: 'run-time errors name an enabled probe or a clause',
    text: 'BEGIN { trace(*(int *)0); }\nERROR { exit(0); }',
    illumos:
      'dtrace: error on enabled probe ID 1 (ID 1: dtrace:::BEGIN): invalid address (0x0) in action #1 at DIF offset ',
    oracle:
      'dtrace: error in dt_clause_0 for probe ID 1 (dtrace:::BEGIN): invalid address (0x0) at BPF pc ',
  },
];
