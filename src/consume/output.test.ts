import { spawnSync } from 'node:child_process';
import {
  closeSync,
  constants,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Output, openOutput } from './output.ts';

const MAKE_PIPE = 'mkfifo';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const never = () => {
  throw new Error('the reader is still there');
};

describe('a file', () => {
  it('is appended to, byte by byte', () => {
    const path = join(folder, 'out');
    writeFileSync(path, 'before ');
    const output = new Output(openOutput(path), path, never);
    output.write('\xe2\x82');
    output.write('\xac\n');
    expect(readFileSync(path, 'utf8')).toBe('before ');
    output.flush();
    expect(readFileSync(path, 'utf8')).toBe('before €\n');
  });
  it('takes much without a flush', () => {
    const path = join(folder, 'out');
    const output = new Output(openOutput(path), path, never);
    for (let i = 0; i < 100_000; i++) output.write('0123456789');
    expect(readFileSync(path).length).toBeGreaterThan(900_000);
    output.flush();
    expect(readFileSync(path, 'latin1')).toBe('0123456789'.repeat(100_000));
  });
  it('that cannot be opened is an error', () => {
    expect(() => openOutput(join(folder, 'none', 'out'))).toThrow(
      /^failed to open output file '.*out': No such file or directory$/,
    );
  });
  it('that is full is an error', () => {
    const output = new Output(openSync('/dev/full', 'w'), 'disk', never);
    output.write('x');
    expect(() => output.flush()).toThrow('failed to write to disk: No space left on device');
  });
});

describe('a pipe', () => {
  /** Both ends of a named pipe that do not block. */
  function pipe(): readonly [number, number] {
    const path = join(folder, 'pipe');
    spawnSync(MAKE_PIPE, [path]);
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    return [reader, openSync(path, constants.O_WRONLY | constants.O_NONBLOCK)];
  }
  it('whose reader goes is told once, and nothing more is written', () => {
    const [reader, writer] = pipe();
    let told = 0;
    const output = new Output(writer, 'pipe', () => {
      told++;
    });
    output.write('seen');
    output.flush();
    const bytes = Buffer.alloc(9);
    expect(readSync(reader, bytes)).toBe(4);
    closeSync(reader);
    for (const text of ['lost', 'lost']) {
      output.write(text);
      output.flush();
    }
    expect(told).toBe(1);
  });
});
