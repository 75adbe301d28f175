import { asm, FRAME, helpers } from '../bpf/index.ts';
import { assertNever } from '../diag/index.ts';
import { type BlockId, COMMUTATIVE, type VReg } from '../ir/index.ts';
import type { Code } from './code.ts';
import type { Frame } from './frame.ts';
import { FIRST_ARGUMENT, RESULT } from './hints.ts';
import { emitBranch, emitJump, emitMayGoto, type RealOf } from './jumps.ts';
import { fitsImm } from './legalize.ts';
import { type Fixed, isReg, type MachineOp, type Slot, type Source } from './machine.ts';
import { sequentialize } from './moves.ts';

/** Machine operations whose registers have places → instructions. */
export interface Selection {
  readonly code: Code;
  readonly real: RealOf;
  readonly frame: Frame;
  /** Conditional jumps might not reach their targets. */
  readonly far: boolean;
}

export function selectOp(to: Selection, op: MachineOp, next: BlockId | undefined): void {
  const { code, real } = to;
  switch (op.op) {
    case 'set':
      emitSet(to, real(op.dst), op.from);
      break;
    case 'alu':
      emitAlu(to, op);
      break;
    case 'negate':
      emitMove(code, real(op.dst), real(op.src));
      code.push(asm.negate(real(op.dst)));
      break;
    case 'swap':
      emitMove(code, real(op.dst), real(op.src));
      code.push(asm.swapBytes(op.bytes, real(op.dst)));
      break;
    case 'extend':
      emitExtend(code, op, real(op.dst), real(op.src));
      break;
    case 'load':
      emitLoad(to, op);
      break;
    case 'store':
      emitStore(to, op);
      break;
    case 'atomicAdd': {
      const { base, offset } = address(to, op);
      code.push(asm.atomicAdd(op.bytes, base, offset, real(op.value)));
      break;
    }
    case 'call':
      emitCall(to, op);
      break;
    case 'spill':
      code.push(asm.storeReg(8, FRAME, cellOffset(to, op.cell), real(op.src)));
      break;
    case 'jump':
      emitJump(code, op, next);
      break;
    case 'branch':
      emitBranch(to, op, next);
      break;
    case 'mayGoto':
      emitMayGoto(to, op, next);
      break;
    case 'return':
      emitSet(to, RESULT, op.value);
      code.push(asm.exit());
      break;
    default:
      assertNever(op);
  }
}

/** The parameters, from r1… to where the function wants them. */
export function selectEntry({ code, real }: Selection, parameters: readonly VReg[]): void {
  const moves = parameters.map((reg, i) => ({ dst: real(reg), src: FIRST_ARGUMENT + i }));
  for (const { dst, src } of sequentialize(moves, RESULT)) emitMove(code, dst, src);
}

function cellOffset({ frame }: Selection, cell: number): number {
  return frame.cells[cell] ?? 0;
}

function slotOffset({ frame }: Selection, slot: number): number {
  return frame.slots[slot] ?? 0;
}

function emitMove(code: Code, dst: number, src: number): void {
  if (dst !== src) code.push(asm.aluReg('mov', dst, src));
}

function emitSet(to: Selection, dst: number, from: Source): void {
  if (isReg(from)) emitMove(to.code, dst, to.real(from));
  else emitFixed(to, dst, from);
}

function emitFixed(to: Selection, dst: number, from: Fixed): void {
  const { code } = to;
  switch (from.kind) {
    case 'constant':
      emitConstant(code, dst, from.value);
      break;
    case 'stack':
      code.push(asm.aluReg('mov', dst, FRAME));
      code.push(asm.aluImm('add', dst, slotOffset(to, from.slot) + from.offset));
      break;
    case 'map':
      code.pushMap(asm.loadMap(dst), from.map);
      break;
    case 'mapValue':
      code.pushMap(asm.loadMapValue(dst, from.offset), from.map, from.offset);
      break;
    case 'cell':
      code.push(asm.load(8, dst, FRAME, cellOffset(to, from.cell)));
      break;
    default:
      assertNever(from);
  }
}

/** One slot for what a sign- or zero-extended 32-bit immediate can be, else two. */
function emitConstant(code: Code, dst: number, value: bigint): void {
  const low = Number(BigInt.asIntN(32, value));
  if (fitsImm(value)) code.push(asm.aluImm('mov', dst, low));
  else if (BigInt.asUintN(32, value) === BigInt.asUintN(64, value)) {
    code.push(asm.moveLowImm(dst, low));
  } else code.push(...asm.loadImm64(dst, value));
}

function emitAlu({ code, real }: Selection, op: MachineOp & { op: 'alu' }): void {
  const dst = real(op.dst);
  if (!isReg(op.b)) {
    emitMove(code, dst, real(op.a));
    code.push(asm.aluImm(op.alu, dst, op.b.imm));
    return;
  }
  const [a, b] = [real(op.a), real(op.b)];
  const exchange = dst === b && COMMUTATIVE.has(op.alu);
  emitMove(code, dst, exchange ? b : a);
  code.push(asm.aluReg(op.alu, dst, exchange ? a : b));
}

function emitExtend(
  code: Code,
  { bytes, signed }: { bytes: 1 | 2 | 4; signed: boolean },
  dst: number,
  src: number,
): void {
  if (!signed && bytes === 4) {
    code.push(asm.moveLow(dst, src));
    return;
  }
  emitMove(code, dst, src);
  if (signed) signExtend(code, bytes, dst);
  else code.push(asm.aluImm('and', dst, bytes === 1 ? 0xff : 0xffff));
}

/** Two shifts: the one-instruction forms came with Linux 6.6. */
function signExtend(code: Code, bytes: 1 | 2 | 4, dst: number): void {
  const shift = 64 - bytes * 8;
  code.push(asm.aluImm('lsh', dst, shift), asm.aluImm('arsh', dst, shift));
}

function address(
  to: Selection,
  { base, offset }: { base: VReg | Slot; offset: number },
): { base: number; offset: number } {
  if (typeof base !== 'object') return { base: to.real(base), offset };
  return { base: FRAME, offset: slotOffset(to, base.slot) + offset };
}

function emitLoad(to: Selection, op: MachineOp & { op: 'load' }): void {
  const { base, offset } = address(to, op);
  const dst = to.real(op.dst);
  to.code.push(asm.load(op.bytes, dst, base, offset));
  if (op.signed && op.bytes !== 8) signExtend(to.code, op.bytes, dst);
}

function emitStore(to: Selection, op: MachineOp & { op: 'store' }): void {
  const { base, offset } = address(to, op);
  to.code.push(
    isReg(op.value)
      ? asm.storeReg(op.bytes, base, offset, to.real(op.value))
      : asm.storeImm(op.bytes, base, offset, op.value.imm),
  );
}

/** Registers first, all at once; what can be made out of nothing then goes where it is wanted. */
function emitCall(to: Selection, op: MachineOp & { op: 'call' }): void {
  const { code, real } = to;
  const places = op.args.map((arg, i) => ({ arg, dst: FIRST_ARGUMENT + i }));
  const moves = places.flatMap(({ arg, dst }) => (isReg(arg) ? [{ dst, src: real(arg) }] : []));
  for (const { dst, src } of sequentialize(moves, RESULT)) emitMove(code, dst, src);
  for (const { arg, dst } of places) if (!isReg(arg)) emitFixed(to, dst, arg);
  if (op.target.kind === 'helper') code.push(asm.callHelper(helpers[op.target.name].id));
  else code.pushCall(op.target.name, asm.callLocal(0));
  emitMove(code, real(op.dst), RESULT);
}
