import { dtraceProvider } from './dtrace.ts';
import { ProbeIndex } from './probes.ts';
import { profileProvider } from './profile.ts';
import type { Provider } from './provider.ts';
import { syscallProvider } from './syscall.ts';

/** The probes: one file a provider, pure data and the code of their arguments; nothing is attached here. */
export * from './probes.ts';
export type * from './provider.ts';

/** All providers, in listing order. */
export const providers: readonly Provider[] = [dtraceProvider, syscallProvider, profileProvider];

export function probeIndex(): ProbeIndex {
  return new ProbeIndex(providers);
}
