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
import { Output, openOutput, type Shell } from './output.ts';

const MAKE_PIPE = 'mkfifo';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const never = () => {
  throw new Error('the reader is still there');
};

const noShell = () => {
  throw new Error('there is no command');
};

describe('a file', () => {
  it('is appended to, byte by byte', () => {
    const path = join(folder, 'out');
    writeFileSync(path, 'before ');
    const output = new Output(openOutput(path), path, noShell, never);
    output.write('\xe2\x82');
    output.write('\xac\n');
    expect(readFileSync(path, 'utf8')).toBe('before ');
    output.flush();
    expect(readFileSync(path, 'utf8')).toBe('before €\n');
  });
  it('takes much without a flush', () => {
    const path = join(folder, 'out');
    const output = new Output(openOutput(path), path, noShell, never);
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
    const output = new Output(openSync('/dev/full', 'w'), 'disk', noShell, never);
    output.write('x');
    expect(() => output.flush()).toThrow('failed to write to disk: No space left on device');
  });
});

describe('what actions do to the output', () => {
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  const open = () => {
    const path = join(folder, 'out');
    return new Output(openOutput(path), path, noShell, never);
  };

  it('reopen() goes on in another file, at its end, and back', () => {
    writeFileSync(join(folder, 'other'), 'old ');
    const output = open();
    output.write('1');
    expect(output.redirected).toBeUndefined();
    expect(output.reopen(join(folder, 'other'))).toBeUndefined();
    output.write('2');
    expect(output.redirected).toBe(5);
    expect(output.reopen(undefined)).toBeUndefined();
    output.write('3');
    output.flush();
    expect([text('out'), text('other')]).toEqual(['13', 'old 2']);
  });

  it.each([
    ['.', 'Is a directory'],
    ['none/out', 'No such file or directory'],
  ])('reopen() of %s changes nothing', (name, reason) => {
    const output = open();
    expect(output.reopen(join(folder, name))).toBe(reason);
    output.write('still here');
    output.flush();
    expect(text('out')).toBe('still here');
  });

  it('truncate() goes back to the beginning, though the file was not opened to append', () => {
    const path = join(folder, 'plain');
    const fd = openSync(path, 'w');
    const output = new Output(fd, path, noShell, never);
    output.write('lost');
    output.truncate();
    output.write('kept');
    expect(output.redirected).toBeUndefined();
    output.reopen(join(folder, 'other'));
    output.reopen(undefined);
    output.write(' on');
    output.flush();
    closeSync(fd);
    expect(text('plain')).toBe('kept on');
  });

  it('truncate() of what is no file does nothing', () => {
    const output = new Output(openSync('/dev/null', 'w'), 'null', noShell, never);
    expect(() => output.truncate()).not.toThrow();
  });

  it('run() passes the bytes of the command on, after what was written before it', () => {
    const ran: unknown[] = [];
    const path = join(folder, 'out');
    const shell: Shell = (command, stdout) => ran.push([...command, stdout, text('out')]);
    const output = new Output(openOutput(path), path, shell, never);
    output.write('first ');
    output.run('a\xff');
    expect(ran).toEqual([[0x61, 0xff, 1, 'first ']]);
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
    const output = new Output(writer, 'pipe', noShell, () => {
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
