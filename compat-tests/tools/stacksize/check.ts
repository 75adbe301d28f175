import { expect } from 'vitest';
import type { Bench } from '../../bench.ts';

/** As deep as calls go in Node: V8 ends them at a little under a mebibyte. */
const deep = `process.stdin.once('data', () => {
  const burn = () => { const end = Date.now() + 200; while (Date.now() < end); };
  const call = (depth) => { try { call(depth + 1); } catch { if (!done) { burn(); done = true; } } };
  let done = false;
  call(0);
  process.exit();
}); console.log('up')`;

export async function check(bench: Bench): Promise<void> {
  const work = bench.start(process.execPath, '--stack-size=900', '-e', deep);
  await work.says('up');
  const output = await bench.whileTracing(['stacksize', `${work.pid}`], () => work.go());
  expect(output).toMatch(/^ +524288 \|@+ +\d{2,} *$/m);
}
