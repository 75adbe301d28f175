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

export function emitBranch(
  code: Code,
  end: MachineOp & { op: 'branch' },
  next: BlockId | undefined,
  real: RealOf,
): void {
  const { a, b, yes, no } = end;
  const test = (condition: asm.JumpName): Insn =>
    isReg(b)
      ? asm.jumpReg(condition, real(a), real(b), 0)
      : asm.jumpImm(condition, real(a), b.imm, 0);
  const opposite = INVERTED[end.condition];
  if (yes === next && opposite) {
    code.pushJump(no, test(opposite));
  } else {
    code.pushJump(yes, test(end.condition));
    if (no !== next) code.pushJump(no, asm.jump(0));
  }
}

const FARTHEST = 0x7fff;

/** Writes the offsets of a function's jumps, now that its blocks have places. */
export function resolveJumps(code: Code, starts: ReadonlyMap<BlockId, number>): void {
  for (const { at, target } of code.jumps) {
    const offset = (starts.get(target) ?? 0) - at - 1;
    if (Math.abs(offset) > FARTHEST) {
      throw new SystemError('program too complex: a jump is longer than BPF can make');
    }
    const insn = code.insns[at];
    if (insn) code.insns[at] = { ...insn, offset };
  }
  code.jumps = [];
}
