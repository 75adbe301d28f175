import type { EventName, KernelEvents, ProbeName, Provider } from './provider.ts';
import { eventStability, parameterTypes, rawHook, tracepoints } from './raw-event.ts';

/** Systems of tracepoints of the client; nfs4 has those of version 4 only. */
const systems: ReadonlyMap<string, string> = new Map([
  ['nfs', 'nfs'],
  ['nfs4', 'nfsv4'],
]);

/**
 * nfs and nfsv4: what the client of NFS tells, where the kernel has that client; `nfs_lookup_enter` is
 * nfs:::lookup-enter. Solaris' providers of these names tell of the server.
 */
export const nfsProviders: readonly Provider[] = [...systems].map(([system, name]) => ({
  name,
  stability: eventStability,
  probes: (kernel) => eventsOf(system, kernel).map((event) => probeOf(name, event)),
  mayHave: (probe) => /^(?!tick-|profile-)[a-z][\w-]*$/.test(probe),
  typedArguments: (probe, kernel) => parameterTypes(eventName(system, probe, kernel), kernel),
  places: (probe, kernel) => {
    const event = eventName(system, probe, kernel);
    return [{ hook: rawHook(`${name}:${probe.name}`, event, kernel), selector: 0 }];
  },
  origin: (probe, kernel) => ({ fidelity: 'exact', text: eventName(system, probe, kernel) }),
}));

function eventsOf(system: string, kernel: KernelEvents): readonly EventName[] {
  return tracepoints(kernel).filter((event) => event.system === system);
}

function probeOf(provider: string, { module, system, name }: EventName): ProbeName {
  const short = name.startsWith(`${system}_`) ? name.slice(system.length + 1) : name;
  return { provider, module, function: '', name: short.replaceAll('_', '-') };
}

function eventName(system: string, { name }: ProbeName, kernel: KernelEvents): string {
  const event = eventsOf(system, kernel).find((e) => probeOf('', e).name === name);
  return event?.name ?? '';
}
