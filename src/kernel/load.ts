import type { VerifierListener } from '../backend/index.ts';
import { type AttachSpec, CLASS, JUMP, type ProgramSpec } from '../bpf/index.ts';
import { assertNever, bug, SystemError } from '../diag/index.ts';
import type { BtfTypes } from '../types/index.ts';
import * as bpf from './bpf.ts';
import { answers, type CapabilityName } from './capabilities/answers.ts';
import { must, refusal } from './failure.ts';
import { BPF_TRACE_KPROBE_MULTI, moduleBtf } from './links.ts';
import { ATTACH_TYPE, PROG_TYPE } from './program-types.ts';
import { ERRNO, type Sys } from './sys.ts';
import { describeSize, describeVerdict, readVerdict } from './verifier-log.ts';

/** Types of the kernel, or of a module with the kernel's. */
export type TypesOf = (module?: string) => BtfTypes;

interface Kind {
  readonly type: number;
  readonly attachType: number;
  readonly attachBtfId: number;
  /** Module that the id is of. */
  readonly module?: string;
  readonly needs?: CapabilityName;
}

/** Loads one program with its maps filled in: a descriptor. SystemError when the system refuses. */
export function loadProgram(
  sys: Sys,
  program: ProgramSpec,
  mapFd: (name: string) => number,
  types: TypesOf,
  listener?: VerifierListener,
): number {
  const { needs, module, ...kind } = kindOf(program.attach, types);
  const own = module === undefined ? undefined : must(moduleBtf(sys, module), `types of ${module}`);
  const attachBtf = own === undefined ? {} : { attachBtf: own };
  const load = { ...kind, ...attachBtf, code: patchMaps(program, mapFd), name: program.name };
  const fd = loadListened(sys, load, listener);
  const failure = fd < 0 ? explain(sys, program, load, -fd, needs) : undefined;
  if (own !== undefined) sys.close(own);
  if (failure) throw failure;
  return fd;
}

/**
 * Loads a program on another thread: a descriptor, negative if it is refused, and `loadProgram` tells why.
 * Not for programs whose target is in a module.
 */
export function loadElsewhere(
  sys: Sys,
  program: ProgramSpec,
  mapFd: (name: string) => number,
  types: TypesOf,
): Promise<number> {
  const { type, attachType, attachBtfId } = kindOf(program.attach, types);
  const { name } = program;
  const code = patchMaps(program, mapFd);
  return bpf.progLoadElsewhere(sys, { type, attachType, attachBtfId, code, name });
}

/** The kernel takes no smaller log. */
const LEAST_LOG_BYTES = 128;

/** The verifier gives up with EAGAIN when a signal is pending (bpf_check, since 4.20). */
const ATTEMPTS = 5;

/** Loads for a listener; without one in the end if its log is too small, which the kernel takes for a failure. */
function loadListened(
  sys: Sys,
  load: bpf.ProgLoad,
  listener: VerifierListener | undefined,
): number {
  if (!listener) return loadPatiently(sys, load);
  const bytes = new Uint8Array(Math.max(listener.bytes, LEAST_LOG_BYTES));
  const fd = loadPatiently(sys, load, { bytes, level: bpf.LOG_ALL });
  if (fd !== -ERRNO.ENOSPC) {
    listener.log(load.name, textOf(bytes));
    return fd;
  }
  listener.log(load.name, undefined);
  return loadPatiently(sys, load);
}

function loadPatiently(sys: Sys, load: bpf.ProgLoad, log?: bpf.VerifierLog): number {
  let fd = -ERRNO.EAGAIN;
  for (let i = 0; i < ATTEMPTS && fd === -ERRNO.EAGAIN; i++) fd = bpf.progLoad(sys, load, log);
  return fd;
}

function textOf(log: Uint8Array): string {
  const end = log.indexOf(0);
  return Buffer.from(log.buffer, 0, end < 0 ? log.length : end).toString('latin1');
}

function kindOf(attach: AttachSpec, types: TypesOf): Kind {
  const plain = { attachType: 0, attachBtfId: 0 };
  switch (attach.kind) {
    case 'manual':
      return { ...plain, type: PROG_TYPE.rawTracepoint, needs: 'test-run' };
    case 'tick':
      return { ...plain, type: PROG_TYPE.rawTracepoint };
    case 'timer':
    case 'counter':
    case 'sampler':
      return { ...plain, type: PROG_TYPE.perfEvent };
    case 'tracepoint':
      return { ...plain, type: PROG_TYPE.tracepoint };
    case 'raw_tracepoints':
      return { ...plain, type: PROG_TYPE.rawTracepoint, needs: 'raw-cookie' };
    case 'raw_tracepoint':
      return attach.typed
        ? typedKind(attach.event, types())
        : { ...plain, type: PROG_TYPE.rawTracepoint };
    case 'function':
      return functionKind(attach, types);
    case 'functions':
      return {
        ...plain,
        type: PROG_TYPE.kprobe,
        attachType: attach.by === 'multi' ? BPF_TRACE_KPROBE_MULTI : 0,
      };
    default:
      return assertNever(attach);
  }
}

