import { expect, test } from 'vitest';
import { classOf, outcomeOf } from './outcome.ts';

const text = 'BEGIN { printf("%s %s\\n", "UID", "PATHNAME"); } printf("%d %s", uid, p);';
const quiet = { text, stdout: '', stderr: '', stuck: false };
const fault = 'dtrace: error on enabled probe ID 1 (ID 2: a:b:c:d): invalid address\n';

test.each([
  [quiet, 'silent', ''],
  [{ ...quiet, stdout: 'UID PATHNAME\n' }, 'silent', ''],
  [{ ...quiet, stdout: 'UID PATHNAME\n0 UID\n' }, 'output', ''],
  [{ ...quiet, stdout: 'PATHNAME /etc\n' }, 'output', ''],
  [{ ...quiet, stuck: true }, 'stuck', 'it did not stop'],
  [{ ...quiet, stderr: fault }, 'silent', `1 errors, first: ${fault.trim()}`],
  [
    { ...quiet, stderr: 'dtrace: failed to compile script a.d: line 7: syntax error near "x"\n' },
    'refused',
    'syntax error near "x"',
  ],
  [
    {
      ...quiet,
      stderr:
        'dtrace: invalid probe specifier a: b\n"c": probe description fbt::x: does not match any probes\n',
    },
    'refused',
    'probe description fbt::x: does not match any probes',
  ],
  [{ ...quiet, stderr: 'spawn /a ENOENT\n' }, 'refused', 'spawn /a ENOENT'],
])('%j', (run, kind, reason) => {
  expect(outcomeOf(run)).toEqual({ kind, reason });
});

test.each([
  ['probe description fbt::x:entry does not match any probes', 'needs function probes'],
  ['probe description pid12:libc::entry does not match any probes', 'needs the pid provider'],
  ['spawn /usr/bin/ksh ENOENT', 'needs what this system lacks'],
  ['syntax error', 'other'],
])('%s: %s', (reason, expected) => {
  expect(classOf(reason)).toBe(expected);
});
