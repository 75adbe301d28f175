import { imm, type VReg } from '../ir/index.ts';
import type { Place } from '../lang/index.ts';
import type { ClauseGen } from './gen.ts';

/** BPF_F_USER_STACK. */
const USER = 256;
/** BPF_F_SKIP_FIELD_MASK: no stack is as deep. */
const ALL = 255;
const WORD = 8;

/** Writes a stack, and zeros behind it; gives the number of its bytes, or an error. */
export function readStack(g: ClauseGen, at: Place, bytes: number, user: boolean): VReg {
  const { calledFrom } = g.program.hook;
  if (user) return getStack(g, at, bytes, USER);
  if (calledFrom === undefined || bytes <= WORD) return getStack(g, at, bytes, skippedFrames(g));
  return withCaller(g, at, bytes, calledFrom);
}

function getStack(g: ClauseGen, at: Place, bytes: number, flags: number): VReg {
  return g.b.call('get_stack', g.program.context, g.address(at), imm(bytes), imm(flags));
}

/** The function first, then where it was called, which the kernel misses, then what the kernel finds. */
function withCaller(g: ClauseGen, at: Place, bytes: number, register: number): VReg {
  const { b } = g;
  const second = at.offset + WORD;
  const found = getStack(g, { base: at.base, offset: second }, bytes - WORD, skippedFrames(g));
  const written = b.copy(found);
  b.when('sgt', found, imm(0), () => {
    b.store(WORD, at.base, at.offset, b.load(WORD, at.base, second));
    b.store(WORD, at.base, second, b.load(WORD, g.program.context, register));
    b.assign(written, b.alu('add', found, imm(WORD)));
  });
  return written;
}

/** Oracle's BEGIN and END fire in user land: there is no kernel stack. */
function skippedFrames(g: ClauseGen): number {
  const { role, skipFrames, faultable } = g.program.hook;
  const own = role !== undefined && g.options.dialect === 'oracle';
  if (own) return ALL;
  return faultable && g.module.world.faultableTracepoints() ? skipFrames + 1 : skipFrames;
}
