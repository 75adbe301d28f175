import { expect, test } from 'vitest';
import { ProbeIndex, type Provider, providers } from '../providers/index.ts';
import { compileScript } from '../test-compile.ts';

const common = 'Private/Private/Common';

/** Any tracepoint of that name. */
const events: Provider = {
  name: 'event',
  stability: {
    ...{ provider: common, module: common, function: common },
    ...{ name: common, arguments: common },
  },
  probes: () => [],
  create: (name) => name,
  places: ({ name: event }) => {
    const hook = {
      key: event,
      program: event,
      attach: () => ({ kind: 'raw_tracepoint', event, typed: false }) as const,
      argument: () => {
        throw new Error('nobody asks');
      },
      skipFrames: 0,
    };
    return [{ hook, selector: 0 }];
  },
};

/** The programs that say that they run. */
function guarded(text: string): readonly string[] {
  const probes = new ProbeIndex([...providers, events]);
  const { object } = compileScript(text, { probes });
  const has = object.programs.filter(({ mapRefs }) => mapRefs.some((ref) => ref.map === 'running'));
  return has.map(({ name }) => name);
}

test('programs say that they run if one is at a lock, and only then', () => {
  const others = 'event:::sched_switch, tick-1s { trace(1); } BEGIN { }';
  expect(guarded(others)).toEqual([]);
  const all = guarded(`${others} event:::contention_end { trace(2); }`);
  expect(all).toEqual(expect.arrayContaining(['sched_switch', 'contention_end', 'BEGIN']));
  expect(all).toHaveLength(4);
});

test('nothing is made there when it is first used', () => {
  const kinds = (event: string) => {
    const probes = new ProbeIndex([events]);
    const text = `event:::${event} { self->x = 1; @[tid] = count(); }`;
    const { maps } = compileScript(text, { probes }).object;
    return maps.flatMap(({ name, kind, preallocated }) =>
      /^(?:self|agg)/.test(name) ? [`${kind} ${preallocated ?? ''}`] : [],
    );
  };
  expect(kinds('sched_switch')).toEqual(['task_storage ', 'percpu_hash false']);
  expect(kinds('contention_end')).toEqual(['hash ', 'percpu_hash true']);
});
