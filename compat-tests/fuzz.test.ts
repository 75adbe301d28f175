/**
 * The compiler takes any text: it gives an object, or says in a diagnostic what is wrong, and does so
 * soon. FUZZ=1000000 tries more, SEED=n others.
 */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

import { CompileError, SystemError } from '../src/diag/index.ts';
import { MachineNames } from '../src/machine-names.ts';
import { compileScript } from '../src/test-compile.ts';
import { Dice } from './random/dice.ts';
import { randomText } from './random/texts.ts';
import { findSamples } from './suite.ts';

const TOTAL = Number(process.env['FUZZ'] ?? 50_000);
const BATCHES = 50;
const FIRST_SEED = Number(process.env['SEED'] ?? 1);
/** Far more than any sample needs, on a machine that is busy with other things. */
const TOO_LONG_MS = 10_000;
/** Of a batch. */
const PATIENCE_MS = 60_000 * Math.max(1, TOTAL / 50_000);

const samples = ['compat-tests/run', 'compat-tests/err']
  .flatMap((folder) => findSamples(folder))
  .map(({ path }) => readFileSync(path, 'latin1'));
/** The running kernel's types, where it tells them: so that what uses them is damaged, too. */
const names = existsSync('/sys/kernel/btf/vmlinux') ? new MachineNames() : undefined;

const seeds = Array.from({ length: BATCHES }, (_, n) => FIRST_SEED + n);

test.each(seeds)('seed %i', { timeout: PATIENCE_MS }, (seed) => {
  const dice = new Dice(seed);
  for (let n = 0; n < TOTAL / BATCHES; n++) {
    const text = randomText(dice, samples);
    const start = performance.now();
    const problem = problemOf(text);
    expect(problem, text).toBe('');
    expect(performance.now() - start, text).toBeLessThan(TOO_LONG_MS);
  }
});

/** What is wrong with how the compiler takes the text. */
function problemOf(text: string): string {
  try {
    compileText(text);
    return '';
  } catch (error) {
    if (error instanceof CompileError && error.diagnostics.every((d) => d.message !== ''))
      return '';
    if (error instanceof SystemError && error.message.startsWith('program too complex')) return '';
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}

function compileText(text: string): void {
  compileScript(text, {
    settings: [{ name: 'argref' }, { name: 'destructive' }],
    args: ['1', 'two'],
    macros: new Map([['target', 1n]]),
    ...(names && { names, types: (name, module) => names.type(name, module) }),
  });
}
