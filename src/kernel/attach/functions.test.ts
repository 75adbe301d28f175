import { expect, test } from 'vitest';
import { fakeSys } from '../fake-sys.ts';
import { ERRNO } from '../sys.ts';
import { attachFunctions } from './functions.ts';

const LINK_CREATE = 28;
const kallsyms = ['1 T a', '2 t b', '3 t b', '4 t c']
  .map((line) => `ffffffff8000000${line}\n`)
  .join('');
const functions = ['a', 'b', 'c', 'gone'].map((name, cookie) => ({
  module: 'vmlinux',
  name,
  cookie,
  several: true as const,
}));

/** No address: there are no more descriptors. */
const FULL = 99n;

/** The last digits of the addresses of each link that was tried, `bad` not being taken. */
function attach(
  by: 'multi' | 'kprobe',
  at: 'entry' | 'return',
  bad?: bigint,
  traceable?: () => ((address: bigint) => boolean) | undefined,
) {
  const tried: string[] = [];
  const refused: string[] = [];
  const words = (bytes: Uint8Array) => [...new BigUint64Array(bytes.slice().buffer)];
  const sys = fakeSys(
    ({ command, attr, at: pointed }) => {
      expect(command).toBe(LINK_CREATE);
      if (by === 'kprobe') return 200 + Number(attr.getBigUint64(16, true));
      const addresses = words(pointed(32)).map((address) => address & 15n);
      tried.push(`${addresses.join()} with ${words(pointed(40)).join()}`);
      expect(attr.getUint32(16, true)).toBe(at === 'return' ? 1 : 0);
      return bad !== undefined && addresses.includes(bad) ? -ERRNO.ENOENT : 100 + tried.length;
    },
    {
      perfEventOpen: (event) => {
        const view = new DataView(event.buffer);
        const address = view.getBigUint64(64, true) & 15n;
        tried.push(`${view.getUint32(0, true)}:${view.getBigUint64(8, true)}:${address}`);
        if (bad === FULL) return -ERRNO.EMFILE;
        return address === bad ? -ERRNO.EINVAL : 10;
      },
    },
  );
  const spec = { kind: 'functions', by, at, functions } as const;
  const refuse = ({ name }: { name: string }) => refused.push(name);
  const known = traceable ?? (() => undefined);
  const machine = { kallsyms: () => kallsyms, kprobeType: () => 6, traceable: known };
  const fds = [...attachFunctions(sys, 9, spec, refuse, machine)];
  return { fds, tried, refused, closed: sys.closed };
}

test('by names, and addresses only of those that have a name together', () => {
  const tried: string[] = [];
  const sys = fakeSys(({ attr, at: pointed }) => {
    const isByName = attr.getBigUint64(24, true) !== 0n;
    const words = new BigUint64Array(pointed(isByName ? 40 : 32).slice().buffer);
    tried.push(
      `${isByName ? 'names' : 'addresses'} ${attr.getUint32(20, true)}: ${words.map((w) => w & 15n)}`,
    );
    return 100 + tried.length;
  });
  const mixed = functions.map(({ several, ...fn }) => (fn.name === 'b' ? { ...fn, several } : fn));
  const spec = { kind: 'functions', by: 'multi', at: 'entry', functions: mixed } as const;
  const fds = [...attachFunctions(sys, 9, spec, () => {}, { kallsyms: () => kallsyms })];
  expect([fds, tried]).toEqual([
    [101, 102],
    ['names 3: 0,2,3', 'addresses 2: 2,3'],
  ]);
});

test.each([
  [4, 0, ['4']],
  [15, 0, ['15']],
  [16, 0, []],
  [4, 84, []],
])('an instruction, %i bytes from the beginning', (offset, error, expected) => {
  const tried: string[] = [];
  const refused: string[] = [];
  const sys = fakeSys(() => 0, {
    perfEventOpen: (event) => {
      tried.push(`${new DataView(event.buffer).getBigUint64(64, true) & 0xffffn}`);
      return error === 0 ? 10 : -error;
    },
  });
  const fn = { module: 'vmlinux', name: 'a', offset };
  const spec = { kind: 'functions', by: 'kprobe', at: 'entry', functions: [fn] } as const;
  const text = 'ffffffff80000000 T a\nffffffff80000010 t b\n';
  const machine = { kallsyms: () => text, kprobeType: () => 6 };
  const opened = attachFunctions(sys, 9, spec, (_, __, why) => refused.push(why.message), machine);
  const first = opened.next();
  expect(error === 0 ? tried : []).toEqual(expected);
  expect(first.done ? refused : []).toEqual(
    expected.length > 0
      ? []
      : [
          error === 0
            ? 'the function ends before that'
            : 'no instruction that may be probed begins there',
        ],
  );
});

test('all at once, each address with the cookie of its function', () => {
  const { fds, tried, refused } = attach('multi', 'return');
  expect(tried).toEqual(['1,2,3,4 with 0,1,1,2']);
  expect([fds, refused]).toEqual([[101], ['gone']]);
});

test('what is refused is found by halves, and keeps no other from being traced', () => {
  const { fds, tried, refused, closed } = attach('multi', 'entry', 4n);
  expect(tried.map((one) => one.replace(/ with.*/, ''))).toEqual([
    '1,2,3,4',
    '1,2',
    '3,4',
    '3',
    '4',
    '1,2,3',
  ]);
  expect([fds, closed, refused]).toEqual([[106], [102, 104], ['gone', 'c']]);
});

test('what ftrace does not know is not tried a second time', () => {
  const isKnown = (address: bigint) => (address & 15n) !== 4n;
  const { fds, tried, refused, closed } = attach('multi', 'entry', 4n, () => isKnown);
  expect(tried.map((one) => one.replace(/ with.*/, ''))).toEqual(['1,2,3,4', '1,2,3']);
  expect([fds, closed, refused]).toEqual([[102], [], ['gone', 'c']]);
});

test('one by one: the type of kprobes, 1 for returns, the address', () => {
  const { fds, tried, refused, closed } = attach('kprobe', 'return', 1n);
  expect(tried).toEqual(['6:1:1', '6:1:2', '6:1:3', '6:1:4']);
  expect(fds).toEqual([201, 201, 202]);
  expect(closed).toEqual([10, 10, 10]);
  expect(refused).toEqual(['gone', 'a']);
});

test('without descriptors, what to do is said', () => {
  expect(() => attach('kprobe', 'entry', FULL)).toThrow('too many functions');
});
