import { describe, expect, test } from 'vitest';
import { printTyped } from './print.ts';
import { checkText, errorsOf, firstError } from './testing.ts';

/** What a statement in BEGIN becomes: each with its type behind it. */
function typed(statements: string, before = ''): readonly string[] {
  const [, ...lines] = printTyped(checkText([`${before} BEGIN { ${statements} }`])).split('\n');
  return lines.map((line) => line.trim());
}

describe('types of expressions', () => {
  test.each([
    ['trace(1)', 'trace(1:int)'],
    ['trace(2147483648)', 'trace(2147483648:long)'],
    ['trace(0xffffffff)', 'trace(4294967295:unsigned int)'],
    ['trace(1ull)', 'trace(1:unsigned long long)'],
    ["trace('a')", 'trace(97:int)'],
    ['trace(-1u)', 'trace(4294967295:unsigned int)'],
    ['trace((char)300 + (char)1)', 'trace(45:char)'],
    ['trace((uint8_t)-1)', 'trace(255:uint8_t)'],
    ['trace(7 / -2); trace(7 % -2)', 'trace(-3:int)\ntrace(1:int)'],
    ['trace(7 ^ 2 | 8 & 12)', 'trace(13:int)'],
    ['trace(sizeof (long)); trace(sizeof "abc")', 'trace(8:size_t)\ntrace(4:size_t)'],
    ['trace(pid + 1)', 'trace((pid:pid_t + 1:int):pid_t)'],
    ['trace(pid + 1l)', 'trace((pid:pid_t + 1:long):long)'],
    ['trace(uid < 1)', 'trace((uid:uid_t u< 1:int):int)'],
    ['trace(pid < 1)', 'trace((pid:pid_t < 1:int):int)'],
    ['trace(!pid)', 'trace(!pid:pid_t:int)'],
    ['trace(pid ^^ 0)', 'trace((pid:pid_t ^^ 0:int):int)'],
    ['trace(execname == "a")', 'trace((execname:string u== "a":string):int)'],
    ['trace(execname == 0)', 'trace((execname:string u== 0:int):int)'],
    ['trace((string)arg0)', 'trace(stringof arg0:int64_t:string)'],
    ['trace(pid ? 1 : 2l)', 'trace((pid:pid_t ? 1:int : 2:long):long)'],
    ['trace(*(int *)arg0)', 'trace(*(cast)arg0:int64_t:int *:int)'],
    [
      'trace(strlen((char *)arg0))',
      'trace(strlen(stringof (cast)arg0:int64_t:char *:string):size_t)',
    ],
  ])('%s', (source, expected) => {
    expect(typed(source).join('\n')).toBe(expected);
  });
});

describe('variables', () => {
  test.each([
    ['x = "a"; trace(x)', ['(x:string = "a":string):string', 'trace(x:string)']],
    ['n++', ['n:int64_t++:int64_t']],
    ['a[1, "k"] = 2', ['(a[1:int, "k":string]:int = 2:int):int']],
    ['self->t = timestamp', ['(self->t:uint64_t = timestamp:uint64_t):uint64_t']],
    [
      'self->s = "a"; self->s = 0',
      ['(self->s:string = "a":string):string', '(self->s:string = 0:int):string'],
    ],
    [
      'a["k"] = 1; a[(char *)arg0] = 2',
      [
        '(a["k":string]:int = 1:int):int',
        '(a[stringof (cast)arg0:int64_t:char *:string]:int = 2:int):int',
      ],
    ],
    ['x = 1; x += 2', ['(x:int = 1:int):int', '(x:int += 2:int):int']],
  ])('%s', (source, expected) => {
    expect(typed(source)).toEqual(expected);
  });

  test('a predicate may read what its body assigns, in either order', () => {
    expect(firstError('BEGIN /x/ { x = 1; }')).toBe('no error');
    expect(firstError('BEGIN /x++/ { trace(x); }')).toBe('no error');
    expect(firstError('BEGIN /x/ { trace(x); }')).toMatch(/^D_IDENT_UNDEF@1/);
  });

  test('later programs know the globals of earlier ones, but not their this-> variables', () => {
    expect(() => checkText(['BEGIN { x = 1; }', 'END { trace(x); }'])).not.toThrow();
    expect(() => checkText(['BEGIN { this->x = 1; }', 'END { trace(this->x); }'])).toThrow(
      'this->x has not yet been declared or assigned',
    );
  });
});

