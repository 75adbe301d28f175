/**
 * What the string functions of D give, in the running kernel: each expression twice, over constants
 * (which the compiler sees) and over variables that may hold strsize bytes (which it does not).
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { named, whyNot } from '../kernel/test-needs.ts';

const dtrace = fileURLToPath(new URL('../../dtrace', import.meta.url));

const reason = whyNot();
const kernel = describe.skipIf(reason !== undefined);

/** An argument list, and what the function prints with it. */
type Case = readonly [
  args: readonly (string | number | bigint)[],
  expected: string | number | bigint,
];

/** What a fault prints: DTrace's code and the value that goes with it. */
const fault = (code: number, value = 0): string => `fault ${code} ${value}`;

const letters = 'abcdefghij';
const both = (values: readonly string[]): [string, string][] =>
  values.flatMap((a) => values.map((b): [string, string] => [a, b]));

const paths: readonly (readonly [path: string, dirname: string, basename: string])[] = [
  ['/foo/bar/baz', '/foo/bar', 'baz'],
  ['/foo/bar///baz/', '/foo/bar', 'baz'],
  ['/foo/bar/baz//', '/foo/bar', 'baz'],
  ['/foo/bar/baz/.', '/foo/bar/baz', '.'],
  ['/foo/bar/baz/.//', '/foo/bar/baz', '.'],
  ['foo/bar/baz/', 'foo/bar', 'baz'],
  ['/', '/', '/'],
  ['./', '.', '.'],
  ['//', '/', '/'],
  ['/.', '/', '.'],
  ['/./.', '/.', '.'],
  ['.', '.', '.'],
  ['f', '.', 'f'],
  ['f/', '.', 'f'],
  ['/////', '/', '/'],
  ['', '.', '.'],
  ['/a', '/', 'a'],
  ['//a//b//', '//a', 'b'],
  ['/seventeen/chars/', '/seventeen', 'chars'],
];

const searches: readonly (readonly [text: string, pattern: string])[] = [
  ['foobarbaz', 'barbaz'],
  ['foofoofoo', 'foo'],
  ['boofoofoo', 'foo'],
  ['foobarbaz', 'barbazzy'],
  ['foobar', 'foobar'],
  ['foobar', 'foobarbaz'],
  ['', 'foobar'],
  ['foobar', ''],
  ['', ''],
  ['aaaaaaaaaaaab', 'aaab'],
  ['aabaabaaabaa', 'aabaaa'],
  ['abababac', 'ababac'],
  ['aaaaaaaa', 'aaaa'],
  [`${letters}${letters}klm`, `${letters}k`],
  ['x'.repeat(60), 'x'.repeat(40)],
];

/** Perl's index and rindex: positions outside count as the nearer end. */
function indexOf(text: string, pattern: string, position: number): number {
  return text.indexOf(pattern, Math.min(Math.max(position, 0), text.length));
}

function rindexOf(text: string, pattern: string, position: number): number {
  if (position < 0 && pattern !== '') return -1;
  return text.lastIndexOf(pattern, Math.max(position, 0));
}

/** The rules of substr(): where it begins, then how much is left. */
function substring(text: string, index: number, count: number): string {
  let start = index < 0 ? index + text.length : index;
  let remaining = count;
  if (start < 0 && start + count > 0) {
    remaining += start;
    start = 0;
  }
  if (start < 0 || start >= text.length) return '';
  if (remaining < 0) remaining += text.length - start;
  return text.slice(start, start + Math.max(remaining, 0));
}

