import type { Counter } from '../../bpf/index.ts';
import { SystemError } from '../../diag/index.ts';
import { must } from '../failure.ts';
import { perfEvent } from '../perf-attr.ts';
import { ERRNO, type Sys } from '../sys.ts';
import { enable, onlineCpus, setProgram } from './timer.ts';

/** Of the flags: not before it is enabled; and where it does not count. */
const DISABLED = 1;
const EXCLUDED = { all: 0, user: 1 << 5, kernel: 1 << 4 } as const;

/** What perf_event_open(2) says where there is no counter of that kind. */
const absent: readonly number[] = [-ERRNO.ENOENT, -ERRNO.ENODEV, -ERRNO.EOPNOTSUPP];

/**
 * Runs a program whenever a counter has counted `period` more on a CPU, for each of them; yields
 * descriptors that detach when closed. What attachTimer() says of losses holds here, too.
 */
export function* attachCounter(
  sys: Sys,
  program: number,
  counter: Counter,
  online: readonly number[] = onlineCpus(),
): Generator<number> {
  const { name, type, config, period, mode } = counter;
  const flags = DISABLED | EXCLUDED[mode];
  const attr = perfEvent({ type, config, samplePeriod: period, flags });
  for (const cpu of online) {
    const event = sys.perfEventOpen(attr, cpu);
    if (absent.includes(event))
      throw new SystemError(`failed to enable ${name}: this machine has no such counter`);
    yield must(event, `failed to enable ${name} on CPU ${cpu}`);
    setProgram(sys, event, program, name);
    enable(sys, event, name);
  }
}