describe('pointers', () => {
  const struct = 'struct s { int x; char b[8]; int f : 3; int g : 5; };';
  test.each([
    ['p = (int *)arg0; trace(p[2])', 'trace(*(p:int * + 8:long):int *:int)'],
    ['p = (int *)arg0; p++', '((p:int * = (p:int * + 4:long):int *):int * + -4:long):int *'],
    ['p = (struct s *)arg0; trace(p->x)', 'trace(*(p:struct s * + 0:long):int *:int)'],
    [
      'p = (struct s *)arg0; trace(stringof(p->b))',
      'trace(stringof (p:struct s * + 4:long):char *:string)',
    ],
    ['trace(sizeof (struct s)); trace(offsetof(struct s, b))', 'trace(4:int)'],
    [
      'p = (struct s *)arg0; trace(p->g)',
      'trace(*(p:struct s * + 13:long):unsigned char *:unsigned char{0+5}:int)',
    ],
  ])('%s', (source, expected) => {
    expect(typed(source, struct).at(-1)).toBe(expected);
  });
});

describe('constants fold before anything else is asked', () => {
  test('the arm that a constant condition drops is not looked at', () => {
    const source = '1 ? trace(1) : nosuch; 0 ? (@a = count()) : (@a[1] = count())';
    expect(typed(source)).toEqual(['trace(1:int)', '@a[1:int] = count()']);
  });

  test('inlines and enumerators are constants', () => {
    const before = 'inline int N = 3; enum e { A, B = 5 };';
    expect(typed('trace(N * 2); trace(B)', before)).toEqual(['trace(6:int)', 'trace(5:enum e)']);
  });

  test('an inline with parameters is its value with the arguments', () => {
    const before = 'inline string S[int i, string t] = i == 3 ? t : "none";';
    expect(typed('trace(S[uid, execname])', before)).toEqual([
      'trace((((cast)uid:uid_t:int == 3:int):int ? execname:string : "none":string):string)',
    ]);
  });
});

describe('actions', () => {
  test.each([
    ['printf("%d %s", pid, execname)', 'printf(format="%d %s", pid:pid_t, execname:string)'],
    ['stack(); ustack(3)', 'ustack(ustack(3):stack)'],
    ['sym(arg0)', 'sym(symbol(arg0:int64_t):_symaddr)'],
    ['tracemem(arg0, 16)', 'tracemem(memory=[16], arg0:int64_t)'],
    ['@a = count(); printa(@a)', 'printa(aggregations=[1])'],
    ['@a = count(); trunc(@a, 3)', 'trunc(aggregations=[1], 3:int)'],
    ['@a[stack()] = quantize(arg0, 2)', '@a[stack(20):stack] = quantize(arg0:int64_t, 2:int)'],
    ['@a = lquantize(arg0, 1, 9)', '@a[] = lquantize(1, 9, 1, arg0:int64_t)'],
    ['@a = llquantize(arg0, 10, 0, 6, 20)', '@a[] = llquantize(10, 0, 6, 20, arg0:int64_t)'],
  ])('%s', (source, expected) => {
    expect(typed(source).at(-1)).toBe(expected);
  });
});

describe('clauses', () => {
  test('if splits a clause; nothing of it runs unless its predicate and conditions hold', () => {
    const text = printTyped(
      checkText(['BEGIN /pid/ { if (tid) { trace(1); } else trace(2); trace(3); }']),
    );
    const traces = text.split('\n').filter((line) => line.includes('trace('));
    expect(traces.map((line) => line.trim())).toEqual([
      'trace(1:int)',
      'trace(2:int)',
      'trace(3:int)',
    ]);
    expect(text.split('dtrace:::BEGIN')).toHaveLength(1 + 6);
  });

  test('a description that matches a probe again makes the clause run again', () => {
    const program = checkText(['BEGIN, BEGIN, END { trace(1); }']);
    expect(program.clauses.map((c) => c.probes.map((p) => p.name))).toEqual([
      ['BEGIN', 'END'],
      ['BEGIN'],
    ]);
    expect(program.units).toEqual([{ kind: 'script', name: 'test.d', matched: 3 }]);
  });
});

