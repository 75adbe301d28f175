import { describe, expect, test } from 'vitest';
import { firstError } from './testing.ts';

const CLASH = 'a: cannot reuse the same identifier for both alloca and non-alloca allocations';
const ARMS =
  'ternary conditional with alloca and non-alloca branches cannot be assigned to a variable';

function notScratch(name: string, argument: number): string {
  return `D_PROTO_ARG@1: ${name}( ) argument #${argument} is incompatible with prototype:
	prototype: alloca pointer
	 argument: non-alloca pointer`;
}

/** Statements of BEGIN that only one dialect refuses. */
describe('addresses of scratch memory in dialect oracle', () => {
  test.each([
    ['a = (char *)alloca(1); a = (char *)50', `D_ALLOCA_INCOMPAT@1: ${CLASH}`],
    ['a = (char *)50; b = copyin(arg0, 1); a = (char *)b + 1', `D_ALLOCA_INCOMPAT@1: ${CLASH}`],
    ['a = (char *)alloca(1); b = pid ? (char *)50 : a', `D_ALLOCA_INCOMPAT@1: ${ARMS}`],
    ['alloca(257)', 'D_ALLOCA_SIZE@1: alloca(257) size larger than scratchsize 256'],
    ['copyin(arg0, 300)', 'D_ALLOCA_SIZE@1: alloca(300) size larger than scratchsize 256'],
    ['bcopy(probename, (void *)arg0, 1)', notScratch('bcopy', 2)],
    ['s = (string)alloca(4); bcopy(probename, s, 1)', notScratch('bcopy', 2)],
    ['copyinto(arg0, 1, "")', notScratch('copyinto', 3)],
    [
      'a = (char *)alloca(1); trace(a - (char *)arg0)',
      'D_OP_INCOMPAT@1: adding or subtracting pointers to alloca and non-alloca space is meaningless: "char *" - "char *"',
    ],
  ])('%s', (statements, expected) => {
    const text = `BEGIN { ${statements}; }`;
    expect(firstError(text, 'oracle')).toBe(expected);
    expect(firstError(text, 'illumos')).toBe('no error');
  });

  test.each([
    ['a = (char *)alloca(1); a = 0; a = (char *)alloca(2)'],
    ['a = (char *)alloca(1); trace(pid ? (char *)50 : a)'],
    ['a = (char **)alloca(8); *a = (char *)alloca(1); bcopy(probename, *a, 1)'],
    ['self->p = alloca(4); copyinto(arg0, 4, (char *)self->p + 1 - 1)'],
    ['t["x"] = alloca(4); bcopy(probename, t["x"], 4)'],
    ['a = (char *)alloca(9); trace(a - (char *)a)'],
  ])('%s', (statements) => {
    expect(firstError(`BEGIN { ${statements}; }`, 'oracle')).toBe('no error');
  });

  test('a clash is found where the second clause begins', () => {
    const text = 'BEGIN { a = alloca(1); }\nBEGIN {\na = (void *)arg0; }';
    expect(firstError(text, 'oracle')).toBe(`D_ALLOCA_INCOMPAT@2: ${CLASH}`);
  });
});
