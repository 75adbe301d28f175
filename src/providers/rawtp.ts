import type { Provider } from './provider.ts';
import {
  crowd,
  eventStability,
  mayBeEvent,
  parameterTypes,
  rawHook,
  tracepoints,
} from './raw-event.ts';

/**
 * rawtp:SYSTEM::EVENT, every tracepoint of the kernel with the arguments that the kernel's code
 * passes to it (Oracle's provider of that name).
 */
export const rawtpProvider: Provider = {
  name: 'rawtp',
  stability: eventStability,
  probes: (kernel) =>
    tracepoints(kernel).map(({ system, name }) => {
      return { provider: 'rawtp', module: system, function: '', name };
    }),
  mayHave: mayBeEvent,
  typedArguments: ({ name }, kernel) => parameterTypes(name, kernel),
  places: (probe, kernel) => {
    const key = `rawtp:${probe.module}:${probe.name}`;
    const hook = rawHook(key, probe.name, kernel);
    return [{ hook, selector: 0, ...crowd('rawtp', probe, kernel) }];
  },
};