const tables: Readonly<Record<string, readonly Case[]>> = {
  strlen: ['', '1', 'abcdefg', 'abcdefgh', 'abcdefghi', 'x'.repeat(120)].map((s) => [
    [s],
    s.length,
  ]),
  strjoin: both(['', 'foo', 'abcdefgh', 'i']).map(([a, b]) => [[a, b], a + b]),
  strchr: [
    [['fooeyfooey', 102], 'fooeyfooey'],
    [['fooeyfooey', 121], 'yfooey'],
    [[letters, 106], 'j'],
    [['abc', 0], ''],
    [['b`a', 97], 'a'],
    [['abc', 113], fault(1)],
    [['', 97], fault(1)],
  ],
  strrchr: [
    [['fooeyfooeyfoo', 102], 'foo'],
    [['fooeyfooeyfoo', 121], 'yfoo'],
    [['a/b/c', 47], '/c'],
    [['/aaaaaaaaaaaaaaaaaaaa', 47], '/aaaaaaaaaaaaaaaaaaaa'],
    [['abc', 0], ''],
    [['abc', 113], fault(1)],
  ],
  strstr: searches.map(([s, t]) => [[s, t], s.includes(t) ? s.slice(s.indexOf(t)) : fault(1)]),
  index: searches.flatMap(([s, t]): Case[] => [
    [[s, t], s.indexOf(t)],
    ...[-400, -1, 0, 1, s.length >> 1, s.length, s.length + 400].map(
      (p): Case => [[s, t, p], indexOf(s, t, p)],
    ),
  ]),
  rindex: searches.flatMap(([s, t]): Case[] => [
    [[s, t], s.lastIndexOf(t)],
    ...[-400, -1, 0, 1, s.length >> 1, s.length, s.length + 400].map(
      (p): Case => [[s, t, p], rindexOf(s, t, p)],
    ),
  ]),
  substr: [-2147483648, -13, -10, -9, -1, 0, 1, 9, 10, 11, 2147483647].flatMap((i): Case[] => [
    [[letters, i], substring(letters, i, 256)],
    ...[-2147483648, -11, -5, -1, 0, 1, 3, 10, 11, 2147483647].map(
      (n): Case => [[letters, i, n], substring(letters, i, n)],
    ),
  ]),
  basename: paths.map(([path, , name]) => [[path], name]),
  dirname: paths.map(([path, directory]) => [[path], directory]),
  toupper: [[['hello@[`{Zz, long string over words'], 'HELLO@[`{ZZ, LONG STRING OVER WORDS']],
  tolower: [[['HELLO@[`{Zz 0123456789 LONG'], 'hello@[`{zz 0123456789 long']],
  lltostr: [
    [[0], '0'],
    [[-1], '-1'],
    [[1234567890123456789n], '1234567890123456789'],
    [[9223372036854775807n], '9223372036854775807'],
    [[-9223372036854775808n], '-9223372036854775808'],
    [[255, 16], '0xff'],
    [[0, 16], '0x0'],
    [[-1, 16], '0xffffffffffffffff'],
    [[8, 8], '010'],
    [[0, 8], '0'],
    [[-5, 10], '-5'],
    [[5, 2], '101'],
    [[-1, 2], '1'.repeat(64)],
    [[1295, 36], 'zz'],
    [[5, 1], fault(3)],
    [[5, 37], fault(3)],
    [[5, -1], fault(3)],
  ],
  strtoll: [
    [['123'], 123],
    [['  \t-45xyz'], -45],
    [['+7'], 7],
    [['- 5'], 0],
    [['0x1f'], 0],
    [['0x1f', 16], 31],
    [['0X1F', 16], 31],
    [['-0x10', 16], -16],
    [['0xg', 16], 0],
    [['777', 8], 511],
    [['Zz', 36], 1295],
    [['9223372036854775807'], 9223372036854775807n],
    [['-9223372036854775808'], -9223372036854775808n],
    [['18446744073709551617'], 1],
    [['1'.repeat(64), 2], -1],
    [[''], 0],
    [['-'], 0],
    [['   '], 0],
    [['5', 1], fault(3)],
    [['5', 37], fault(3)],
  ],
  copyinstr: [
    [[0], fault(1)],
    [[0x1234], fault(1, 0x1234)],
    [[0, 5], fault(1)],
  ],
};

/** Documents and paths; null: there is no such value. */
const documents: readonly (readonly [document: string, path: string, value: string | null])[] = [
  ['{"a":1}', 'a', '1'],
  ['{ "a" : { "b" : [ 10, 20 , {"c":"d"} ] } }', 'a.b[1]', '20'],
  ['{ "a" : { "b" : [ 10, 20 , {"c":"d"} ] } }', 'a.b[2].c', 'd'],
  ['{ "a" : { "b" : [ 10, 20 , {"c":"d"} ] } }', 'a.b', '[ 10, 20 , {"c":"d"} ]'],
  ['{ "a" : { "b" : [ 10, 20 , {"c":"d"} ] } }', 'a.b[3]', null],
  ['{ "a" : { "b" : [ 10, 20 , {"c":"d"} ] } }', 'a[0]', null],
  ['{ "a" : { "b" : [ 10, 20 , {"c":"d"} ] } }', 'a.b.c', null],
  ['[1,[2,"three"],4]', '[1][1]', 'three'],
  ['[1,[2,"three"],4]', '[2]', '4'],
  ['[]', '[0]', null],
  ['{"s":"br{ace\\"s}","t":true}', 't', 'true'],
  ['{"s":"q\\"uote"}', 's', 'q\\"uote'],
  ['{"x":{"t":1},"t":-1.5e3}', 't', '-1.5e3'],
  ['{"ab":1,"a":null,"abc":3}', 'a', 'null'],
  ['{"ab":1,"a":2,"abc":3}', 'abc', '3'],
  ['{"a":', 'a', null],
  ['', 'a', null],
  ['no document', 'a', null],
  ['{"a":"cut off', 'a', null],
  ['{"a":""}', 'a', ''],
  ['{"a":[[],[[]],{"z":[5]}]}', 'a[2].z[0]', '5'],
];

