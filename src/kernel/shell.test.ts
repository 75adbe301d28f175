import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fakeSys } from './fake-sys.ts';
import { shell } from './shell.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shell-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('ends the text in a zero byte', () => {
  const seen: unknown[] = [];
  const sys = fakeSys(undefined, {
    system: (command, stdout) => seen.push([...command, stdout]),
  });
  shell(sys)(Buffer.of(0x61, 0xff), 7);
  expect(seen).toEqual([[0x61, 0xff, 0, 7]]);
});

it.each([
  ['its output, byte for byte', "printf 'a\\377'", 'a\xff'],
  ['no complaint of a broken pipe', 'exec 2>&1; yes | head -n 1', 'y\n'],
])('gives %s', (_name, command, expected) => {
  const path = join(folder, 'out');
  const fd = openSync(path, 'w');
  shell()(Buffer.from(command), fd);
  closeSync(fd);
  expect(readFileSync(path, 'latin1')).toBe(expected);
});
