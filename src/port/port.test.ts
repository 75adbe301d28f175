import { describe, expect, test } from 'vitest';
import { port } from '../compile/index.ts';
import { machine } from '../test-compile.ts';
import { programsOf } from './index.ts';

describe('the programs in a file', () => {
  test('a script is one', () => {
    const text = '#!/usr/sbin/dtrace -s\nBEGIN { exit(0); }\n';
    expect(programsOf(text)).toEqual([{ text, line: 1, cpp: false, lax: false }]);
  });

  test('in a shell script they are in quotes, and what the shell fills in is 1', () => {
    const text = `#!/bin/sh
# dtrace -n 'BEGIN' is not this one
/usr/sbin/dtrace -n '
 inline int OPT = '$opt';
 BEGIN /OPT/ { trace("'"$name"'"); }
'
print 'no program'
`;
    const program = '\n inline int OPT = 1;\n BEGIN /OPT/ { trace("1"); }\n';
    expect(programsOf(text)).toEqual([{ text: program, line: 3, cpp: false, lax: false }]);
  });

  test('a quote within is written outside of the quotes', () => {
    const text = "#!/bin/sh\ndtrace -n 'BEGIN { trace('\\'\\\\0\\''); }'\n";
    expect(programsOf(text)[0]?.text).toBe("BEGIN { trace('\\0'); }");
  });

  test('in a text of Perl, D has its signs behind backslashes', () => {
    const text = "#!/usr/bin/perl\n$d = <<END;\ndtrace -n 'BEGIN /$x/ { \\@a = count(); }'\nEND\n";
    expect(programsOf(text)[0]?.text).toBe('BEGIN /1/ { @a = count(); }');
  });

  test('one may be in a variable, or printed for -C', () => {
    const text = "#!/usr/bin/ksh\nscript='tick-1s { }'\ndtrace -Cs <( print -r 'END { }' )\n";
    expect(programsOf(text).map(({ line, cpp }) => [line, cpp])).toEqual([
      [2, false],
      [3, true],
    ]);
  });
});

/** What becomes of each thing in a program, by its text. */
function fates(text: string): Record<string, string> {
  const found = port({ source: { kind: 'script', name: 'x.d', text } }, machine);
  return Object.fromEntries(found.map((f) => [f.text, f.fate]));
}

describe('what becomes of a program', () => {
  test('what Linux has is native, each name once', () => {
    const text = 'syscall::getppid:entry { @[execname] = count(); @b[execname] = sum(arg2); }';
    expect(fates(text)).toEqual({
      'syscall::getppid:entry': 'native',
      execname: 'native',
      count: 'native',
      sum: 'native',
      arg2: 'native',
    });
  });

  test('a probe that is not there is told once, and not what comes of it', () => {
    const text = 'fbt::none:entry { trace(args[0]); } fbt::none:entry { self->x = 1; }';
    expect(fates(text)).toEqual({
      'fbt::none:entry': 'impossible',
      'args[0]': 'native',
      trace: 'native',
    });
  });

  test('a variable that is never set is the only thing wrong: it is told', () => {
    expect(fates('BEGIN { trace(x); }')).toMatchObject({ 'BEGIN { trace(x); }': 'impossible' });
  });

  test('a type that nobody knows is told as such', () => {
    expect(fates('BEGIN { trace((nobody_t *)0); }')).toMatchObject({
      'BEGIN { trace((nobody_t *)0); }': 'impossible',
    });
  });

  test('members of a library are named with it', () => {
    const [, found] = port(
      { source: { kind: 'script', name: 'x.d', text: 'BEGIN /SIGKILL/ { }' } },
      machine,
    );
    expect(found).toMatchObject({ text: 'SIGKILL', fate: 'mapped', on: 'signal.d' });
  });
});