/** Paths as illumos leaves them: a slash at the end, a last `.` and a first `./` stay. */
const cleanPaths: readonly (readonly [path: string, clean: string])[] = [
  ['/usr/./lib', '/usr/lib'],
  ['/usr//lib///x', '/usr/lib/x'],
  ['/usr/lib/../bin', '/usr/bin'],
  ['/usr/../../../bin/', '/bin/'],
  ['a/b/../../c', 'c'],
  ['../a', '../a'],
  ['../../a/..', '../../'],
  ['/.hidden/..x/...', '/.hidden/..x/...'],
  ['/a/.', '/a/.'],
  ['./a', './a'],
  ['/', '/'],
  ['//', '/'],
  ['/..', '/'],
  ['', ''],
];

Object.assign(tables, {
  json: documents.map(([text, path, value]): Case => [[text, path], value ?? fault(1)]),
  cleanpath: cleanPaths.map(([path, clean]): Case => [[path], clean]),
  strtok: [
    [['a,b', ','], 'a'],
    [[',,a;b', ',;'], 'a'],
    [['plain', ','], 'plain'],
    [['plain', ''], 'plain'],
    [[',,', ','], fault(1)],
    [['', ','], fault(1)],
  ] satisfies Case[],
  getmajor: [
    [[0x800001], 8],
    [[0x7ff00000], 2047],
  ] satisfies Case[],
  getminor: [[[0x800001], 1]] satisfies Case[],
});

type Mode = 'constants' | 'variables';

function literal(value: string | number | bigint): string {
  if (typeof value === 'string') return JSON.stringify(value);
  return value === -9223372036854775808n ? '(1LL << 63)' : `${value}`;
}

/** A clause that prints the call; its arguments stand in it, or in variables set just before. */
function clause(name: string, [args]: Case, format: string, mode: Mode): string {
  const texts = args.map(literal);
  const places = args.map((a, i) => `${typeof a === 'string' ? 's' : 'n'}${i}`);
  const settings = mode === 'constants' ? [] : texts.map((text, i) => `${places[i]} = ${text};`);
  const call = `${name}(${(mode === 'constants' ? texts : places).join(', ')})`;
  return `BEGIN { ${settings.join(' ')} printf("${format}\\n", ${call}); }`;
}

/** So that the variables may hold any string or number. */
const declarations = [
  'string s0; string s1; int64_t n0; int64_t n1; int64_t n2;',
  'BEGIN /pid < 0/ { s0 = copyinstr(0); s1 = copyinstr(0); }',
  'ERROR { printf("fault %d %d\\n", arg4, arg5); }',
];

/** The lines of a program, one a clause; what the compiler or verifier has to say comes first. */
function run(clauses: readonly string[], strsize = 128): string[] {
  const program = [...declarations, ...clauses, 'BEGIN { exit(0); }'].join('\n');
  const child = spawnSync(dtrace, ['-q', '-x', `strsize=${strsize}`, '-s', '/dev/stdin'], {
    input: program,
    encoding: 'latin1',
  });
  const complaints = child.stderr.replace(/^(dtrace: error on| {8}at line).*\n/gm, '');
  return `${complaints}${child.stdout}`.split('\n').slice(0, clauses.length);
}

/** Without it, the verifier follows each round of a loop. */
const noMayGoto = whyNot('may-goto');

/** What the verifier may have to do in one program, in thousands of instructions of its million, with may_goto. */
const MOST_WORK = noMayGoto === undefined ? 800 : 160;

/** A search for a string that the compiler does not know is the dearest; nothing else comes near. */
function work(name: string, mode: Mode): number {
  return mode === 'variables' && ['index', 'rindex', 'strstr', 'json'].includes(name) ? 30 : 8;
}

const numeric = new Set(['strlen', 'index', 'rindex', 'strtoll', 'getmajor', 'getminor']);

/** The result of every case of every function, in the tables' order, from as few programs as can be. */
function runAll(mode: Mode): Map<string, string[]> {
  const results = new Map(Object.keys(tables).map((name): [string, string[]] => [name, []]));
  let program: { readonly name: string; readonly text: string }[] = [];
  let sum = 0;
  const flush = (): void => {
    const lines = run(program.map(({ text }) => text));
    program.forEach(({ name }, i) => void results.get(name)?.push(lines[i] ?? 'nothing'));
    program = [];
    sum = 0;
  };
  for (const [name, cases] of Object.entries(tables))
    for (const c of cases) {
      sum += work(name, mode);
      program.push({ name, text: clause(name, c, numeric.has(name) ? '%d' : '%s', mode) });
      if (sum >= MOST_WORK) flush();
    }
  flush();
  return results;
}

