/**
 * One eBPF instruction and its 8 bytes, little endian (Documentation/bpf/standardization):
 *
 *     0      1           2        4
 *     | code | src | dst | offset | imm |
 *
 * `src` and `dst` share byte 1, dst in the low half. `ld_imm64` takes two such slots: the second
 * one has only `imm`, the high half of the constant.
 */
export interface Insn {
  readonly code: number;
  readonly dst: number;
  readonly src: number;
  readonly offset: number;
  readonly imm: number;
}

export const INSN_BYTES = 8;

/** The low three bits of `code`. */
export const CLASS = { ld: 0, ldx: 1, st: 2, stx: 3, alu: 4, jmp: 5, jmp32: 6, alu64: 7 } as const;

/** ALU and jump classes: the second operand is `src` instead of `imm`. */
export const SOURCE_REG = 0x08;

export const ALU = {
  add: 0x00,
  sub: 0x10,
  mul: 0x20,
  div: 0x30,
  or: 0x40,
  and: 0x50,
  lsh: 0x60,
  rsh: 0x70,
  neg: 0x80,
  mod: 0x90,
  xor: 0xa0,
  mov: 0xb0,
  arsh: 0xc0,
  end: 0xd0,
} as const;

export const JUMP = {
  always: 0x00,
  eq: 0x10,
  gt: 0x20,
  ge: 0x30,
  set: 0x40,
  ne: 0x50,
  sgt: 0x60,
  sge: 0x70,
  call: 0x80,
  exit: 0x90,
  lt: 0xa0,
  le: 0xb0,
  slt: 0xc0,
  sle: 0xd0,
  /** BPF_JCOND; with `src` 0 it is may_goto. */
  may: 0xe0,
} as const;

/** Load and store classes: the size bits, by number of bytes. */
export const SIZE = { 1: 0x10, 2: 0x08, 4: 0x00, 8: 0x18 } as const;

export const MODE = { imm: 0x00, mem: 0x60, atomic: 0xc0 } as const;

/** `src` of ld_imm64 and call, where it says what `imm` means. */
export const PSEUDO = { mapFd: 1, mapValue: 2, call: 1 } as const;

export const LD_IMM64 = CLASS.ld | MODE.imm | SIZE[8];

/** The frame pointer: read-only, the stack lies below it. */
export const FRAME = 10;

export function classOf(insn: Insn): number {
  return insn.code & 7;
}

/** The operation bits of an ALU or jump instruction. */
export function operationOf(insn: Insn): number {
  return insn.code & 0xf0;
}

/** Bytes a load or store moves. */
export function sizeOf(insn: Insn): 1 | 2 | 4 | 8 {
  const bits = insn.code & 0x18;
  if (bits === SIZE[1]) return 1;
  if (bits === SIZE[2]) return 2;
  return bits === SIZE[4] ? 4 : 8;
}

export function encode(insns: readonly Insn[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(insns.length * INSN_BYTES));
  insns.forEach((insn, i) => {
    const at = i * INSN_BYTES;
    view.setUint8(at, insn.code);
    view.setUint8(at + 1, (insn.src << 4) | insn.dst);
    view.setInt16(at + 2, insn.offset, true);
    view.setInt32(at + 4, insn.imm, true);
  });
  return new Uint8Array(view.buffer);
}

export function decode(code: Uint8Array): Insn[] {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  return Array.from({ length: Math.floor(code.byteLength / INSN_BYTES) }, (_, i) => {
    const at = i * INSN_BYTES;
    const registers = view.getUint8(at + 1);
    return {
      code: view.getUint8(at),
      dst: registers & 15,
      src: registers >> 4,
      offset: view.getInt16(at + 2, true),
      imm: view.getInt32(at + 4, true),
    };
  });
}
