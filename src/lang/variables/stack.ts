import { imm, type VReg } from '../../ir/index.ts';
import { integerValue } from '../arguments.ts';
import type { Gen } from '../gen.ts';
import { clamp } from '../memory.ts';
import type { BuiltinVariable } from '../subroutine.ts';

const FRAME_BYTES = 8;
/** Default of kernel.perf_event_max_stack, beyond which the kernel does not walk. */
const MOST_FRAMES = 127;

/** The second frame's program counter; 0 if there is none. */
function secondFrame(g: Gen, user: boolean): VReg {
  const { b } = g;
  const at = g.local(2 * FRAME_BYTES);
  const written = g.stack(at, 2 * FRAME_BYTES, user);
  const result = b.constant(0);
  b.when('eq', written, imm(2 * FRAME_BYTES), () =>
    b.assign(result, b.load(FRAME_BYTES, at.base, at.offset + FRAME_BYTES)),
  );
  return result;
}

/** 0 where there is no stack, as in a thread of the kernel. */
function depth(g: Gen, user: boolean): VReg {
  const bytes = Math.min(MOST_FRAMES, g.options.maxframes) * FRAME_BYTES;
  const written = g.stack(g.scratch(bytes), bytes, user);
  return g.b.alu('rsh', clamp(g, written, imm(0), imm(bytes)), imm(3));
}

export const caller: BuiltinVariable = {
  name: 'caller',
  type: 'uintptr_t',
  lower: (g) => integerValue(g.once('caller', () => secondFrame(g, false))),
  doc: 'Kernel program counter the current function will return to.',
  example: 'profile-97 { printf("%p\\n", caller); exit(0); }',
};

export const ucaller: BuiltinVariable = {
  name: 'ucaller',
  type: 'uint64_t',
  lower: (g) => integerValue(g.once('ucaller', () => secondFrame(g, true))),
  doc: 'User program counter the current user function will return to.',
  example: 'syscall::read:entry { printf("%p\\n", ucaller); exit(0); }',
};

export const stackdepth: BuiltinVariable = {
  name: 'stackdepth',
  type: 'uint32_t',
  lower: (g) => integerValue(g.once('stackdepth', () => depth(g, false))),
  doc: `Number of kernel stack frames, at most maxframes and ${MOST_FRAMES}.`,
  example: 'profile-97 { printf("%d\\n", stackdepth); exit(0); }',
};

export const ustackdepth: BuiltinVariable = {
  name: 'ustackdepth',
  type: 'uint32_t',
  lower: (g) => integerValue(g.once('ustackdepth', () => depth(g, true))),
  doc: `Number of user stack frames, at most maxframes and ${MOST_FRAMES}.`,
  example: 'syscall::read:entry { printf("%d\\n", ustackdepth); exit(0); }',
};
