import { describe, expect, test } from 'vitest';
import { printTyped } from './print.ts';
import { checkText, firstError } from './testing.ts';

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
    // The type of a shift is that of its left side alone (K&R A7.8).
    ['trace(pid << 1l)', 'trace((pid:pid_t << 1:long):pid_t)'],
    ['trace(pid >> 1l)', 'trace((pid:pid_t >> 1:long):pid_t)'],
    ['trace(stringof(arg0))', 'trace(stringof arg0:int64_t:string)'],
    ['trace(stringof(execname))', 'trace(execname:string)'],
    ['trace(uid < 1)', 'trace((uid:uid_t u< 1:int):int)'],
    ['trace(pid < 1)', 'trace((pid:pid_t < 1:int):int)'],
    ['trace(!pid)', 'trace(!pid:pid_t:int)'],
    ['trace(pid ^^ 0)', 'trace((pid:pid_t ^^ 0:int):int)'],
    ['trace(execname == "a")', 'trace((execname:string u== "a":string):int)'],
    ['trace(execname == 0)', 'trace((execname:string u== 0:int):int)'],
    ['trace((string)arg0)', 'trace(stringof arg0:int64_t:string)'],
    ['trace(pid ? 1 : 2l)', 'trace((pid:pid_t ? 1:int : 2:long):long)'],
    [
      'trace(pid ? (char *)arg0 : 0)',
      'trace((pid:pid_t ? (cast)arg0:int64_t:char * : 0:int):char *)',
    ],
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

  test('what is tried within an aggregating statement takes nothing of it back', () => {
    const text = 'BEGIN { @[defined(nothing) ? 1 : 2] = count(); } END { printa(@); }';
    expect(firstError(text)).toBe('no error');
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
    // 4 + 8, and a byte for each bit-field; as in libctf, nothing is packed, and nothing padded at the end.
    ['trace(sizeof (struct s))', 'trace(14:size_t)'],
    ['trace(offsetof(struct s, b))', 'trace(4:int)'],
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
    ['stack()', 'stack(stack(20):stack)'],
    ['ustack(3)', 'ustack(ustack(3):stack)'],
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
    const flags = ['ok', 'entered', 'then', 'else'];
    const plain = text
      .replace(/this->if 0 (\d)/g, (_, n) => flags[n] ?? '?')
      .replace(/:(int|pid_t|id_t)\b/g, '');
    const clauses = plain.split('dtrace:::BEGIN\n').slice(1);
    expect(clauses.map((clause) => clause.trim().split(/\n\s*/))).toEqual([
      ['(ok = 1)', '(entered = 0)', '(then = 0)', '(else = 0)'],
      ['/ pid /', '(entered = 1)'],
      ['/ (ok && entered) /', '(ok = 0)', '(then = !!tid)', '(else = !then)', '(ok = 1)'],
      // A fault leaves the clause while ok is 0.
      ['/ (ok && then) /', '(ok = 0)', 'trace(1)', '(ok = 1)'],
      ['/ (ok && else) /', '(ok = 0)', 'trace(2)', '(ok = 1)'],
      ['/ (ok && entered) /', '(ok = 0)', 'trace(3)', '(ok = 1)'],
    ]);
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