kernel.each(['constants', 'variables'] as const)('functions of %s', (mode) => {
  let results = new Map<string, string[]>();
  beforeAll(() => {
    results = runAll(mode);
  });

  test.each(Object.entries(tables))('%s', (name, cases) => {
    const shown = (values: readonly unknown[]): string[] =>
      cases.map(([args], i) => `${name}(${args.map(literal).join(', ')}) = ${values[i]}`);
    expect(shown(results.get(name) ?? [])).toEqual(shown(cases.map((c) => c[1])));
  });
});

kernel(named('comparisons of strings', reason), () => {
  const strings = ['', 'a', 'b', 'abcdefg', 'abcdefgh', 'abcdefgi', 'abcdefghi', 'abcdefghij'];

  test.each(['constants', 'variables'] as const)('of %s', (mode) => {
    const compare = (a: string, b: string): string => {
      const [x, y] = mode === 'constants' ? [literal(a), literal(b)] : ['s0', 's1'];
      const set = mode === 'constants' ? '' : `s0 = ${literal(a)}; s1 = ${literal(b)};`;
      return `BEGIN { ${set} printf("%d%d%d\\n", ${x} == ${y}, ${x} < ${y}, ${x} >= ${y}); }`;
    };
    const pairs = both(strings);
    const expected = pairs.map(([a, b]) => [a === b, a < b, a >= b].map(Number).join(''));
    expect(run(pairs.map(([a, b]) => compare(a, b)))).toEqual(expected);
  });
});

kernel(named('limits', reason), () => {
  test('strsize cuts what is longer', () => {
    const clauses = [
      'BEGIN { printf("%s\\n", strjoin("12345", "67890")); }',
      'BEGIN { printf("%s\\n", lltostr(1234567890)); }',
      'BEGIN { s0 = "1234567890"; printf("%d\\n", strlen(s0)); }',
    ];
    expect(run(clauses, 8)).toEqual(['1234567', '1234567', '7']);
  });

  test('strsize may be 4096', () => {
    const clauses = ['BEGIN { s0 = "/a/b"; printf("%s %d\\n", basename(s0), index(s0, "b")); }'];
    expect(run(clauses, 4096)).toEqual(['b 3']);
  });

  test('several json() of 4096 bytes', () => {
    const calls = ['a', 'b[0]', 'b[1].c'].map((path) => `printf("%s;", json(s0, "${path}"));`);
    const set = 's0 = "{\\"a\\":1,\\"b\\":[2,{\\"c\\":3}]}";';
    expect(run([`BEGIN { ${set} ${calls.join(' ')} printf("\\n"); }`], 4096)).toEqual(['1;2;3;']);
  });

  // So many long strings are more than it follows.
  const withMayGoto = test.skipIf(noMayGoto !== undefined);
  /** Around these many bytes and words a loop passes one of its may_gotos, or ends. */
  const lengths = [0, 1, 31, 32, 33, 255, 256, 257, 1000, 2049, 4090];

  withMayGoto.each<[call: string, expected: (before: string) => string]>([
    ['index(s0, "/")', (before) => `${before.length}`],
    ['rindex(s0, "-")', (before) => `${before.length - 1}`],
    ['strlen(strtok(s0, "/"))', (before) => `${before.length || 1}`],
    ['s0 == s1', () => '1'],
    ['strchr(s0, 47)', () => '/!'],
    ['basename(s0)', () => '!'],
    ['strlen(cleanpath(s0))', (before) => `${before.length + 2}`],
    ['index(toupper(s0), "/!")', (before) => `${before.length}`],
  ])(named('%s of long strings', noMayGoto), (call, expected) => {
    const clauses = lengths.map((length) => {
      const text = literal(`${'-'.repeat(length)}/!`);
      const format = /^(strchr|basename)/.test(call) ? '%s' : '%d';
      return `BEGIN { s0 = ${text}; s1 = s0; printf("${format}\\n", ${call}); }`;
    });
    expect(run(clauses, 4096)).toEqual(lengths.map((length) => expected('-'.repeat(length))));
  });

  test.each([
    ['json(s0, s1)', '{"k": [1]}', 'k[0]', '1'],
    ['strtok(s0, s1)', 'a,b', ',', 'a'],
    ['cleanpath(s0)', '/a/../b', '', '/b'],
    ['strstr(s0, s1)', 'abc', 'b', 'bc'],
    ['strjoin(s0, s1)', 'a', 'b', 'ab'],
    ['toupper(dirname(s0))', '/a/b', '', '/A'],
    ['substr(s0, index(s0, s1))', 'abc', 'c', 'c'],
  ])('%s at strsizes from 16 to 4096', (call, first, second, expected) => {
    const [a, b] = [literal(first), literal(second)];
    const clauses = [`BEGIN { s0 = ${a}; s1 = ${b}; printf("%s\\n", ${call}); }`];
    for (const strsize of [16, 256, 4096]) expect(run(clauses, strsize)).toEqual([expected]);
  });
});
