import type { Origin, ProviderStability } from './provider.ts';
import type { EventSource, Source, StableProbe } from './stable.ts';

/** Probes of sysinfo and vminfo, which fire when a counter of Solaris' kernel grows: arg0 is by how much. */

export const counting: ProviderStability = {
  provider: 'Evolving/Evolving/ISA',
  module: 'Private/Private/Unknown',
  function: 'Private/Private/Unknown',
  name: 'Evolving/Evolving/ISA',
  arguments: 'Private/Private/ISA',
};

/** Sources count one unless they say more. */
function counted<Of extends Partial<Source>>(source: Of): Of {
  return { values: ['1'], ...source };
}

type Row = Pick<StableProbe, 'functions' | 'fidelity' | 'text'>;

/** A counter that grows at these places. */
export function counter(name: string, sources: StableProbe['sources'], row: Row = {}): StableProbe {
  return {
    ...row,
    name,
    sources: sources.map((source) =>
      'length' in source ? source.map((s) => counted(s)) : counted(source),
    ),
  };
}

/** Its number is near to the truth; `text` says what differs. */
export function near(text: string, fidelity: Origin['fidelity'] = 'close'): Row {
  return { fidelity, text };
}

/** Counters that nothing on Linux makes grow. */
export function silent(text: string, names: readonly string[]): readonly StableProbe[] {
  return names.map((name) => ({ name, sources: [], text }));
}

/** Page faults, where the kernel has events for them: on x86, whose code has X86_PF_PROT and X86_PF_WRITE. */
export const faults = [
  'page_fault_user(unsigned long address, struct pt_regs *regs, unsigned long error_code)',
  'page_fault_kernel(unsigned long address, struct pt_regs *regs, unsigned long error_code)',
];

/** Machines without these events have perf's count of page faults, which says no more of them. */
export const orAnyFault = (events: readonly EventSource[]): StableProbe['sources'] =>
  events.map((event, i) => (i === 0 ? [event, { counter: 'page_faults-all-1' }] : event));
