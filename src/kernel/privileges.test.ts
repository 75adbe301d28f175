import { expect, test } from 'vitest';
import { checkPrivileges } from './privileges.ts';

const BIT = { sysAdmin: 1n << 21n, perfmon: 1n << 38n, bpf: 1n << 39n };
const status = (capabilities: bigint): string =>
  `Name:\tnode\nCapPrm:\tffffffffffffffff\nCapEff:\t${capabilities.toString(16).padStart(16, '0')}\n`;

test.each([
  ['all', 0x1ff_ffff_ffffn],
  ['the old way', BIT.sysAdmin],
  ['just enough', BIT.bpf | BIT.perfmon],
])('enough: %s', (_name, capabilities) => {
  expect(() => checkPrivileges(status(capabilities))).not.toThrow();
});

test.each([
  ['none', 0n, 'CAP_BPF, CAP_PERFMON'],
  ['no CAP_BPF', BIT.perfmon, 'CAP_BPF'],
  ['no CAP_PERFMON', BIT.bpf, 'CAP_PERFMON'],
])('missing: %s', (_name, capabilities, missing) => {
  expect(() => checkPrivileges(status(capabilities))).toThrow(
    `failed to initialize dtrace: DTrace requires additional privileges (missing ${missing})`,
  );
});
