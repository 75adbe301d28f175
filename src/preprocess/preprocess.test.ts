import { describe, expect, test } from 'vitest';
import { type Preprocessed, preprocess, readMarkers } from './index.ts';

const files: Readonly<Record<string, string>> = {
  'near/inc.h': '#define FROM_INC 1\nint inc;\n#include "deep.h"\n',
  'near/deep.h': 'int deep;\n',
  'far/inc.h': 'int far;\n',
  'near/self.h': '#include "self.h"\n',
  'usr/machine/sys/own.h': 'int own;\n',
  'near/once.h': '#pragma once\nint once;\n',
};

function run(
  text: string,
  defines: readonly string[] = [],
  undefines: readonly string[] = [],
): Preprocessed {
  return preprocess(text, {
    name: 'script.d',
    folder: 'near',
    folders: ['far'],
    system: ['usr', 'usr/machine'],
    defines,
    undefines,
    readFile: (path) => files[path],
  });
}

describe('macros', () => {
  test.each([
    ['of a name', '#define X 1 + 2\nX;X_', '1 + 2;X_'],
    ['in a probe description', '#define RATE 997\nprofile-RATE', 'profile-997'],
    ['not in a string', '#define X 1\n"X" X', '"X" 1'],
    ['beside marks of D', '#define X 1\n`X @X[X] $X self->X', '`1 @1[1] $1 self->1'],
    ['with arguments', '#define ADD(a, b) ((a) + (b))\nADD(1, (2, 3))', '((1) + ((2, 3)))'],
    ['without arguments', '#define F() 7\nF() F', '7 F'],
    ['in arguments', '#define D(x) (x * 2)\nD(D(1))', '((1 * 2) * 2)'],
    ['over lines', '#define D(a, b) a-b\nD(1,\n  2)\nend', '1-2\nend'],
    ['as a string', '#define S(x) #x\nS( a  "b" )', '"a \\"b\\""'],
    ['glued', '#define G(a, b) a ## b\nG(x, 1) G(, y)', 'x1 y'],
    ['arguments glued are not expanded', '#define A 1\n#define G(a) a ## _\nG(A)', 'A_'],
    ['variadic', '#define V(f, ...) f(__VA_ARGS__)\nV(p, 1, 2)', 'p(1, 2)'],
    ['with a name for the rest', '#define V(r...) [r]\nV(1,2) V()', '[1, 2] []'],
    ['within themselves not', '#define f(x) x + f(x)\nf(f(1))', '1 + f(1) + f(1 + f(1))'],
    ['in each other not', '#define a b\n#define b a\na b', 'a b'],
    ['a space before ( is no parameter list', '#define X (1)\nX', '(1)'],
    ['undefined again', '#define X 1\n#undef X\nX', 'X'],
    ['that continue', '#define X 1 + \\\n  2\nX', '1 + 2'],
    ['of the place', '\n__LINE__ __FILE__', '\n2 "script.d"'],
  ])('%s', (_name, text, expected) => {
    const { text: out, messages } = run(text);
    expect(messages).toEqual([]);
    expect(out.trimEnd()).toBe(expected.trimEnd());
  });

  test('of -D and -U', () => {
    expect(run('A B C', ['A', 'B=2', 'C=3'], ['C']).text).toBe('1 2 C\n');
  });
});

describe('conditions', () => {
  test.each([
    ['1', true],
    ['0', false],
    ['defined A', true],
    ['defined(B) || !defined (A)', false],
    ['A == 2 && B == 0', true],
    ['1 ? 0 : 1', false],
    ['0 && 1 / 0', false],
    ['(1 << 4 | 3) == 0x13 && 010 == 8', true],
    ["'a' == 97 && '\\n' == 10", true],
    ['-1 < 0u', false],
    ['-1 < 0', true],
    ['~0 == -1 && 7 % 4 == 3 && 1 - 2 - 3 == -4', true],
    ['__SUNW_D_VERSION >= 0x01003000', false],
  ])('#if %s', (condition, expected) => {
    const { text, messages } = run(`#if ${condition}\nyes\n#endif`, ['A=2']);
    expect(messages).toEqual([]);
    expect(text).toBe(expected ? 'yes\n' : '');
  });

  test.each([
    ['#ifdef A\n1\n#else\n2\n#endif', '1'],
    ['#ifndef A\n1\n#else\n2\n#endif', '2'],
    ['#if 0\n1\n#elif 1\n2\n#elif 1\n3\n#else\n4\n#endif', '2'],
    ['#if 0\n#if 1\n1\n#else\n2\n#endif\n#error no\n#nonsense\n#endif\n3', '3'],
    ['#if 0\nit is "unclosed\n#endif\n1', '1'],
  ])('%j', (text, expected) => {
    expect(run(text, ['A'])).toMatchObject({ text: `${expected}\n`, messages: [] });
  });
});

