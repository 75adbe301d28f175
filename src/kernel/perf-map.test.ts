import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PerfMap } from './perf-map.ts';

/** No process has this number. */
const PID = 2 ** 30;

function scratchRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'dtrace-perf-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  mkdirSync(`${root}/tmp`);
  return root;
}

test('names of compiled code, as the file grows', () => {
  const root = scratchRoot();
  const path = `${root}/tmp/perf-${PID}.map`;
  const map = new PerfMap(PID, root);
  expect(map.find(0x1008)).toBeUndefined();
  writeFileSync(path, '2000 10 LazyCompile:~late a.js:1\n1000 20 early\nnonsense\n');
  expect(map.find(0x1008)).toEqual({ symbol: 'early', offset: 8 });
  expect(map.find(0x200f)).toEqual({ symbol: 'LazyCompile:~late a.js:1', offset: 15 });
  expect(map.find(0x2010)).toBeUndefined();
  appendFileSync(path, '2010 8 new\n1000 20 again\n');
  expect(map.find(0x2010)).toEqual({ symbol: 'new', offset: 0 });
  expect(map.find(0x1000)).toEqual({ symbol: 'again', offset: 0 });
});

test('what is no file is not read', () => {
  const root = scratchRoot();
  mkdirSync(`${root}/tmp/perf-${PID}.map`);
  expect(new PerfMap(PID, root).find(0x1000)).toBeUndefined();
});
