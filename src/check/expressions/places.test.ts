import { describe, expect, test } from 'vitest';
import { printTyped } from '../print.ts';
import { checkText, firstError } from '../testing.ts';

const declarations = `
struct in { char c; int n[3]; int low : 3; int high : 12; };
union u { struct in in; long l; struct { int x, y; }; string s; };
struct in v, w; union u o; struct in list[2]; int m[2][3]; self struct in t; struct in a[int];
string words[2]; char name[8]; struct in *p; int *q;`;

/** What a statement in BEGIN becomes, with the type behind each part. */
function typed(statement: string): string | undefined {
  const program = checkText([`${declarations} BEGIN { i = 1; s = ""; ${statement}; }`]);
  return printTyped(program).split('\n').at(-1)?.trim();
}

describe('parts of variables', () => {
  test.each([
    ['v.c', 'v:struct in.+0:char'],
    ['v.n[i]', 'v:struct in.+4:int [3][i:int of 3]:int'],
    ['v.n[2]', 'v:struct in.+4:int [3][2:int of 3]:int'],
    ['*v.n', 'v:struct in.+4:int [3][0:int of 3]:int'],
    ['v.low', 'v:struct in.+16:unsigned char{0+3}:int'],
    ['v.high', 'v:struct in.+18:unsigned short{0+12}:int'],
    ['p->high', '*(p:struct in * + 18:long):unsigned short *:unsigned short{0+12}:int'],
    ['o.y', 'o:union u.+4:int'],
    ['self->t.c', 'self->t:struct in.+0:char'],
    ['a[7].c', 'a[7:int]:struct in.+0:char'],
    ['list[i].c', 'list:struct in [2][i:int of 2]:struct in.+0:char'],
    ['m[1][i]', 'm:int [2][3][1:int of 2]:int [3][i:int of 3]:int'],
    ['s[i]', 's:string[i:int]:char'],
    ['*s', 's:string[0:int]:char'],
    ['words[1][i]', 'words:string [2][1:int of 2]:string[i:int]:char'],
    ['s + 1', 'stringof (&s:string:char * + 1:long):char *:string'],
    ['q = m[1]', '(q:int * = &m:int [2][3][1:int of 2]:int [3]:int *):int *'],
    ['q = &m[1][2]', '(q:int * = &m:int [2][3][1:int of 2]:int [3][2:int of 3]:int:int *):int *'],
    ['v = list[0]', '(v:struct in = list:struct in [2][0:int of 2]:struct in):struct in'],
    ['v.low++', 'v:struct in.+16:unsigned char{0+3}:int++:int'],
    ['sizeof(m[0])', '12:size_t'],
    ['sizeof(v.n)', '12:size_t'],
    // strsize bytes each.
    ['sizeof(words)', '512:size_t'],
    ['trace(stringof(name))', 'trace(stringof &name:char [8]:char *:string)'],
  ])('%s', (statement, expected) => {
    expect(typed(statement)).toBe(expected);
  });
});

describe('what cannot be', () => {
  test.each([
    ['&v', 'D_ADDROF_VAR@5: cannot take address of dynamic variable'],
    ['&v.low', 'D_ADDROF_BITFIELD@5: cannot take address of bit-field'],
    ['sizeof(v.low)', 'D_SIZEOF_BITFIELD@5: cannot apply sizeof to a bit-field'],
    ['(i ? v : w).c = 1', 'D_OP_LVAL@5: operator = requires modifiable lvalue as an operand'],
    ['execname[0] = 1', 'D_OP_WRITE@5: operator = can only be applied to a writable variable'],
    ['v.nosuch = 1', 'D_TYPE_MEMBER@5: nosuch is not a member of struct in'],
    ['v = o', 'D_OP_INCOMPAT@5: operands have incompatible types: "struct in" = "union u"'],
    ['m[0] = m[1]', 'D_OP_ARRFUN@5: operator = may not be applied to operand of type "int [3]"'],
    ['m[s]', 'D_OP_INCOMPAT@5: operands have incompatible types: "int [2][3]" + "string"'],
  ])('%s', (statement, expected) => {
    const text = `${declarations} BEGIN { i = 1; s = ""; ${statement}; }`;
    expect(firstError(text)).toBe(expected);
  });

  test.each(['m[2][0] = 1', 'm[0][3]', 'v.n[-1]', '*(p->n + 3)'])(
    'Oracle’s D refuses %s, the Guide’s leaves it to the run',
    (statement) => {
      const text = `${declarations} BEGIN { ${statement}; }`;
      expect(firstError(text, 'oracle')).toMatch(/^D_ARR_BOUNDS@5: index outside array bounds/);
      expect(firstError(text)).toBe('no error');
    },
  );
});
