import { describe, expect, it } from 'vitest';
import { CompileError, type Source } from '../diag/index.ts';
import type { DescriptionSpec, Node, Program } from './index.ts';
import { type ParseOptions, parseDescriptionClause, parseProgram, printProgram } from './index.ts';

const options: ParseOptions = {
  isType: (name) => name.endsWith('_t'),
  defaultArgs: false,
  macros: { positional: ['x.d', 'one', '99999999999999999999'], named: new Map([['pid', 7n]]) },
};

const script = (text: string): Source => ({ name: 'x.d', text, kind: 'script' });
const description = (text: string): Source => ({ name: text, text, kind: 'description' });

/** `TAG line: message` of the error that `run` throws. */
function errorOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (!(error instanceof CompileError)) throw error;
    const [{ tag, span, message }] = error.diagnostics;
    return `${tag} ${span.line}: ${message}`;
  }
  return 'no error';
}

describe('a script is refused', () => {
  it.each([
    // tokens that cannot follow
    ['BEGIN { x = 1 + ; }', 'D_SYNTAX 1: syntax error near ";"'],
    ['BEGIN {\n  x = y * /= 2;\n}', 'D_SYNTAX 2: syntax error near "/="'],
    ['BEGIN {\n x += += 2; }', 'D_SYNTAX 2: syntax error near "+="'],
    ['BEGIN /x < != 3/ {}', 'D_SYNTAX 1: syntax error near "!="'],
    ['BEGIN { int x; }', 'D_SYNTAX 1: syntax error near "int"'],
    ['BEGIN { a b }', 'D_SYNTAX 1: syntax error near "b"'],
    ['BEGIN { a "s" }', 'D_SYNTAX 1: syntax error near ""s""'],
    ['BEGIN { x = 123$pid; }', 'D_SYNTAX 1: syntax error near "$pid"'],
    ['BEGIN { x = $-1; }', 'D_SYNTAX 1: syntax error near "$"'],
    ['BEGIN { x = 12ab; }', 'D_SYNTAX 1: syntax error near "ab"'],
    ['BEGIN { a ? b : c = d; }', 'D_SYNTAX 1: syntax error near "="'],
    ['BEGIN { a + b = c; }', 'D_SYNTAX 1: syntax error near "="'],
    ['BEGIN { x = sizeof (*); }', 'D_SYNTAX 1: syntax error near ")"'],
    ['BEGIN { x = a[]; }', 'D_SYNTAX 1: syntax error near "]"'],
    ['BEGIN { x = (nosuch)y; }', 'D_SYNTAX 1: syntax error near "y"'],
    ['BEGIN { x = 1;\n\n', 'D_SYNTAX 3: syntax error near end of input'],
    ['int *x', 'D_SYNTAX 1: syntax error near end of input'],
    ['int*x', 'D_SYNTAX 1: syntax error near end-of-input'],
    ['BEGIN {}\n}', 'D_SYNTAX 2: syntax error near "}"'],
    ['BEGIN {};', 'D_SYNTAX 1: syntax error near ";"'],
    ['BEGIN, {}', 'D_SYNTAX 1: syntax error near "{"'],
    // declarations
    ['int i = 0;', 'D_SYNTAX 1: syntax error near "="'],
    ['int 0abc;', 'D_SYNTAX 1: syntax error near "0"'],
    ['enum e\n{\n};', 'D_SYNTAX 3: syntax error near "}"'],
    ['struct s { };', 'D_SYNTAX 1: syntax error near "}"'],
    ['struct s { int; };', 'D_SYNTAX 1: syntax error near ";"'],
    ['typedef nosuch other;', 'D_SYNTAX 1: syntax error near "other"'],
    ['import x;', 'D_SYNTAX 1: syntax error near "import"'],
    ['struct s { int a; }\nstruct t { int b; };', 'D_DECL_COMBO 2: invalid type combination'],
    ['translator struct s < int i > { a = i; }\nBEGIN {}', 'D_SYNTAX 2: syntax error near "BEGIN"'],
    // clauses
    [
      '\nBEGIN\nint i;',
      'D_SYNTAX 2: expected predicate and/or actions following probe description',
    ],
    ['BEGIN', 'D_SYNTAX 1: expected predicate and/or actions following probe description'],
    [
      'BEGIN\n/x > 1/\nEND {}',
      'D_SYNTAX 3: syntax error near "{"', // what looks like a predicate is a division
    ],
    ['BEGIN\n/x/;', 'D_SYNTAX 2: expected actions { } following probe description and predicate'],
    [
      'a:b:c:d:e {}',
      'D_PDESC_INVAL 1: invalid probe description "a:b:c:d:e": Overspecified probe description',
    ],
    [
      'pid$nosuch:::entry {}',
      'D_PDESC_INVAL 1: invalid probe description "pid$nosuch:::entry": ' +
        'Undefined macro variable in probe description',
    ],
    ['4294967296 {}', 'D_PDESC_INVAL 1: identifier 4294967296 exceeds maximum probe id'],
    // brackets
    ['BEGIN { f(x)); }', 'D_SYNTAX 1: extra ) in input stream'],
    ['BEGIN { a[0]]; }', 'D_SYNTAX 1: extra ] in input stream'],
    ['inline int x = 3 }', 'D_SYNTAX 1: extra } in input stream'],
    ['BEGIN { f(\n}', 'D_SYNTAX 2: syntax error near "}"'],
    ['BEGIN { f(")"; }', 'D_SYNTAX 1: syntax error near ";"'],
    ['BEGIN\n/f(/\n{}', 'D_SYNTAX 3: closing ) expected in predicate before /'],
    ['BEGIN\n/a[0/\n{}', 'D_SYNTAX 3: closing ] expected in predicate before /'],
    // constants
    ['BEGIN { x = 0128; }', 'D_INT_DIGIT 1: constant 0128 contains invalid digit 8'],
    [
      'BEGIN { x = 18446744073709551616; }',
      'D_INT_OFLOW 1: constant 18446744073709551616 results in integer overflow',
    ],
    ...['1.5', '1e3', '2f', '.5', '1.'].map((float) => [
      `BEGIN { x = ${float}; }`,
      `D_SYNTAX 1: floating-point constants are not permitted near "${float}"`,
    ]),
    ['BEGIN { x = "ab\n"; }', 'D_STR_NL 2: newline encountered in string literal'],
    ["BEGIN { x = 'ab\n'; }", 'D_CHR_NL 2: newline encountered in character constant'],
    ["BEGIN { x = ''; }", 'D_CHR_NULL 1: empty character constant'],
    ["BEGIN { x = '123456789'; }", 'D_CHR_OFLOW 1: character constant is too long'],
    // comments
    ['BEGIN {}\n/* open\n\n', 'D_SYNTAX 4: end-of-file encountered before matching */'],
    ['/* a\n /* b */ */', 'D_SYNTAX 2: /* encountered inside a comment'],
    // macros
    ['BEGIN { x = $7; }', 'D_MACRO_UNDEF 1: macro argument $7 is not defined'],
    ['BEGIN {\n x = $$7; }', 'D_MACRO_UNDEF 2: macro argument $$7 is not defined'],
    ['BEGIN { x = $nosuch; }', 'D_MACRO_UNDEF 1: macro variable $nosuch is not defined'],
    [
      'BEGIN { x = $2; }',
      'D_MACRO_OFLOW 1: macro argument $2 constant 99999999999999999999 results in integer overflow',
    ],
    // control lines
    ['#ifdef X\nBEGIN { ; + }', 'D_PRAGCTL_INVAL 1: invalid control directive: #ifdef'],
    ['BEGIN { ; + }\n#ifdef X\n', 'D_SYNTAX 1: syntax error near "}"'],
    ['\n#pragma D option quiet', 'D_SYNTAX 2: end-of-file encountered before end of control line'],
    ['#ident "x\n', 'D_STR_NL 2: newline encountered in string literal'],
    ['#line 40\nBEGIN {\n# 7 "f.h"\n + }', 'D_SYNTAX 7: syntax error near "}"'],
  ])('%j', (text, expected) => {
    expect(errorOf(() => parseProgram(script(text), options))).toBe(expected);
  });
});

