import { describe, expect, test } from 'vitest';
import { checkText, firstError } from '../testing.ts';

/** What the last statement of a clause records, and what the consumer is told. */
function recorded(text: string, dialect?: 'illumos' | 'oracle') {
  const { clauses } = checkText([text], dialect);
  const statement = clauses.at(-1)?.body.at(-1);
  return statement?.kind === 'record' ? statement : undefined;
}

describe('what print() records', () => {
  const point = 'struct point { int x; char name[4]; int low:3; };';

  test('a scalar, with its type', () => {
    const statement = recorded('BEGIN { print(pid); }');
    expect(statement?.args).toHaveLength(1);
    expect(statement?.data).toEqual({
      shape: { name: 'pid_t', bytes: 4, kind: 'integer', signed: true, character: false },
    });
  });

  test('a struct in memory, with its members', () => {
    const { shape, memory } =
      recorded(`${point} BEGIN { print(*(struct point *)arg0); }`)?.data ?? {};
    // 4 + 4, and a byte for the bit-field.
    expect(memory).toBe(9);
    expect(shape).toMatchObject({ name: 'struct point', kind: 'struct', bytes: 9 });
    expect(shape?.kind === 'struct' ? shape.members : []).toMatchObject([
      { name: 'x', bitOffset: 0, bits: 0, shape: { name: 'int' } },
      { name: 'name', bitOffset: 32, shape: { name: 'char [4]', kind: 'array', count: 4 } },
      { name: 'low', bitOffset: 64, bits: 3, shape: { name: 'int' } },
    ]);
  });

  test('of what a pointer leads to with Oracle', () => {
    const data = recorded(`${point} BEGIN { print((struct point *)arg0); }`, 'oracle')?.data;
    expect([data?.memory, data?.shape?.name]).toEqual([9, 'struct point']);
  });

  test('pointers, which are not followed', () => {
    const list = 'struct list { struct list *next; void (*work)(int, char *); };';
    const shape = recorded(`${list} BEGIN { print(*(struct list *)arg0); }`)?.data.shape;
    expect(shape?.kind === 'struct' ? shape.members.map((m) => m.shape) : []).toEqual([
      { name: 'struct list *', bytes: 8, kind: 'pointer', code: false },
      { name: 'void (*)(int, char *)', bytes: 8, kind: 'pointer', code: true },
    ]);
  });

  test('a stack as trace() does', () => {
    expect(recorded('BEGIN { print(stack(2)); }')?.data).toEqual({});
  });
});

describe('freopen()', () => {
  test.each([
    ['""', { format: '' }, 0],
    ['"/tmp/%d", 1', { format: '/tmp/%d' }, 1],
  ])('%s', (args, data, count) => {
    const statement = recorded(`BEGIN { freopen(${args}); }`);
    expect([statement?.data, statement?.args.length]).toEqual([data, count]);
  });
});

describe('setopt()', () => {
  test.each([
    ['"quiet"', ['string']],
    ['"quiet", execname', ['string', 'builtin']],
    ['(char *)arg0, "no"', ['stringof', 'string']],
  ])('%s', (args, kinds) => {
    expect(recorded(`BEGIN { setopt(${args}); }`)?.args.map((a) => a.kind)).toEqual(kinds);
  });
});

describe('actions that are refused', () => {
  test.each<[string, 'illumos' | 'oracle', RegExp]>([
    ['panic();', 'illumos', /^D_UNKNOWN@1: panic\( \) is refused: no BPF program/],
    ['breakpoint();', 'oracle', /^D_UNKNOWN@1: breakpoint\( \) is refused: no BPF program/],
    ['jstack();', 'oracle', /^D_UNKNOWN@1: jstack\( \) is refused: it is not implemented/],
    ['@[jstack(3)] = count();', 'oracle', /^D_UNKNOWN@1: jstack\( \) is refused/],
    ['jstack();', 'illumos', /^no error$/],
    ['speculate(1); panic();', 'illumos', /^D_ACT_SPEC@1: destructive/],
    ['speculate(1); breakpoint();', 'illumos', /^D_ACT_SPEC@1: destructive/],
    ['panic(1);', 'illumos', /^D_PROTO_LEN@1: panic/],
    ['panic(); x + ;', 'illumos', /^D_SYNTAX@1/],
  ])('%s (%s)', (statement, dialect, expected) => {
    expect(firstError(`BEGIN { ${statement} }`, dialect)).toMatch(expected);
  });
});

describe('destructive actions and speculations', () => {
  test.each(['raise(9)', 'stop()', 'chill(1)', 'system("x")', 'freopen("x")', 'copyout(0, 0, 1)'])(
    '%s does not follow speculate()',
    (call) => {
      expect(firstError(`BEGIN { speculate(1); ${call}; }`)).toMatch(/^D_ACT_SPEC@1/);
    },
  );
});
