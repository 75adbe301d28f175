/**
 * Random programs over structs, unions, arrays, bit-fields and pointers: memory holds, byte for byte, what
 * an evaluator of its own (random/) says, indices that are none fault, and the verifier refuses nothing.
 * MEMORY=10000 tries more statements, SEED=n others.
 */
import { describe, expect, it } from 'vitest';
import { dtrace, named, Running, whyNoTracing } from './kernel.ts';
import { makeMemoryProgram, readPrinted } from './random/memory-program.ts';

const TOTAL = Number(process.env['MEMORY'] ?? 1_200);
const PER_PROGRAM = 60;
const FIRST_SEED = Number(process.env['SEED'] ?? 1);
const dialects = ['illumos', 'oracle'] as const;
const reason = whyNoTracing();

describe.skipIf(reason !== undefined).concurrent(named('random memory', reason), () => {
  const seeds = Array.from({ length: TOTAL / PER_PROGRAM }, (_, n) => FIRST_SEED + n);
  it.each(seeds)('seed %i', async (seed) => {
    const dialect = dialects[seed % 2] ?? 'illumos';
    const { text, expected } = makeMemoryProgram(seed, PER_PROGRAM, dialect);
    const run = new Running(dtrace, [
      '-q',
      '-xscratchsize=4096',
      `-xdialect=${dialect}`,
      '-s',
      '/dev/stdin',
    ]);
    run.child.stdin?.end(text);
    const { stdout, stderr, status } = await run.ended;
    const faults = expected.filter((line) => line.startsWith('F')).length;
    const said = {
      status,
      faults: stderr.match(FAULT)?.length ?? 0,
      other: stderr.replace(FAULT, ''),
    };
    expect(said, `${dialect}\n${text}`).toEqual({ status: 0, faults, other: '' });
    expect(readPrinted(stdout), `${dialect}\n${text}`).toEqual(expected);
  });
});

/** A run-time error as stderr has it: of an index outside an array, and where. */
const FAULT =
  /^dtrace: error (?:on|in) .*(?:invalid address|index out of bounds) .*\n +at line .*\n/gm;
