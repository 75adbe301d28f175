import { asm, type Insn } from '../bpf/index.ts';
import { SystemError } from '../diag/index.ts';
import { type BlockId, INVERTED, type VReg } from '../ir/index.ts';
import type { Code } from './code.ts';
import { isReg, type MachineOp } from './machine.ts';

/** Real registers of the function that is being emitted. */
export type RealOf = (reg: VReg) => number;

/** A block's end: nothing where control falls into the `next` block by itself. */
export function emitJump(
  code: Code,
  end: MachineOp & { op: 'jump' },
  next: BlockId | undefined,
): void {
  if (end.target !== next) code.pushJump(end.target, asm.jump(0));
}

/**
 * `far`: a condition only decides over the next instruction, an unconditional jump, as that alone has
 * more than 16 bits for its way.
 */
export function emitBranch(
  { code, real, far }: { readonly code: Code; readonly real: RealOf; readonly far: boolean },
  end: MachineOp & { op: 'branch' },
  next: BlockId | undefined,
): void {
  const { a, b, yes, no } = end;
  const test = (condition: asm.JumpName): Insn =>
    isReg(b)
      ? asm.jumpReg(condition, real(a), real(b), far ? 1 : 0)
      : asm.jumpImm(condition, real(a), b.imm, far ? 1 : 0);
  const opposite = INVERTED[end.condition];
  if (far) {
    code.push(test(end.condition));
    code.pushJump(no, asm.jump(0));
    if (yes !== next) code.pushJump(yes, asm.jump(0));
  } else if (yes === next && opposite) {
    code.pushJump(no, test(opposite));
  } else {
    code.pushJump(yes, test(end.condition));
    if (no !== next) code.pushJump(no, asm.jump(0));
  }
}

/** The same for the one condition that has no opposite and reads nothing. */
export function emitMayGoto(
  { code, far }: { readonly code: Code; readonly far: boolean },
  end: MachineOp & { op: 'mayGoto' },
  next: BlockId | undefined,
): void {
  if (far) {
    code.push(asm.mayGoto(1), asm.jump(1));
    code.pushJump(end.exit, asm.jump(0));
  } else {
    code.pushJump(end.exit, asm.mayGoto(0));
  }
  if (end.next !== next) code.pushJump(end.next, asm.jump(0));
}

const FARTHEST = 0x7fff;

/** Most instructions that one step of a block becomes, a rare few apart. */
const INSNS_PER_STEP = 2;

/** May a function of so many steps have jumps that are longer than 16 bits say? */
export function needsFarJumps(steps: number): boolean {
  return steps * INSNS_PER_STEP > FARTHEST;
}

/** Writes the offsets of a function's jumps, now that its blocks have places. */
export function resolveJumps(code: Code, starts: ReadonlyMap<BlockId, number>): void {
  for (const { at, target } of code.jumps) {
    const insn = code.insns[at];
    if (insn) code.insns[at] = withOffset(insn, (starts.get(target) ?? 0) - at - 1);
  }
  code.jumps = [];
}

function withOffset(insn: Insn, offset: number): Insn {
  if (Math.abs(offset) <= FARTHEST) return { ...insn, offset };
  if (insn.code === asm.jump(0).code) return asm.jumpFar(offset);
  throw new SystemError('program too complex: a jump is longer than BPF can make');
}
