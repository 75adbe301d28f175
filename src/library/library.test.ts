import { describe, expect, it } from 'vitest';
import type { CompileError, Source } from '../diag/index.ts';
import { typeByName } from '../types/index.ts';
import type { Library } from './library.ts';
import { type LibrarySetting, loadLibraries } from './load.ts';
import { selectItems } from './select.ts';

const item = (text: string, ...names: string[]) => ({ line: names.length, text, names });

const libraries: readonly Library[] = [
  {
    name: 'first.d',
    dependencies: [],
    items: [item('inline int one = 1;', 'one'), item('typedef int two_t;', 'two_t', 'two')],
  },
  {
    name: 'second.d',
    dependencies: [{ kind: 'provider', name: 'syscall' }],
    items: [item('inline two_t three = one + 2;', 'three')],
  },
  {
    name: 'third.d',
    dependencies: [{ kind: 'provider', name: 'nosuch' }],
    items: [item('inline int four = 4;', 'four')],
  },
];

describe('the items that a program needs', () => {
  it.each([
    ['BEGIN { trace(1); }', []],
    ['BEGIN { trace(one); }', ['first.d: inline int one = 1;']],
    [
      'BEGIN { trace(three); }',
      [
        'first.d: inline int one = 1; typedef int two_t;',
        'second.d: inline two_t three = one + 2;',
      ],
    ],
    ['BEGIN { trace(four); }', []],
  ])('%s', (text, expected) => {
    const sources = selectItems(libraries, [text], ({ name }) => name === 'syscall');
    const shown = sources.map((s) => `${s.name}: ${s.text.replace(/#line \d\n|\n$/g, '')}`);
    expect(shown.map((s) => s.replaceAll('\n', ' '))).toEqual(expected);
  });

  it('keep their lines', () => {
    const [source] = selectItems(libraries, ['two'], () => true);
    expect(source?.text).toBe('#line 2\ntypedef int two_t;\n');
  });
});

const file = (name: string, text: string): Source => ({ kind: 'library', name, text });

function load(files: readonly Source[], setting: Partial<LibrarySetting> = {}): readonly string[] {
  const program: Source = { kind: 'script', name: 'main.d', text: '' };
  const { programs } = loadLibraries([program], {
    bare: true,
    files,
    isThere: () => false,
    isType: () => false,
    ...setting,
  });
  return programs.map(({ source }) => source.name);
}

describe('the files of a directory', () => {
  it('come after those they depend on', () => {
    const a = file('lib/a.d', '#pragma D depends_on library b.d\n');
    const b = file('lib/b.d', 'inline int b = 1;\n');
    expect(load([a, b])).toEqual(['lib/b.d', 'lib/a.d']);
  });

  it.each(['provider nosuch', 'module nosuch'])('without %s', (missing) => {
    const a = file('a.d', `#pragma D depends_on ${missing}\n`);
    const b = file('b.d', '#pragma D depends_on library a.d\n');
    expect(load([a, b, file('c.d', '\n')])).toEqual(['c.d']);
  });

  it('may not go round in a circle', () => {
    const a = file('a.d', '#pragma D depends_on library b.d\n');
    const b = file('b.d', '#pragma D depends_on library a.d\n');
    expect(() => load([a, b])).toThrow('depends on itself');
  });

  it('may not depend on one that nobody has', () => {
    const a = file('a.d', '#pragma D depends_on library nosuch.d\n');
    expect(() => load([a])).toThrow('needs nosuch.d');
  });

  it('spoil the program if they are wrong', () => {
    try {
      load([file('a.d', 'inline int = ;\n')]);
      expect.unreachable();
    } catch (error) {
      const [first] = (error as CompileError).diagnostics;
      expect([first.program?.name, first.span.source.name]).toEqual(['main.d', 'a.d']);
    }
  });
});

it('makes typedefs of libraries known to the parser', () => {
  const isType = (name: string): boolean => typeByName(name) !== undefined;
  const setting = { bare: false, files: [], isThere: () => true, isType };
  const text = 'BEGIN { trace(((psinfo_t *)0)->pr_pid); }';
  const loaded = loadLibraries([{ kind: 'script', name: 'x.d', text }], setting);
  expect([loaded.isType('psinfo_t'), loaded.isType('fileinfo_t')]).toEqual([true, false]);
});
