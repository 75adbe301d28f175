import { ALU, CLASS, type Insn, JUMP, LD_IMM64, MODE, PSEUDO, SIZE, SOURCE_REG } from './insn.ts';

/** An instruction for each form we use. Registers are numbers 0–10. */

export type AluName = keyof typeof ALU;
export type JumpName = Exclude<keyof typeof JUMP, 'always' | 'call' | 'exit' | 'may'>;
export type Bytes = keyof typeof SIZE;

function insn(code: number, dst: number, src: number, offset: number, imm: number): Insn {
  return { code, dst, src, offset, imm };
}

/** 64-bit `dst op= src`. */
export function aluReg(op: AluName, dst: number, src: number): Insn {
  return insn(CLASS.alu64 | SOURCE_REG | ALU[op], dst, src, 0, 0);
}

/** 64-bit `dst op= imm`, the immediate sign-extended from 32 bits. */
export function aluImm(op: AluName, dst: number, imm: number): Insn {
  return insn(CLASS.alu64 | ALU[op], dst, 0, 0, imm);
}

/** The low half of src, zero-extended. */
export function moveLow(dst: number, src: number): Insn {
  return insn(CLASS.alu | SOURCE_REG | ALU.mov, dst, src, 0, 0);
}

/** A 32-bit constant, zero-extended. */
export function moveLowImm(dst: number, imm: number): Insn {
  return insn(CLASS.alu | ALU.mov, dst, 0, 0, imm);
}

export function negate(dst: number): Insn {
  return insn(CLASS.alu64 | ALU.neg, dst, 0, 0, 0);
}

/** To big endian: swaps, as every machine we run on is little endian, and zero-extends. */
export function swapBytes(bytes: 2 | 4 | 8, dst: number): Insn {
  return insn(CLASS.alu | SOURCE_REG | ALU.end, dst, 0, 0, bytes * 8);
}

export function loadImm64(dst: number, value: bigint, kind = 0): readonly [Insn, Insn] {
  const low = Number(BigInt.asIntN(32, value));
  const high = Number(BigInt.asIntN(32, value >> 32n));
  return [insn(LD_IMM64, dst, kind, 0, low), insn(0, 0, 0, 0, high)];
}

/** The loader puts the map's descriptor into the first `imm`. */
export function loadMap(dst: number): readonly [Insn, Insn] {
  return loadImm64(dst, 0n, PSEUDO.mapFd);
}

/** The address of element 0's value plus an offset; the descriptor goes where loadMap has it. */
export function loadMapValue(dst: number, offset: number): readonly [Insn, Insn] {
  return loadImm64(dst, BigInt(offset) << 32n, PSEUDO.mapValue);
}

export function load(bytes: Bytes, dst: number, base: number, offset: number): Insn {
  return insn(CLASS.ldx | MODE.mem | SIZE[bytes], dst, base, offset, 0);
}

export function storeReg(bytes: Bytes, base: number, offset: number, src: number): Insn {
  return insn(CLASS.stx | MODE.mem | SIZE[bytes], base, src, offset, 0);
}

export function storeImm(bytes: Bytes, base: number, offset: number, imm: number): Insn {
  return insn(CLASS.st | MODE.mem | SIZE[bytes], base, 0, offset, imm);
}

export function atomicAdd(bytes: 4 | 8, base: number, offset: number, src: number): Insn {
  return insn(CLASS.stx | MODE.atomic | SIZE[bytes], base, src, offset, ALU.add);
}

/** Jump offsets count instructions from the next one. */
export function jump(offset: number): Insn {
  return insn(CLASS.jmp | JUMP.always, 0, 0, offset, 0);
}

/** A jump further than 16 bits reach (gotol: Linux 6.6). */
export function jumpFar(offset: number): Insn {
  return insn(CLASS.jmp32 | JUMP.always, 0, 0, 0, offset);
}

export function jumpReg(op: JumpName, a: number, b: number, offset: number): Insn {
  return insn(CLASS.jmp | SOURCE_REG | JUMP[op], a, b, offset, 0);
}

export function jumpImm(op: JumpName, a: number, imm: number, offset: number): Insn {
  return insn(CLASS.jmp | JUMP[op], a, 0, offset, imm);
}

/**
 * Goes on, but the verifier takes it that it may jump as well, and so does not ask how often it is
 * come by (may_goto: Linux 6.9).
 */
export function mayGoto(offset: number): Insn {
  return insn(CLASS.jmp | JUMP.may, 0, 0, offset, 0);
}

export function callHelper(id: number): Insn {
  return insn(CLASS.jmp | JUMP.call, 0, 0, 0, id);
}

/** Calls the function `offset` instructions after the next one. */
export function callLocal(offset: number): Insn {
  return insn(CLASS.jmp | JUMP.call, 0, PSEUDO.call, 0, offset);
}

export function exit(): Insn {
  return insn(CLASS.jmp | JUMP.exit, 0, 0, 0, 0);
}