describe('a large script', () => {
  it.each([
    ['blanks', `${'\n'.repeat(1e6)}${'// x\n'.repeat(1e5)}/*${'* x/ '.repeat(1e5)}*/`, 'no error'],
    ['an open comment', `/*${'word * / '.repeat(1e5)}`, 'matching */'],
    ['clauses', 'a:b:c:d /x/ { y = 1; }\n'.repeat(2000), 'no error'],
    ['a long sum', `BEGIN { x = 1${' + 1'.repeat(2000)}; }`, 'no error'],
    ['deep parentheses', `BEGIN { x = ${'('.repeat(1e5)}`, 'D_SYNTAX 1: program is nested too'],
    ['bytes', '\u007fELF\u0002\u0001', 'syntax error near "\u007f"'],
  ])('of %s', (_, text, expected) => {
    expect(errorOf(() => parseProgram(script(text), options))).toContain(expected);
  });
});

describe('the text of an option', () => {
  it.each<[DescriptionSpec, string, string]>([
    ['provider', 'syscall', 'syscall:::'],
    ['module', 'vmlinux', ':vmlinux::'],
    ['module', 'fbt:vmlinux', 'fbt:vmlinux::'],
    ['function', 'fbt::read', 'fbt::read:'],
    ['name', 'BEGIN, END', ':::BEGIN,\n:::END'],
    ['id', '7', '7'],
    ['name', 'BEGIN END', ':::BEGIN\n:::END'],
    ['provider', 'io /pid == 1/ { x = 1 }', 'io:::\n/pid == 1/\n{\n  x = 1;\n}'],
    ['name', 'size_t { }', ':::size_t\n{}'],
    ['name', 'int x; size_t* { }', 'int x;\n:::size_t*\n{}'],
  ])('%s %j', (spec, text, expected) => {
    const program = parseDescriptionClause(description(text), spec, options);
    expect(printProgram(program).trim()).toBe(expected);
  });

  it.each<[DescriptionSpec, string, string]>([
    ['provider', 'a:b', 'D_PDESC_INVAL'],
    ['module', 'a:b:c', 'D_PDESC_INVAL'],
    [
      'provider',
      '7',
      'D_PDESC_INVAL 1: probe identifier 7 not permitted when specifying providers',
    ],
    ['name', 'BEGIN /x/', 'D_SYNTAX 1: expected actions { } following probe description'],
    ['name', '', 'no error'],
  ])('%s %j is %s', (spec, text, expected) => {
    const run = () => parseDescriptionClause(description(text), spec, options);
    expect(errorOf(run)).toContain(expected);
  });
});

