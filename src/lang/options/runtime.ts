import { always, choice, count, idle, illumosElse, type Row, rate, size, toggle } from './row.ts';
import { parseSize } from './values.ts';

const kilo = 1024;
const mega = kilo * kilo;
const second = 1e9;

const lockmem: Row<number> = {
  ...size(
    always(Number.POSITIVE_INFINITY),
    'the memory of BPF is not locked memory since Linux 5.11',
  ),
  commandLine: true,
  parse: (text) =>
    text === 'unlimited'
      ? Number.POSITIVE_INFINITY
      : text === undefined
        ? undefined
        : parseSize(text),
};

/** Options of the run, fixed once tracing starts. Sizes are bytes, rates are periods in nanoseconds. */
export const runtimeRows = {
  aggsize: size(always(4 * mega), 'room for each aggregation, on each CPU'),
  bpflog: toggle('runtime', "print the verifier's log of each program"),
  bpflogsize: size(always(16 * mega - 1), "room for the verifier's log"),
  bufpolicy: choice(
    'runtime',
    always('switch'),
    ['switch', 'fill', 'ring'],
    'what happens when the trace buffer is full',
  ),
  bufresize: choice(
    'runtime',
    always('auto'),
    ['auto', 'manual'],
    'whether buffers may be made smaller to fit',
  ),
  bufsize: size(always(4 * mega), 'the trace buffer, of each CPU'),
  cleanrate: idle(rate('runtime', always(Math.floor(second / 101)), 'nothing has to be cleaned')),
  cpu: count('runtime', always(-1), 'the only CPU to trace'),
  destructive: toggle('runtime', 'allow destructive actions, as -w'),
  dynvarsize: size(always(mega), 'room for associative arrays and thread-local variables'),
  fbtattach: choice(
    'runtime',
    always('auto'),
    ['auto', 'fentry', 'multi', 'kprobe'],
    'how functions are traced, where the kernel has that way',
  ),
  jstackframes: count('runtime', always(50), 'frames of jstack()'),
  jstackstrsize: size(always(512), 'bytes of names of jstack()'),
  lockmem: idle(lockmem),
  maxframes: count('runtime', always(127), 'the most frames of any stack'),
  noresolve: toggle('runtime', 'print user code as object:0xoffset, without symbols'),
  nspec: count('runtime', always(1), 'how many speculations there may be at once'),
  pcapsize: size(always(1500), 'bytes of a packet that pcap() records'),
  // Twice as much has to fit into a per-CPU value, of at most 32 KiB.
  scratchsize: size(illumosElse(8 * kilo, 256), 'scratch memory of alloca() and copyin()', 8),
  specsize: size(illumosElse(32 * kilo, 4 * mega), 'the buffer of a speculation'),
  stackframes: count('runtime', always(20), 'frames of stack()'),
  statusrate: rate('runtime', always(second), 'how often drops are looked for'),
  // libdtrace asks for room for one character and the closing zero.
  strsize: size(always(256), 'bytes of a string', 2),
  temporal: idle(toggle('runtime', 'records are in order of time anyway')),
  ustackframes: count('runtime', illumosElse(20, 100), 'frames of ustack()'),
} satisfies Readonly<Record<string, unknown>>;
