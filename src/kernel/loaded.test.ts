import { expect, test, vi } from 'vitest';
import { CONTROL } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import { type BpfCall, type FakeSys, fakeSys } from './fake-sys.ts';
import { KernelLoaded } from './loaded.ts';
import { exit, mov, object, program } from './test-programs.ts';

const noTypes = (): never => bug('no kernel types');

const COMMAND = { lookup: 1, progLoad: 5, testRun: 10, objectInfo: 15, rawTracepointOpen: 17 };

const CODE = [mov(0, 0), exit()];
const OBJECT = object([
  program('BEGIN', { kind: 'manual' }, CODE),
  program('entry', { kind: 'raw_tracepoint', event: 'sys_enter', typed: false }, CODE),
  program('return', { kind: 'raw_tracepoint', event: 'sys_exit', typed: false }, CODE),
]);

/** A kernel in which everything works, except what `answer` gives −errno for. */
function kernel(answer: (call: BpfCall) => number | undefined = () => undefined) {
  const mappings: { buffer: ArrayBuffer; unmap: () => void }[] = [];
  const sys = fakeSys((call, index) => answer(call) ?? 100 + index, {
    map: (_fd, _offset, bytes) => {
      const mapping = { buffer: new ArrayBuffer(bytes), unmap: vi.fn() };
      mappings.push(mapping);
      return mapping;
    },
    edgeTriggered: () => 90,
    watch: () => ({ stop: vi.fn() }),
    rearm: () => {},
  });
  return { sys, mappings };
}

const load = (sys: FakeSys, what = OBJECT): Promise<KernelLoaded> =>
  KernelLoaded.open(sys, what, noTypes);

/** Descriptors that bpf(2) handed out. */
const handedOut = (sys: FakeSys): number[] => sys.calls.map((_call, index) => 100 + index);

test('close gives everything back, once', async () => {
  const { sys, mappings } = kernel();
  const loaded = await load(sys);
  await loaded.attach();
  const opened = handedOut(sys);
  loaded.close();
  loaded.close();
  expect([...sys.closed].sort()).toEqual([90, ...opened].sort());
  expect(mappings.every(({ unmap }) => vi.mocked(unmap).mock.calls.length === 1)).toBe(true);
});

test('detaches before anything else', async () => {
  const { sys } = kernel();
  const loaded = await load(sys);
  await loaded.attach();
  loaded.close();
  const links = handedOut(sys).filter(
    (_fd, i) => sys.calls[i]?.command === COMMAND.rawTracepointOpen,
  );
  expect(links.length).toBe(2);
  expect(sys.closed.slice(0, 2).sort()).toEqual(links);
});

test('a program that is refused leaves nothing behind', async () => {
  const { sys } = kernel(({ command }) => (command === COMMAND.progLoad ? -1 : undefined));
  await expect(load(sys)).rejects.toThrow('failed to load program BEGIN');
  expect(sys.closed.length).toBe(OBJECT.maps.length);
});

const LONG = Array.from({ length: 1000 }, () => mov(0, 0));
const LARGE = object(
  ['one', 'two', 'three'].map((name) => program(name, { kind: 'manual' }, [...LONG, exit()])),
);

test('of several large programs all but one are loaded on other threads', async () => {
  const { sys } = kernel();
  const elsewhere = vi.spyOn(sys, 'bpfElsewhere');
  const loaded = await load(sys, LARGE);
  expect(elsewhere).toHaveBeenCalledTimes(2);
  expect(sys.calls.filter(({ command }) => command === COMMAND.progLoad).length).toBe(3);
  loaded.close();
  expect(sys.closed.length).toBe(LARGE.maps.length + 3 + 1);
});

test('one that is refused on another thread is refused as always', async () => {
  const isTwo = ({ command, attr }: BpfCall): boolean =>
    command === COMMAND.progLoad && attr.getUint32(48) === Buffer.from('two\0').readUInt32BE();
  const { sys } = kernel((call) => (isTwo(call) ? -1 : undefined));
  await expect(load(sys, LARGE)).rejects.toThrow('failed to load program two');
  expect(sys.closed.length).toBe(LARGE.maps.length + 2);
});

test('what was attached before a failure is detached by close', async () => {
  let attached = 0;
  const { sys } = kernel(({ command }) => {
    return command === COMMAND.rawTracepointOpen && ++attached === 2 ? -17 : undefined;
  });
  const loaded = await load(sys);
  await expect(loaded.attach()).rejects.toThrow('failed to enable tracepoint sys_exit');
  const first = 100 + sys.calls.findIndex(({ command }) => command === COMMAND.rawTracepointOpen);
  loaded.close();
  expect(sys.closed[0]).toBe(first);
});

test('fire passes twelve arguments of zero', async () => {
  const { sys } = kernel();
  (await load(sys)).fire('BEGIN');
  const run = sys.calls.at(-1);
  expect(run?.command).toBe(COMMAND.testRun);
  expect([...(run?.at(48) ?? [])]).toEqual(Array(96).fill(0));
});

test('drain lets programs ring again', async () => {
  const loaded = await load(kernel().sys);
  const control = loaded.memory('control');
  control.setUint32(CONTROL.wakeupPending, 1, true);
  loaded.drain(() => {});
  expect(control.getUint32(CONTROL.wakeupPending, true)).toBe(0);
});

test('drops are per CPU; missed runs of tracepoint programs are nesting', async () => {
  const { sys } = kernel((call) => {
    if (call.command === COMMAND.objectInfo) {
      new DataView(call.at(8).buffer).setBigUint64(208, 5n, true);
      return 0;
    }
    if (call.command === COMMAND.lookup) {
      const cells = new BigUint64Array(call.at(16).buffer);
      cells[0] = 3n;
      cells[6] = 1n;
      return 0;
    }
    return undefined;
  });
  const [first] = (await load(sys)).drops();
  expect(first?.principal).toBe(3n);
  expect(first?.nesting).toBe(11n);
});
