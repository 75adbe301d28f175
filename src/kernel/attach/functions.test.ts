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
}));

/** No address: there are no more descriptors. */
const FULL = 99n;

/** The last digits of the addresses of each link that was tried, `bad` not being taken. */
function attach(by: 'multi' | 'kprobe', at: 'entry' | 'return', bad?: bigint) {
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
  const machine = { kallsyms: () => kallsyms, kprobeType: () => 6 };
  const fds = [...attachFunctions(sys, 9, spec, refuse, machine)];
  return { fds, tried, refused, closed: sys.closed };
}

test('all at once, each address with the cookie of its function', () => {
  const { fds, tried, refused } = attach('multi', 'return');
  expect(tried).toEqual(['1,2,3,4 with 0,1,1,2']);
  expect([fds, refused]).toEqual([[101], ['gone']]);
});

test('what is refused is found by halves, and keeps no other from being traced', () => {
  const { fds, tried, refused } = attach('multi', 'entry', 4n);
  expect(tried.map((one) => one.replace(/ with.*/, ''))).toEqual([
    '1,2,3,4',
    '1,2',
    '3,4',
    '3',
    '4',
  ]);
  expect([fds, refused]).toEqual([
    [102, 104],
    ['gone', 'c'],
  ]);
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
