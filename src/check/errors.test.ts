import { describe, expect, test } from 'vitest';
import { errorsOf, firstError } from './testing.ts';

describe('errors', () => {
  test('all of them are reported, each name once, and those of declarations first', () => {
    const text = 'BEGIN { trace(nosuch); trace(nosuch + 1); x = "a" * 2; }\nint y; string y;';
    expect(errorsOf(text).map((d) => d.tag)).toEqual([
      'D_DECL_IDRED',
      'D_IDENT_UNDEF',
      'D_OP_ARITH',
    ]);
  });

  test('what is wrong hides what is only not possible yet', () => {
    const text = 'BEGIN { trace(*(struct unknown *)arg0); trace(nosuch); }';
    expect(errorsOf(text).map((d) => d.tag)).toEqual(['D_IDENT_UNDEF']);
    expect(errorsOf(text.replace('trace(nosuch);', '')).map((d) => d.message)).toEqual([
      'values of incomplete types are not supported yet',
    ]);
  });

  test('the number of a parameter', () => {
    const [, { message } = {}] = errorsOf('int x[int, void];');
    expect(message).toBe(
      'array prototype may not use parameter of type void: (anonymous), parameter #2',
    );
  });

  test('the number of an argument that has to be a constant', () => {
    const text = 'BEGIN { trace(inet_ntoa6((struct in6_addr *)arg0, pid)); }';
    expect(firstError(text, 'oracle')).toMatch(/^D_PROTO_ARG@1: inet_ntoa6\( \) argument #2 is/);
  });

  test('an element of what is wrong is not another mistake', () => {
    const text = 'BEGIN { this->s = arg0.nosuch->list[1].file; }';
    expect(errorsOf(text).map((d) => d.tag)).toEqual(['D_OP_SOU']);
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
      'struct t { int a; union none b; };',
      // CTF knows no union that is only named.
      'D_DECL_INCOMPLETE@1: incomplete struct/union/enum struct none: b',
    ],
    [
      'struct t { int a; enum none b; };',
      'D_DECL_INCOMPLETE@1: incomplete struct/union/enum enum none: b',
    ],
    [
      '#pragma D depends_on library io.d\nBEGIN { }',
      'D_PRAGMA_DEPEND@1: main program may not explicitly depend on a library',
    ],
    [
      '#pragma D depends_on provider nosuch\nBEGIN { }',
      'D_PRAGMA_DEPEND@1: program requires provider nosuch',
    ],
    [
      'BEGIN { trace(pid ? (char *)arg0 : 7); }',
      'D_OP_INCOMPAT@1: operator ?: operands must have compatible types',
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
