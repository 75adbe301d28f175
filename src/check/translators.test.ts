import { describe, expect, it } from 'vitest';
import { parseProgram } from '../syntax/index.ts';
import { integer } from '../types/index.ts';
import { Context } from './context.ts';
import { checkDeclaration } from './declarations/index.ts';
import { constant } from './expressions/convert.ts';
import { printTyped } from './print.ts';
import { checkText, firstError, testWorld } from './testing.ts';
import { checkTranslator, translateArgument } from './translators.ts';

const types = `
  struct in { int i; char c; char text[8]; };
  struct out { int o; char d; string s; };
  typedef struct out out_t;
  struct in value;
  struct in *pointer;
`;
const byValue = 'translator struct out < struct in v > { o = v.i + 1; d = v.c; s = "x"; };';
const byPointer = 'translator out_t < struct in *p > { o = p->i; s = p->text; };';
const twice = 'translator out_t < int n > { o = n + n; };';

const named = (text: string) =>
  `struct named { char n[8]; }; translator struct named < int n > { n = ${text}; };`;

/** The statements of the only clause. */
const body = (text: string): readonly string[] =>
  printTyped(checkText([text]))
    .split('\n')
    .slice(1)
    .map((line) => line.trim());

describe('a member of a translated value is its expression', () => {
  it.each([
    [byValue, 'trace(xlate <struct out> (value).d)', '(value:struct in.+4:char)'],
    [byPointer, 'trace(xlate <out_t *> (pointer)->o)', '*(pointer:struct in * + 0:long)'],
    [twice, 'trace(xlate <out_t> (3).o)', '6:int'],
    // Characters are a string, those of an array stay where they are.
    [named('execname'), 'trace(xlate <struct named> (3).n)', 'trace(execname:string)'],
    [named('(char *)arg0'), 'trace(xlate <struct named> (3).n)', 'trace(stringof (cast)arg0'],
    [named('pointer->text'), 'trace(xlate <struct named> (3).n)', ':char [8]'],
    [twice, 'trace((*xlate <out_t *> (3)).o)', '6:int'],
    [`inline out_t *it = xlate <out_t *> (3); `, 'trace(it->o)', '6:int'],
    [`inline out_t it[int n] = xlate <out_t> (n * 2); `, 'trace(it[4].o)', '16:int'],
  ])('%s %s', (translator, statement, expected) => {
    const text = `${types} ${translator.startsWith('inline') ? twice : ''} ${translator}`;
    expect(body(`${text} BEGIN { ${statement}; }`)[0]).toContain(expected);
  });

  it('evaluates an input with a cost once', () => {
    const [statement = ''] = body(`${types} ${twice} BEGIN { trace(xlate <out_t> (pid + 1).o); }`);
    expect(statement.match(/pid:/g)).toHaveLength(1);
  });
});

describe('a whole value', () => {
  it('has the members that the translator makes', () => {
    const [statement] = body(`${types} ${byValue} BEGIN { trace(xlate <struct out> (value)); }`);
    expect(statement).toMatch(/\{ 0: .*, 4: .*, 5: "x":string \}/);
  });

  it('may be assigned', () => {
    const text = `${types} ${twice} struct out o; BEGIN { o = xlate <struct out> (1); }`;
    expect(body(text)[0]).toContain('(o:struct out = { 0: 2:int }:struct out)');
  });
});

describe('refuses', () => {
  it.each([
    ['translator int < int i > { };', 'D_XLATE_SOU@1: translator output type must be a struct'],
    [
      'translator struct no < int i > { };',
      'D_XLATE_SOU@1: incomplete struct/union/enum struct no',
    ],
    [
      `${twice} ${twice}`,
      'D_XLATE_REDECL@1: translator from int to out_t has already been declared',
    ],
    [
      'translator out_t < int i >\n{ no = i;\n};',
      'D_XLATE_MEMB@3: translator member no is not a member of struct out',
    ],
    [
      'translator out_t < int i > { o = "text"; };',
      'D_XLATE_INCOMPAT@1: translator member o definition uses incompatible types: "int" = "string"',
    ],
    ['BEGIN { xlate <out_t> (1).o; }', 'D_XLATE_NONE@1: cannot translate from "int" to "out_t"'],
    [
      `${twice} BEGIN { xlate <out_t> (1).d; }`,
      'D_XLATE_NOCONV@1: translator does not define conversion for member: d',
    ],
    [
      `${twice} BEGIN { x = (long)xlate <out_t *> (1); }`,
      'D_CAST_INVAL@1: invalid cast expression: "pointer to translated data" to "long"',
    ],
    [
      `${twice} BEGIN { xlate <out_t *> (1); }`,
      'D_CG_DYN@1: expression cannot evaluate to result of dynamic type',
    ],
    [`${twice} BEGIN { @[xlate <out_t *> (1)] = count(); }`, 'D_KEY_TYPE@1: '],
    [`${twice} BEGIN { trace(xlate <out_t *> (1)); }`, 'D_TRACE_DYN@1: '],
    [`${twice} BEGIN { xlate <out_t *> (1).o; }`, 'D_OP_SOU@1: '],
    [`${twice} BEGIN { xlate <out_t> (1)->o; }`, 'D_OP_PTR@1: '],
    [
      `${twice} inline struct in *it = xlate <out_t *> (1);`,
      'D_OP_INCOMPAT@1: inline it definition uses incompatible types: "struct in *" = "struct out"',
    ],
  ])('%s', (text, expected) => {
    expect(firstError(types.replaceAll('\n', ' ') + text)).toContain(expected);
  });
});

describe('an argument of a provider', () => {
  const text = 'struct out { int o; }; translator struct out < int i > { o = i; };';
  const source = { name: 'a.d', text, kind: 'library' } as const;
  const macros = { positional: [], named: new Map<string, bigint>() };
  const program = parseProgram(source, { macros, defaultArgs: false, isType: () => false });
  const cx = new Context(testWorld('illumos'), program);
  for (const item of program.items) {
    if (item.kind === 'declaration') checkDeclaration(cx, item);
    if (item.kind === 'translator') checkTranslator(cx, item);
  }
  const output = { kind: 'pointer', target: cx.types.get('struct out') ?? integer('int') } as const;
  const argument = (name: 'int' | 'long') => constant(1n, integer(name), program.span);

  it('is translated', () => {
    expect(translateArgument(cx, 0, argument('int'), output).kind).toBe('translated');
  });

  it('has a translator of exactly its type, or none', () => {
    translateArgument(cx, 2, argument('long'), output);
    expect(cx.diagnostics().map((d) => `${d.tag}: ${d.message}`)).toEqual([
      'D_ARGS_XLATOR: translator for args[2] from long to struct out * is not defined',
    ]);
  });
});
