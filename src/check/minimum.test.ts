import { describe, expect, test } from 'vitest';
import { firstError } from './testing.ts';

const below = (what: string) => new RegExp(`^D_ATTR_MIN@\\d: attributes for ${what} \\(`);

describe('amin', () => {
  test.each([
    ['Evolving/Evolving/Common', 'dtrace:::BEGIN { trace(pid); }'],
    ['Private/Private/Common', 'BEGIN { trace(caller); }'],
    ['Internal/Internal', 'BEGIN { }'],
  ])('%s allows %s', (minimum, text) => {
    expect(firstError(`#pragma D option amin=${minimum}\n${text}`)).toBe('no error');
  });

  test.each([
    ['Stable/Stable/Common', 'BEGIN { }', 'clause'],
    ['Standard', 'dtrace:::BEGIN { }', 'clause'],
    [
      'Evolving',
      'inline int x = 1;\n#pragma D attributes Private x\ndtrace:::BEGIN { trace(x); }',
      '.*',
    ],
  ])('%s forbids %s', (minimum, text, what) => {
    expect(firstError(`#pragma D option amin=${minimum}\n${text}`)).toMatch(below(what));
  });

  test('a pragma raises what a provider promises', () => {
    const pragmas = ['provider', 'name', 'args'].map(
      (part) => `#pragma D attributes Standard/Standard/Common provider dtrace ${part}\n`,
    );
    const text = 'dtrace:::BEGIN { }';
    const minimum = '#pragma D option amin=Standard/Standard/Common\n';
    expect(firstError(`${minimum}${text}`)).toMatch(below('clause'));
    expect(firstError(`${minimum}${pragmas.join('')}${text}`)).toBe('no error');
  });
});

describe('pragmas', () => {
  test.each([
    ['#pragma D attributes Stable provider dtrace colour', 'D_PRAGMA_INVAL'],
    ['#pragma D attributes Stable provider nosuch name', 'D_PRAGMA_UNUSED'],
    ['#pragma D attributes Stable provider dtrace', 'D_PRAGMA_MALFORM'],
    ['#pragma D attributes Shiny x', 'D_PRAGMA_INVAL'],
    ['#pragma D binding 1.0 x', 'D_PRAGMA_MALFORM'],
    ['#pragma D binding "x" x', 'D_PRAGMA_INVAL'],
    ['#line seven', 'D_PRAGMA_MALFORM'],
    ['#line 7 file', 'D_PRAGMA_MALFORM'],
  ])('%s', (line, tag) => {
    expect(firstError(`${line}\nBEGIN { }`)).toMatch(new RegExp(`^${tag}@1: `));
  });

  test.each(['#line 7 "file"', '# 7 "file" 1', '#ident "x"', '#pragma ident "x"', '#pragma once'])(
    '%s is none of an error',
    (line) => {
      expect(firstError(`${line}\nBEGIN { }`)).toBe('no error');
    },
  );
});

describe('provider blocks', () => {
  test.each([
    ['probe a(int, char *); probe b__c(int x) : (int x);', 'no error'],
    [`probe ${'x'.repeat(64)}();`, 'D_PROV_BADNAME'],
    ['probe a(int x, int x);', 'D_DECL_PROTO_FORM'],
    ['probe a__b(); probe a__b(int);', 'D_PROV_PRDUP'],
  ])('%s', (probes, expected) => {
    expect(firstError(`provider p { ${probes} };\nBEGIN { }`)).toContain(expected);
  });
});