describe('what D has of its own', () => {
  test.each([
    ['an interpreter line', '#!/usr/sbin/dtrace -Cs\nBEGIN', '\nBEGIN'],
    ['pragmas', '  #pragma D option quiet', '#pragma D option quiet'],
    ['idents', '#ident "@(#)x.d 1.1"', '#ident "@(#)x.d 1.1"'],
    ['apostrophes in comments', "/* don't */ x // it's\ny", '  x \ny'],
    ['a lone apostrophe', "fbt::it's:entry /* c */", "fbt::it's:entry"],
    ['a comment of lines', 'a /* b\nc */ d', 'a\n d'],
    ['comment marks in strings', '"/* no */ // no"', '"/* no */ // no"'],
  ])('%s', (_name, text, expected) => {
    const lines = run(text)
      .text.trimEnd()
      .split('\n')
      .map((l) => l.trimEnd());
    expect(lines).toEqual(expected.split('\n').map((l) => l.trimEnd()));
  });
});

describe('files', () => {
  test('are looked for beside, in folders, among ours', () => {
    expect(run('#include "inc.h"\nFROM_INC').text).toBe('int inc;\nint deep;\n1\n');
    expect(run('#include <inc.h>').text).toBe('int far;\n');
    expect(run('#include <sys/file.h>\nFREAD FWRITE').text).toMatch(/\n0x1 0x2\n$/);
    expect(run('#include <sys/stat.h>\nS_ISDIR(m)').text).toMatch(
      /\n\(\(\(m\) & 0170000\) == 0040000\)\n$/,
    );
    expect(run('#include <sys/own.h>').text).toBe('int own;\n');
    expect(run('#define H <inc.h>\n#include H').text).toBe('int far;\n');
    expect(run('#include "once.h"\n#include "once.h"').text).toBe('int once;\n');
  });

  test('say where their lines come from', () => {
    const { origins, headers } = run('first\n#include "inc.h"\n\nlast /* x\n*/');
    expect(origins).toEqual([
      { line: 1 },
      { line: 2, file: 'near/inc.h' },
      { line: 1, file: 'near/deep.h' },
      { line: 3 },
      { line: 4 },
    ]);
    expect(headers).toEqual(['. near/inc.h', '.. near/deep.h']);
  });

  test('#line says otherwise', () => {
    const { origins } = run('a\n#line 50 "other.d"\nb\n# 7\nc');
    expect(origins).toEqual([
      { line: 1 },
      { line: 50, file: 'other.d' },
      { line: 7, file: 'other.d' },
    ]);
  });
});

describe('what is wrong', () => {
  test.each([
    ['\n#define', [2, 'no macro name given in #define directive']],
    ['#if 1\n#else', [1, 'unterminated #else']],
    ['#if 1', [1, 'unterminated #if']],
    ['#else', [1, '#else without #if']],
    ['#endif', [1, '#endif without #if']],
    ['#if defined\n#endif', [1, 'operator "defined" requires an identifier']],
    ['#if\n#endif', [1, '#if with no expression']],
    ['#if 1 / 0\n#endif', [1, 'division by zero in #if']],
    ['#if (1\n#endif', [1, "missing ')' in expression"]],
    ['#if 1 2\n#endif', [1, 'missing binary operator before token "2"']],
    ['#if 1\n#else\n#else\n#endif', [3, '#else after #else'], [1, 'the conditional began here']],
    ['#error so it is', [1, '#error so it is']],
    ['#nonsense', [1, 'invalid preprocessing directive #nonsense']],
    ['#include "none.h"', [1, 'none.h: No such file or directory']],
    ['#include', [1, '#include expects "FILENAME" or <FILENAME>']],
    ['#define F(a) a\nF(1, 2)', [2, 'macro "F" passed 2 arguments, but takes just 1']],
    ['#define F(a, b) a\nF(1)', [2, 'macro "F" requires 2 arguments, but only 1 given']],
    ['#define F(a) a\nF(1', [2, 'unterminated argument list invoking macro "F"']],
    ['#define 1 2', [1, 'macro names must be identifiers']],
  ] as [string, ...[number, string][]][])('%j', (text, ...expected) => {
    const { failed, messages } = run(text);
    expect(messages).toEqual(expected.map(([line, what]) => `script.d:${line}: error: ${what}`));
    expect(failed).toBe(true);
  });

  test('a file that includes itself, and macros without end', () => {
    expect(run('#include "self.h"').messages).toHaveLength(1);
    const doubling = Array.from({ length: 40 }, (_, i) => `#define a${i + 1} a${i} a${i}`);
    expect(run([...doubling, 'a40'].join('\n')).messages).toEqual([
      'script.d:41: error: macro expansion does not end',
    ]);
  });

  test('#warning is no error', () => {
    expect(run('#warning mind')).toMatchObject({
      failed: false,
      messages: ['script.d:1: warning: #warning mind'],
    });
  });
});

test('markers of another preprocessor become origins', () => {
  const output =
    '# 1 "<stdin>"\n# 1 "<built-in>"\n# 1 "<stdin>"\na\n# 1 "x.h" 1\nb\n# 3 "<stdin>" 2\nc\n';
  expect(readMarkers(output, new Set(['<stdin>', '<built-in>']))).toEqual({
    text: 'a\nb\nc\n',
    origins: [{ line: 1 }, { line: 1, file: 'x.h' }, { line: 3 }],
  });
});