describe('errors', () => {
  test('all of them are reported, each name once, and those of declarations first', () => {
    const text = 'BEGIN { trace(nosuch); trace(nosuch + 1); x = "a" * 2; }\nint y; string y;';
    expect(errorsOf(text).map((d) => d.tag)).toEqual([
      'D_DECL_IDRED',
      'D_IDENT_UNDEF',
      'D_OP_ARITH',
    ]);
  });

  const memory = 'struct s { int x; string t; }; struct s v; struct s w; int a[5]; char *p;';
  test.each([['trace(*(struct unknown *)arg0)', 'values of incomplete types']])(
    'not possible yet: %s',
    (statement, what) => {
      expect(firstError(`${memory} BEGIN { ${statement}; }`)).toBe(
        `D_UNKNOWN@1: ${what} are not supported yet`,
      );
    },
  );

  test('what is wrong hides what is only not possible yet', () => {
    const text = 'BEGIN { trace(*(struct unknown *)arg0); trace(nosuch); }';
    expect(errorsOf(text).map((d) => d.tag)).toEqual(['D_IDENT_UNDEF']);
    expect(firstError(text.replace('trace(nosuch);', ''))).toMatch(
      /^D_UNKNOWN@1: .* not supported/,
    );
  });

  test('an element of what is wrong is not another mistake', () => {
    const text = 'BEGIN { this->s = curthread->nosuch->list[1].file; }';
    expect(errorsOf(text)).toHaveLength(1);
  });

  test.each([
    [
      'BEGIN { x[1, 2] = 1; x[1] = 2; }',
      'D_PROTO_LEN@1: x[ ] prototype mismatch: 1 key passed, 2 expected',
    ],
    [
      'BEGIN { substr("a"); }',
      'D_PROTO_LEN@1: substr( ) prototype mismatch: 1 arg passed, at least 2 expected',
    ],
    [
      'BEGIN { exit(1, 2); }',
      'D_PROTO_LEN@1: exit( ) prototype mismatch: 2 args passed, 1 expected',
    ],
    [
      'BEGIN { trace(strlen(1)); }',
      'D_PROTO_ARG@1: strlen( ) argument #1 is incompatible with prototype:\n\tprototype: char *\n\t argument: int',
    ],
    [
      'BEGIN { @a["x"] = count(); @a[1] = count(); }',
      'D_PROTO_ARG@1: @a[ ] key #1 is incompatible with prototype:\n\tprototype: string\n\t      key: int',
    ],
    [
      'BEGIN { x = 1; x = "a"; }',
      'D_OP_INCOMPAT@1: operands have incompatible types: "int" = "string"',
    ],
    [
      'int x;\nself int x;\nlong x;',
      'D_DECL_IDRED@3: identifier redeclared: x\n\t current: scalar long\n\tprevious: scalar int',
    ],
    [
      '#pragma D option strsize=x\nBEGIN { }',
      "D_PRAGMA_OPTSET@1: failed to set option 'strsize' to 'x': Invalid value for specified option",
    ],
    [
      'BEGIN\n{\n\t@a = count();\n\t@a = sum(1);\n}',
      'D_AGG_REDEF@4: aggregation redefined: @a\n\t current: @a = sum( )\n\tprevious: @a = count( ) : line 3',
    ],
  ])('%j', (text, expected) => {
    expect(firstError(text)).toBe(expected);
  });

  test.each([
    ['an operator has the line of the token behind it', 'BEGIN\n/"a" &\n"b"\n/\n{\n}', 5],
    [
      'a predicate that is no scalar has the line of the closing brace',
      'BEGIN\n/execname/\n{\n}',
      4,
    ],
    ['a call has the line of its name', 'BEGIN\n{\n\tprintf("%d",\n\t"a");\n}', 3],
  ])('%s', (_, text, line) => {
    expect(errorsOf(text)[0]?.span.line).toBe(line);
  });
});
