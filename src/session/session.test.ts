import { expect, test } from 'vitest';
import type { Loaded } from '../backend/index.ts';
import {
  ACTIVITY,
  type BpfObject,
  CONTROL,
  CONTROL_BYTES,
  type ProgramSpec,
} from '../bpf/index.ts';
import { defaultConsumeOptions } from '../consume/index.ts';
import { defaultOptions, type Options } from '../lang/index.ts';
import { runSession, type WatchedTarget } from './session.ts';

const manual = (name: string): ProgramSpec => ({
  name,
  attach: { kind: 'manual' },
  code: new Uint8Array(),
  mapRefs: [],
  lines: [],
});

const object: BpfObject = {
  programs: [manual('BEGIN'), manual('END')],
  maps: [],
  probes: [],
  clauses: [{ id: 0, probes: [], unit: 0, line: 1, recordBytes: 16, cost: 8, actions: [] }],
  aggregations: [],
  faultSites: [],
  units: [],
};

/** A world that writes down what happens to it; `onWait` is what happens while the session sleeps. */
class FakeRun {
  readonly log: string[] = [];
  readonly control = new DataView(new ArrayBuffer(CONTROL_BYTES));
  readonly exitListeners: (() => void)[] = [];
  ended = false;
  onBegin = (): void => {};
  onWait = (): void => {};
  readFails = false;
  status: number | undefined;
  readonly unread = new AbortController();

  get activity(): number {
    return this.control.getUint32(CONTROL.activity, true);
  }

  /** What exit() does in a program. */
  drain(): void {
    this.control.setUint32(CONTROL.activity, ACTIVITY.draining, true);
  }

  loaded(): Loaded {
    const say = (what: string): void => void this.log.push(what);
    return {
      attach: async () => say(`attach@${this.activity}`),
      fire: (name) => {
        say(`${name}@${this.activity}`);
        if (name === 'BEGIN') this.onBegin();
      },
      wait: async (ms) => {
        say(`wait ${ms}@${this.activity}`);
        this.onWait();
      },
      wakeup: () => say('wakeup'),
      drain: () => {},
      history: () => {},
      memory: () => this.control,
      entries: () => [],
      take: () => undefined,
      clear: () => {},
      drops: () => [],
      close: () => say('close'),
    };
  }

  target(): WatchedTarget {
    return {
      pid: 7,
      resume: () => void this.log.push('resume'),
      exited: () => (this.ended ? { status: 3 } : undefined),
      release: () => {},
      onExit: (listener) => void this.exitListeners.push(listener),
    };
  }

  run(options: Partial<Options> = {}, targets: readonly WatchedTarget[] = []): Promise<number> {
    return runSession({
      object,
      options: { ...defaultOptions(), ...options },
      backend: { open: async () => this.loaded() },
      targets,
      consumer: () => {
        const fake = this;
        return {
          consumeRing: () => {
            this.log.push('consume');
            if (this.readFails) throw new Error('broken pipe');
            return 0;
          },
          reportDrops: () => void this.log.push('drops'),
          printRemainingAggregations: () => void this.log.push('aggregations'),
          get exitStatus() {
            return fake.status;
          },
          options: { ...defaultConsumeOptions, ...options },
        };
      },
      output: { write: (text) => void this.log.push(JSON.stringify(text)), flush: () => {} },
      unread: this.unread.signal,
      notice: (line) => void this.log.push(`notice ${line}`),
      testing: false,
    });
  }
}

const { warmup, active, draining } = ACTIVITY;
const theEnd = [`END@${draining}`, 'consume', 'drops', 'aggregations', 'close'];

test('BEGIN that exits: no probe fires, END does, the status is that of exit()', async () => {
  const fake = new FakeRun();
  fake.onBegin = () => {
    fake.drain();
    fake.status = 4;
  };
  expect(await fake.run()).toBe(4);
  expect(fake.log).toEqual([`attach@${warmup}`, `BEGIN@${warmup}`, ...theEnd]);
});

test('consumes at the shorter rate until a program exits', async () => {
  const fake = new FakeRun();
  let waits = 0;
  fake.onWait = () => {
    if (++waits === 2) fake.drain();
  };
  await fake.run({ switchrate: 50e6 });
  const wait = `wait 50@${active}`;
  expect(fake.log).toEqual([
    `attach@${warmup}`,
    `BEGIN@${warmup}`,
    wait,
    'consume',
    wait,
    ...theEnd,
  ]);
});

test('switchrate 0 does not spin', async () => {
  const fake = new FakeRun();
  fake.onWait = () => fake.drain();
  await fake.run({ switchrate: 0 });
  expect(fake.log).toContain(`wait 10@${active}`);
});

test('targets run once probes are enabled, and end the run', async () => {
  const fake = new FakeRun();
  fake.onWait = () => {
    fake.ended = true;
    for (const tell of fake.exitListeners) tell();
  };
  expect(await fake.run({}, [fake.target()])).toBe(0);
  const middle = ['resume', `wait 1000@${active}`, 'notice pid 7 exited with status 3', 'wakeup'];
  expect(fake.log).toEqual([`attach@${warmup}`, `BEGIN@${warmup}`, ...middle, ...theEnd]);
});

test("the oracle dialect keeps the target's end to itself", async () => {
  const fake = new FakeRun();
  fake.onWait = () => {
    fake.ended = true;
    for (const tell of fake.exitListeners) tell();
  };
  await fake.run({ dialect: 'oracle' }, [fake.target()]);
  expect(fake.log.filter((l) => l.startsWith('notice'))).toEqual([]);
});

test('destructive actions are announced', async () => {
  const fake = new FakeRun();
  fake.onBegin = () => fake.drain();
  await fake.run({ destructive: true });
  expect(fake.log).toContain('notice allowing destructive actions');
});

test('whatever goes wrong, nothing stays attached', async () => {
  const fake = new FakeRun();
  fake.readFails = true;
  await expect(fake.run()).rejects.toThrow('broken pipe');
  expect(fake.log.at(-1)).toBe('close');
});

test('a record must fit the buffer', async () => {
  await expect(new FakeRun().run({ bufsize: 7 })).rejects.toThrow(
    'could not enable tracing: Enabling exceeds size of buffer',
  );
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s: newline, END, aggregations', async (signal) => {
  const fake = new FakeRun();
  fake.onWait = () => void process.emit(signal);
  await fake.run();
  expect(fake.log.slice(3)).toEqual(['wakeup', '"\\n"', ...theEnd]);
  expect(process.listenerCount(signal)).toBe(0);
});

test('a second ^C: no more output', async () => {
  const fake = new FakeRun();
  fake.onWait = () => {
    process.emit('SIGINT');
    process.emit('SIGINT');
  };
  await fake.run();
  expect(fake.log.slice(5)).toEqual(['"\\n"', `END@${draining}`, 'drops', '"\\n"', 'close']);
});

test('nobody reads the output any more', async () => {
  const fake = new FakeRun();
  fake.onWait = () => fake.unread.abort();
  await fake.run();
  expect(fake.log.slice(-4)).toEqual([`END@${draining}`, 'drops', '"\\n"', 'close']);
});

test('losses are told at statusrate', async () => {
  const fake = new FakeRun();
  let waits = 0;
  fake.onWait = () => {
    if (++waits === 3) fake.drain();
  };
  await fake.run({ statusrate: 0 });
  expect(fake.log.filter((l) => l === 'drops')).toHaveLength(3);
});
