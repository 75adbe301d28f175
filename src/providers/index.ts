import { cpcProvider } from './cpc.ts';
import { dtraceProvider } from './dtrace.ts';
import { fbtProvider } from './fbt.ts';
import { fpuinfoProvider } from './fpuinfo.ts';
import { ioProvider } from './io.ts';
import { ipProvider } from './ip.ts';
import { lockstatProvider } from './lockstat.ts';
import { mibProvider } from './mib.ts';
import { nfsProviders } from './nfs.ts';
import { ProbeIndex } from './probes.ts';
import { procProvider } from './proc.ts';
import { profileProvider } from './profile.ts';
import type { KernelEvents, Provider } from './provider.ts';
import { rawtpProvider } from './rawtp.ts';
import { schedProvider } from './sched.ts';
import { sdtProvider } from './sdt.ts';
import { syscallProvider } from './syscall.ts';
import { sysinfoProvider } from './sysinfo.ts';
import { tcpProvider } from './tcp.ts';
import { udpProvider } from './udp.ts';
import { vminfoProvider } from './vminfo.ts';

export { isAmongLocks } from './lock-places.ts';
/** The probes: one file a provider, pure data and the code of their arguments; nothing is attached here. */
export * from './probes.ts';
export type * from './provider.ts';

/** All providers, in listing order. */
export const providers: readonly Provider[] = [
  dtraceProvider,
  syscallProvider,
  profileProvider,
  schedProvider,
  procProvider,
  ioProvider,
  vminfoProvider,
  sysinfoProvider,
  fpuinfoProvider,
  ...nfsProviders,
  cpcProvider,
  lockstatProvider,
  mibProvider,
  ipProvider,
  tcpProvider,
  udpProvider,
  sdtProvider,
  rawtpProvider,
  fbtProvider,
];

/** `kernel` absent: of one without tracepoints. */
export function probeIndex(kernel?: KernelEvents): ProbeIndex {
  return new ProbeIndex(providers, kernel);
}
