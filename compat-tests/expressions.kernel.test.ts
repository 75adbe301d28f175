/**
 * Random well-typed expressions: what the kernel calculates is, bit for bit, what the D language says in
 * either dialect, by an evaluator of its own (random/). A program that the compiler takes and the verifier
 * refuses fails, too. EXPRESSIONS=100000 tries more, SEED=n others.
 */
import { describe, expect, it } from 'vitest';
import { dtrace, type Ended, named, Running, whyNoTracing } from './kernel.ts';
import { Dice } from './random/dice.ts';
import { Generator, makeWorld, STRSIZE, type World } from './random/generate.ts';
import type { Dialect } from './random/integers.ts';

const TOTAL = Number(process.env['EXPRESSIONS'] ?? 10_000);
const PER_PROGRAM = 50;
const FIRST_SEED = Number(process.env['SEED'] ?? 1);
const dialects = ['illumos', 'oracle'] as const;
const reason = whyNoTracing();

describe.skipIf(reason !== undefined).concurrent(named('random expressions', reason), () => {
  const seeds = Array.from({ length: TOTAL / PER_PROGRAM }, (_, n) => FIRST_SEED + n);
  it.each(seeds)('seed %i', async (seed) => {
    const dialect = dialects[seed % 2] ?? 'illumos';
    const { text, lines } = makeProgram(seed, dialect);
    const { stdout, stderr, status } = await traceScript(text, dialect);
    expect({ status, stderr }, `${dialect}\n${text}`).toEqual({ status: 0, stderr: '' });
    const printed = stdout.split('\n');
    const wrong = lines.find(({ expected }, n) => printed[n] !== expected);
    expect(printed[lines.indexOf(wrong ?? NONE)], `${dialect}\n${wrong?.clause}\n${text}`).toBe(
      wrong?.expected,
    );
  });
});

interface Line {
  readonly clause: string;
  readonly expected: string;
}

const NONE: Line = { clause: '', expected: '' };

async function traceScript(text: string, dialect: Dialect): Promise<Ended> {
  const options = [`-xstrsize=${STRSIZE}`, `-xdialect=${dialect}`];
  const run = new Running(dtrace, ['-q', ...options, '-s', '/dev/stdin']);
  run.child.stdin?.end(text);
  return run.ended;
}

/** Variables are set in one clause of a firing, and read or changed in the others, one for each line. */
function makeProgram(
  seed: number,
  dialect: Dialect,
): { readonly text: string; readonly lines: readonly Line[] } {
  const dice = new Dice(seed);
  const world = makeWorld(dice, dialect);
  const lines = Array.from({ length: PER_PROGRAM }, (_, n) => makeLine(dice, world, n));
  const clauses = lines.map(({ clause }) => clause).join('\n');
  const set = `BEGIN {\n${world.assignments}\n}`;
  return { text: `${world.declarations}\n${set}\n${clauses}\nBEGIN { exit(0); }\n`, lines };
}

function makeLine(dice: Dice, world: World, n: number): Line {
  const generator = new Generator(dice, world);
  const depth = 1 + dice.below(5);
  if (dice.once(5)) {
    const { text, value } = generator.string(Math.min(depth, 3));
    return { clause: `BEGIN { printf("${n} %s\\n", ${text}); }`, expected: `${n} ${value}` };
  }
  const { text, value } = dice.once(4) ? generator.change(depth) : generator.integer(depth);
  const bits = BigInt.asUintN(64, value).toString(16);
  const clause = `BEGIN { printf("${n} %x\\n", (uint64_t)${text}); }`;
  return { clause, expected: `${n} ${bits}` };
}
