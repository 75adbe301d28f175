import { describe, expect, test } from 'vitest';
import { CompileError } from '../../diag/index.ts';
import { type ProbeArgument, probeIndex } from '../../providers/index.ts';
import { parseProgram } from '../../syntax/index.ts';
import { isUserland, type TypedExpression, visitClause } from '../../typed/index.ts';
import { typeName } from '../../types/index.ts';
import { AdjustableProbes } from '../adjustable-probes.ts';
import { check } from '../check.ts';
import { printTyped } from '../print.ts';
import { checkText, firstError, testWorld } from '../testing.ts';

/** The casts of args[] in all clauses of a text. */
function argumentsOf(text: string): readonly TypedExpression[] {
  const found: TypedExpression[] = [];
  for (const clause of checkText([text]).clauses) {
    visitClause(clause, (e) => {
      if (e.kind === 'cast' && e.operand.kind === 'builtin') found.push(e);
    });
  }
  return found;
}

describe('types', () => {
  test.each([
    ['syscall::openat:entry { trace(args[0]); }', ['int']],
    ['syscall::openat:entry { trace(args[1]); }', ['char *']],
    ['syscall::read:return { trace(args[0]); }', ['long']],
    // A clause is one for each of its descriptions.
    [
      'syscall::close:entry, syscall::dup3:entry { trace(args[0]); }',
      ['unsigned int', 'unsigned int'],
    ],
    ['syscall::openat:entry, syscall::acct:entry { trace(args[0]); }', ['int', 'char *']],
  ])('%s', (text, types) => {
    expect(argumentsOf(text).map((e) => typeName(e.type))).toEqual(types);
  });

  test('what a call points to is user memory', () => {
    const [pointer, number] = argumentsOf(
      'syscall::write:entry { trace(args[1]); trace(args[2]); }',
    );
    expect(pointer && isUserland(pointer)).toBe(true);
    expect(number && isUserland(number)).toBe(false);
  });
});

describe('errors', () => {
  test.each([
    ['BEGIN { trace(args[0]); }', 'D_ARGS_IDX@1: index 0 is out of range for :::BEGIN args[ ]'],
    [
      'syscall::read:entry { trace(args[-1]); }',
      'D_ARGS_IDX@1: index -1 is out of range for syscall::read:entry args[ ]',
    ],
    [
      'syscall::read:entry { trace(args[3]); }',
      'D_ARGS_IDX@1: index 3 is out of range for syscall::read:entry args[ ]',
    ],
    ['1 { trace(args[0]); }', 'D_ARGS_IDX@1: index 0 is out of range for 1 args[ ]'],
    [
      'inline int x = args[0]; BEGIN { }',
      'D_ARGS_NONE@1: args[ ] may not be referenced outside of a probe clause',
    ],
    [
      'syscall:::entry { trace(args[0]); }',
      'D_ARGS_MULTI@1: args[ ] may not be referenced because probe description syscall:::entry matches an unstable set of probes',
    ],
    [
      'syscall::open*:entry { trace(args[0] % args[0]->none); }',
      'D_ARGS_MULTI@1: args[ ] may not be referenced because probe description syscall::open*:entry matches an unstable set of probes',
    ],
    [
      ':::entry { trace(args[0]); }',
      'D_ARGS_MULTI@1: args[ ] may not be referenced because probe description :::entry matches an unstable set of probes',
    ],
    [
      'syscall::uname:entry { trace(args[0]); }',
      'D_ARGS_TYPE@1: failed to resolve translated type for args[0]',
    ],
    [
      'syscall::read:entry { trace(args); }',
      "D_IDENT_BADREF@1: associative array 'args' may not be referenced as scalar",
    ],
    [
      'syscall::read:entry { trace(args["a"]); }',
      'D_PROTO_ARG@1: args[ ] argument #1 is incompatible with prototype:\n\tprototype: integer constant\n\t argument: string',
    ],
    [
      'syscall::read:entry { trace(args[0, 1]); }',
      'D_PROTO_LEN@1: args[ ] prototype mismatch: 2 args passed, 1 expected',
    ],
  ])('%s', (text, expected) => {
    expect(firstError(text)).toBe(expected);
  });

  test('Oracle takes the first of a provider for all', () => {
    expect(firstError('syscall:::entry { trace(args[0]); }', 'oracle')).toBe('no error');
  });
});

describe('a provider that promises other types than its probes have', () => {
  const declared = 'struct pub { int n; }; translator struct pub < int i > { n = i + 1; };';

  /** The typed program, or what is wrong with it, if the probes' only argument is this. */
  function checkWith(argument: ProbeArgument): string {
    const index = probeIndex();
    const probes = new AdjustableProbes(
      {
        match: (pattern) => index.match(pattern),
        stability: (provider) => index.stability(provider),
        typedArguments: () => [argument],
        places: (probe) => index.places(probe),
      },
      () => false,
    );
    const text = `${declared} BEGIN { trace(args[0]->n); }`;
    const macros = { positional: [], named: new Map<string, bigint>() };
    const source = { name: 'a.d', text, kind: 'script' } as const;
    const program = parseProgram(source, { macros, defaultArgs: false, isType: () => false });
    try {
      return printTyped(check([program], { ...testWorld('illumos'), probes }));
    } catch (error) {
      if (error instanceof CompileError) return error.diagnostics[0].message;
      throw error;
    }
  }

  test('the argument is translated from the one that it is made of', () => {
    const from = { type: 'int', index: 3 };
    expect(checkWith({ type: 'struct pub *', from })).toContain('args[3:');
  });

  test.each([
    ['struct pub *', 'long', 'translator for args[0] from long to struct pub * is not defined'],
    ['struct pub *', 'struct none *', 'failed to resolve native type for args[0]'],
    ['struct none *', 'int', 'failed to resolve translated type for args[0]'],
  ])('%s from %s', (type, native, expected) => {
    expect(checkWith({ type, from: { type: native, index: 0 } })).toBe(expected);
  });
});
