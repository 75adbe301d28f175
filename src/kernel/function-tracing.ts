import { existsSync } from 'node:fs';
import type { FunctionWay } from '../bpf/index.ts';
import type { BtfTypes } from '../types/index.ts';
import * as bpf from './bpf.ts';
import { errorText } from './failure.ts';
import { hasFeature } from './features.ts';
import { BPF_TRACE_KPROBE_MULTI, multiLink } from './links.ts';
import { BPF_TRACE_FENTRY, PROG_TYPE } from './load.ts';
import { ERRNO, nativeSys, type Sys } from './sys.ts';

/** How this kernel lets functions be traced; of the other ways why not. */
export interface FunctionTracing {
  readonly ways: readonly FunctionWay[];
  readonly refusals: readonly string[];
}

const KPROBES = '/sys/bus/event_source/devices/kprobe';

/** Asks the kernel, by loading programs that do nothing. */
export function functionTracing(
  types: () => BtfTypes | undefined,
  sys: Sys = nativeSys(),
  hasKprobes: () => boolean = () => existsSync(KPROBES),
): FunctionTracing {
  const kprobe = hasKprobes() ? undefined : 'it has no kprobes (CONFIG_KPROBES)';
  const tried = {
    fentry: fentryRefusal(sys, types),
    multi: multiRefusal(sys),
    kprobe,
  } satisfies Record<FunctionWay, string | undefined>;
  const found = Object.entries(tried) as readonly (readonly [FunctionWay, string | undefined])[];
  return {
    ways: found.flatMap(([way, why]) => (why === undefined ? [way] : [])),
    refusals: found.flatMap(([, why]) => why ?? []),
  };
}

/** r0 = 0; exit */
const NOTHING = Uint8Array.of(0xb7, 0, 0, 0, 0, 0, 0, 0, 0x95, 0, 0, 0, 0, 0, 0, 0);

/** Every kernel has it. */
const SOME_FUNCTION = 'vfs_read';

/** Loading says it on x86-64; aarch64 has had what attaching needs since 6.4, and refuses only that. */
function fentryRefusal(sys: Sys, types: () => BtfTypes | undefined): string | undefined {
  if (!hasFeature('functionArguments')) return 'it is older than Linux 5.17, for fentry';
  const attachBtfId = types()?.find('function', SOME_FUNCTION);
  if (attachBtfId === undefined) return 'its BTF has no functions, for fentry';
  if (process.arch === 'arm64' && !hasFeature('armTrampolines'))
    return 'it is older than Linux 6.4, for fentry';
  const kind = { type: PROG_TYPE.tracing, attachType: BPF_TRACE_FENTRY, attachBtfId };
  return tryLoading(sys, kind, 'fentry', () => undefined);
}

function multiRefusal(sys: Sys): string | undefined {
  if (!hasFeature('kprobeMulti')) return 'it is older than Linux 5.18, for kprobe.multi';
  const kind = { type: PROG_TYPE.kprobe, attachType: BPF_TRACE_KPROBE_MULTI, attachBtfId: 0 };
  return tryLoading(sys, kind, 'kprobe.multi', (program) => {
    // Of no functions at all: what is there says that this is invalid.
    const link = multiLink(sys, program, [], false);
    return link === -ERRNO.EOPNOTSUPP ? 'it has no fprobes (CONFIG_FPROBE)' : undefined;
  });
}

function tryLoading(
  sys: Sys,
  kind: Pick<bpf.ProgLoad, 'type' | 'attachType' | 'attachBtfId'>,
  what: string,
  check: (program: number) => string | undefined,
): string | undefined {
  const program = bpf.progLoad(sys, { ...kind, code: NOTHING, name: 'nothing' });
  if (program < 0) return `it refuses ${what}: ${errorText(-program)}`;
  const why = check(program);
  sys.close(program);
  return why;
}