describe('options', () => {
  it('pspec makes a word at program level a probe', () => {
    const pspec = { ...options, pspec: true };
    expect(printProgram(parseProgram(script('int*x {}'), pspec))).toBe(':::int*x\n{}\n');
    expect(errorOf(() => parseProgram(script('int*x {}'), options))).toContain('near "{"');
  });

  it('defaultArgs replaces missing arguments, and only those', () => {
    const text = 'BEGIN { a = $1; b = $5; c = $$5; }';
    const program = parseProgram(script(text), { ...options, defaultArgs: true });
    expect(printProgram(program)).toContain('a = one;\n  b = 0;\n  c = "";');
  });

  const unused = "extraneous argument '99999999999999999999' ($2 is not referenced)";

  it.each([
    ['tick-$2 { }', undefined],
    ['BEGIN { x = $$2; }', undefined],
    ['#pragma D option argref\nBEGIN { }', undefined],
    ['BEGIN {\n}', `D_MACRO_UNUSED 2: ${unused}`],
    ['BEGIN { x = $0; }\n', `D_MACRO_UNUSED 2: ${unused}`],
  ])('argref: false asks for the last argument: %s', (text, expected) => {
    const { unusedArgument } = parseProgram(script(text), { ...options, argref: false });
    const { tag, span, message } = unusedArgument ?? {};
    expect(tag && `${tag} ${span?.line}: ${message}`).toBe(expected);
  });

  it('asks for a type only where a type can be, and once a name', () => {
    const asked: string[] = [];
    const text = 'int v; a:::b { x = f(y) + (z) - z; w = (q * r); x = (v)(1); } one* { (z)x; }';
    const isType = (name: string): boolean => asked.push(name) < 0;
    expect(errorOf(() => parseProgram(script(text), { ...options, isType }))).toContain('near "x"');
    expect(asked).toEqual(['z', 'one']);
  });
});

