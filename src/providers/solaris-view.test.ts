import { expect, test } from 'vitest';
import { aliasArguments, aliasOrigin, aliasPlaces, solarisMatch } from './solaris-view.ts';
import { numbers } from './syscall-hooks.ts';

const ofX86 = test.skipIf(process.arch !== 'x64');
const reason = process.arch === 'x64' ? '' : ' (skipped: these are the calls of x86-64)';

/** What a description of entries means: functions, those of Solaris' with a star. */
function meant(names: string, name = 'entry', module = ''): string | undefined {
  const match = solarisMatch({ provider: 'syscall', module, function: names, name });
  if (!match || 'pattern' in match) return undefined;
  return match.probes.map((p) => `${p.view ? '*' : ''}${p.function}`).join(' ');
}

ofX86.each([
  // Names of Solaris', whether Linux has them or not.
  ['open', '*open'],
  ['rexit', '*rexit'],
  ['fork', '*fork'],
  ['vfork', '*vfork'],
  // Silent, but there.
  ['open64', '*open64'],
  ['exec', '*exec'],
  ['resolvepath', '*resolvepath'],
  // Linux' own.
  ['openat', undefined],
  ['read', undefined],
  ['epoll_wait', undefined],
  ['no_such_call', undefined],
  ['', undefined],
  ['*', undefined],
  // Globs: each event once, with the arguments where scripts expect them.
  ['open*', '*open'],
  ['exec*', '*exece'],
  ['fork*', '*fork'],
  ['*fork*', '*fork'],
  ['stat*', '*stat statfs'],
  ['*read', '*pread read'],
  ['*read*', '*pread read readv readlink readlinkat preadv preadv2'],
  ['pread*', '*pread preadv preadv2'],
  ['*write', '*pwrite write'],
  ['creat*', 'creat'],
  // Those who know Linux get its names.
  ['*sock*', undefined],
  ['*thread_area', undefined],
  ['so_*', '*so_socket *so_socketpair'],
  ['xst*', '*xstat'],
])(`syscall::%s:entry is %j${reason}`, (names, expected) => {
  expect(meant(names)).toBe(expected);
});

test.each([
  ['entry', '*rexit'],
  ['', '*rexit *rexit'],
  ['*', '*rexit *rexit'],
  ['none', ''],
])('name %j of a probe', (name, expected) => {
  expect(meant('rexit', name)).toBe(expected);
});

test('a module that Linux has none of is matched by itself', () => {
  expect(meant('open', 'entry', 'genunix')).toBeUndefined();
  expect(meant('open', 'entry', 'vm*')).toBe('*open');
});

ofX86(`a program that names calls of Solaris has all with the arguments as there${reason}`, () => {
  const pattern = { provider: 'syscall', module: '', function: '', name: 'entry' } as const;
  const match = solarisMatch({ ...pattern, view: 'solaris' });
  const names = match && 'probes' in match ? match.probes : [];
  expect(names).toHaveLength(numbers.size);
  const moved = names.filter(({ view }) => view).map((p) => p.function);
  expect(moved).toEqual(
    expect.arrayContaining(['openat', 'openat2', 'newfstatat', 'statx', 'execveat', 'utimensat']),
  );
  expect(moved).not.toContain('read');
  const values = (call: string) => aliasPlaces(alias(call, 'entry'))[0]?.firing?.values.slice(0, 2);
  expect(values('openat')).toEqual(['arg1', 'arg2']);
  expect(values('newfstatat')?.[0]).toMatch(/\? arg1 : \(.*\? arg0 : \(arg0\)\)/);
});

function alias(func: string, name: string) {
  return { provider: 'syscall', module: 'vmlinux', function: func, name, view: 'solaris' } as const;
}

function placesOf(func: string, name: string): readonly string[] {
  const byNumber = new Map([...numbers].map(([call, n]) => [n, call]));
  return aliasPlaces(alias(func, name)).map(({ hook, selector, firing }) =>
    [hook.key, byNumber.get(selector), firing?.when, firing?.values.slice(0, 3).join()].join(' | '),
  );
}

ofX86.each([
  [
    'open',
    'entry',
    [
      'syscall:entry | open |  | arg0,arg1,arg2',
      'syscall:entry | openat |  | arg1,arg2,arg3',
      'syscall:entry | openat2 |  | arg1,arg2[0],arg2[1]',
    ],
  ],
  ['pwrite', 'return', ['syscall:return | pwrite64 |  | result,result']],
  [
    'lwp_kill',
    'entry',
    ['syscall:entry | tgkill |  | arg1,arg2', 'syscall:entry | tkill |  | arg0,arg1,arg2'],
  ],
  ['xstat', 'entry', []],
  [
    'vfork',
    'return',
    [
      'syscall:return | vfork |  | result,result',
      'syscall:return | clone | (arg0 & 81920) == 16384 | result,result',
      'syscall:return | clone3 | (*arg0 & 81920) == 16384 | result,result',
    ],
  ],
])(`places of %s:%s${reason}`, (func, name, expected) => {
  expect(placesOf(func, name)).toEqual(expected);
});

test.each([
  ['open', 'entry', ['userland const char *', 'int', 'int']],
  ['open', 'return', ['long', 'long']],
  ['accept', 'entry', ['int', 'userland struct sockaddr *', 'userland int *']],
  ['xstat', 'entry', []],
])('arguments of %s:%s', (func, name, expected) => {
  expect(aliasArguments(alias(func, name)).map(({ type }) => type)).toEqual(expected);
});

test.each([
  ['accept', 'entry', 'close', 'accept, accept4'],
  ['resolvepath', 'entry', 'silent', 'Linux has no such system call'],
  ['rexit', 'return', 'silent', 'it never returns'],
])('%s:%s stands on', (func, name, fidelity, text) => {
  expect(aliasOrigin(alias(func, name))).toEqual({ fidelity, text });
});