const KERNEL = 'vmlinux';

function functionKind(
  { at, function: { module, name } }: Extract<AttachSpec, { kind: 'function' }>,
  types: TypesOf,
): Kind {
  const attachBtfId = types(module).find('function', name);
  if (attachBtfId === undefined) throw new SystemError(`this kernel has no function ${name}`);
  return {
    type: PROG_TYPE.tracing,
    attachType: at === 'entry' ? ATTACH_TYPE.fentry : ATTACH_TYPE.fexit,
    attachBtfId,
    ...(module === KERNEL ? {} : { module }),
    needs: 'typed-tracepoint',
  };
}

function typedKind(event: string, types: BtfTypes): Kind {
  const attachBtfId = types.find('typedef', `btf_trace_${event}`);
  if (attachBtfId === undefined) throw new SystemError(`this kernel has no tracepoint ${event}`);
  return {
    type: PROG_TYPE.tracing,
    attachType: ATTACH_TYPE.typedTracepoint,
    attachBtfId,
    needs: 'typed-tracepoint',
  };
}

/** src_reg of the first of the two slots of `ld_imm64`: what the immediate means. */
const PSEUDO_MAP_FD = 1;
const PSEUDO_MAP_VALUE = 2;
const INSN_BYTES = 8;

/** A copy of the code with each map reference replaced by a descriptor (and an offset into the value). */
export function patchMaps(program: ProgramSpec, mapFd: (name: string) => number): Uint8Array {
  const code = program.code.slice();
  const view = new DataView(code.buffer);
  for (const { insn, map, valueOffset } of program.mapRefs) {
    const at = insn * INSN_BYTES;
    const pseudo = valueOffset === undefined ? PSEUDO_MAP_FD : PSEUDO_MAP_VALUE;
    view.setUint8(at + 1, (view.getUint8(at + 1) & 0x0f) | (pseudo << 4));
    view.setInt32(at + 4, mapFd(map), true);
    view.setInt32(at + INSN_BYTES + 4, valueOffset ?? 0, true);
  }
  return code;
}

/** Log buffers tried in turn; the kernel says ENOSPC when one is too small. 16 MB is its limit before 6.4. */
const LOG_BYTES = [1 << 18, 1 << 21, (1 << 24) - 1];

/** Refusals for which a log would say nothing. */
const NOT_THE_VERIFIERS: readonly number[] = [ERRNO.EPERM, ERRNO.ENOMEM, ERRNO.EAGAIN];

/** What the verifier says of them; helpers that it inlines may carry a jump's target out of reach. */
const TOO_LARGE = /too (large|complex|many)|cannot be patched due to 16-bit range/;

/** What it says of functions that it lets nothing be attached to (bpf_check_attach_target). */
const NO_TARGET =
  /is rejected|cannot be found|unsupported|Too many|not (?:supported|traceable|a function)|noreturn/;

/** What the verifier says of a helper that it does not give. */
const DENIED = /(?:cannot use helper|unknown func) bpf_(\w+)#/;

/**
 * Loads once more with a log. A refusal by the verifier is a mistake of this compiler, except for
 * programs that are too large for it, which only the user can make smaller.
 */
function explain(
  sys: Sys,
  program: ProgramSpec,
  load: bpf.ProgLoad,
  error: number,
  needs: CapabilityName | undefined,
): Error {
  const what = `failed to load program ${program.name}`;
  const log = NOT_THE_VERIFIERS.includes(error) ? '' : verifierLog(sys, load);
  if (log === '') return refusal(error, what, needs);
  if (
    error === ERRNO.E2BIG ||
    TOO_LARGE.test(readVerdict(log).reason) ||
    (jumpsFar(program.code) && !answers.has('far-jumps'))
  ) {
    return new SystemError(
      `failed to load program ${describeSize(program, log)}`,
      'use fewer or smaller clauses',
    );
  }
  if (program.attach.kind === 'function' && NO_TARGET.test(readVerdict(log).reason))
    return new SystemError(readVerdict(log).reason);
  const denied = DENIED.exec(readVerdict(log).reason)?.[1];
  if (denied) {
    return new SystemError(
      `${what}: this kernel has no bpf_${denied} for BPF programs`,
      answers.whyNoHelper(denied) ?? 'it is too old for that, or locked down',
    );
  }
  return bug(describeVerdict(program, log));
}

const FAR_JUMP = CLASS.jmp32 | JUMP.always;

function jumpsFar(code: Uint8Array): boolean {
  return code.some((byte, i) => i % INSN_BYTES === 0 && byte === FAR_JUMP);
}

function verifierLog(sys: Sys, load: bpf.ProgLoad): string {
  let text = '';
  for (const bytes of LOG_BYTES) {
    const log = new Uint8Array(bytes);
    const result = bpf.progLoad(sys, load, { bytes: log, level: bpf.LOG_REASON });
    if (result >= 0) sys.close(result);
    text = textOf(log);
    if (result !== -ERRNO.ENOSPC) return text;
  }
  return text;
}