/** Each node as `kind:line "text"`, outermost first. */
function spans(program: Program): readonly string[] {
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null || 'text' in value) return;
    if ('span' in value && 'kind' in value) {
      const { source, start, end, line } = (value as Node).span;
      found.push(`${value.kind}:${line} ${source.text.slice(start, end)}`);
    }
    for (const [key, child] of Object.entries(value)) if (key !== 'span') visit(child);
  };
  visit(program.items);
  return found;
}

describe('spans', () => {
  it('cover their tokens, without the blanks behind them', () => {
    const text = 'x {\n  a = ( b + 1 ) * c [ 2 ] ; // end\n}';
    expect(spans(parseProgram(script(text), options))).toEqual([
      `clause:1 ${text}`,
      'expression:2 a = ( b + 1 ) * c [ 2 ]',
      'assignment:2 a = ( b + 1 ) * c [ 2 ]',
      'identifier:2 a',
      'binary:2 ( b + 1 ) * c [ 2 ]',
      'binary:2 ( b + 1 )',
      'identifier:2 b',
      'integer:2 1',
      'index:2 c [ 2 ]',
      'integer:2 2',
      'identifier:2 c',
    ]);
  });

  it('follow line markers', () => {
    const text = 'a {}\n# 50 "inc.h" 1\nb {}\n\nc {}\n#line 4\nd {}\n';
    const { items } = parseProgram(script(text), options);
    expect(items.map((item) => `${item.kind} ${item.span.line}`)).toEqual([
      'clause 1',
      'pragma 2',
      'clause 50',
      'clause 52',
      'pragma 53',
      'clause 4',
    ]);
  });
});

describe('trees', () => {
  it('nest declarators as they read aloud', () => {
    const [item] = parseProgram(script('int *a[3], (*f)(void);'), options).items;
    expect(item).toMatchObject({
      declarators: [
        { kind: 'array', inner: { kind: 'pointer', inner: { kind: 'name', name: 'a' } } },
        { kind: 'pointer', inner: { kind: 'function', inner: { kind: 'name', name: 'f' } } },
      ],
    });
  });

  it('hold bytes, values and bases', () => {
    const text = `BEGIN { "\xc3\xa9\\xff"; 'ab'; 010uL; }`;
    const [item] = parseProgram(script(text), options).items;
    expect(item).toMatchObject({
      body: [
        { expression: { value: '\xc3\xa9\xff' } },
        { expression: { value: 0x6162n, base: 'char' } },
        { expression: { value: 8n, base: 'other', unsigned: true, longs: 1 } },
      ],
    });
  });

  it('tell a missing body from an empty one', () => {
    const { items } = parseProgram(description('a { } b'), options);
    expect(items.map((item) => 'body' in item)).toEqual([true, false]);
  });
});
