import { describe, expect, it } from 'vitest';
import { asm, decode, disassemble, encode, type Insn } from './index.ts';

/** Each form: its bytes, as llvm-mc -triple=bpfel encodes the same text, and the verifier log's text. */
const FORMS: readonly [string, Insn | readonly Insn[], string][] = [
  ['0f12000000000000', asm.aluReg('add', 2, 1), '(0f) r2 += r1'],
  ['07010000f8ffffff', asm.aluImm('add', 1, -8), '(07) r1 += -8'],
  ['1f12000000000000', asm.aluReg('sub', 2, 1), '(1f) r2 -= r1'],
  ['2701000003000000', asm.aluImm('mul', 1, 3), '(27) r1 *= 3'],
  ['3f12000000000000', asm.aluReg('div', 2, 1), '(3f) r2 /= r1'],
  ['9701000005000000', asm.aluImm('mod', 1, 5), '(97) r1 %= 5'],
  ['57010000ff000000', asm.aluImm('and', 1, 255), '(57) r1 &= 255'],
  ['4f12000000000000', asm.aluReg('or', 2, 1), '(4f) r2 |= r1'],
  ['af12000000000000', asm.aluReg('xor', 2, 1), '(af) r2 ^= r1'],
  ['6701000020000000', asm.aluImm('lsh', 1, 32), '(67) r1 <<= 32'],
  ['7701000020000000', asm.aluImm('rsh', 1, 32), '(77) r1 >>= 32'],
  ['cf12000000000000', asm.aluReg('arsh', 2, 1), '(cf) r2 s>>= r1'],
  ['8703000000000000', asm.negate(3), '(87) r3 = -r3'],
  ['bf61000000000000', asm.aluReg('mov', 1, 6), '(bf) r1 = r6'],
  ['b7010000ffffffff', asm.aluImm('mov', 1, -1), '(b7) r1 = -1'],
  ['bc61000000000000', asm.moveLow(1, 6), '(bc) w1 = w6'],
  ['b401000000000080', asm.moveLowImm(1, -0x80000000), '(b4) w1 = -2147483648'],
  ['dc01000010000000', asm.swapBytes(2, 1), '(dc) r1 = be16 r1'],
  ['dc01000040000000', asm.swapBytes(8, 1), '(dc) r1 = be64 r1'],
  ['7961080000000000', asm.load(8, 1, 6, 8), '(79) r1 = *(u64 *)(r6 +8)'],
  ['61a1fcff00000000', asm.load(4, 1, 10, -4), '(61) r1 = *(u32 *)(r10 -4)'],
  ['6961020000000000', asm.load(2, 1, 6, 2), '(69) r1 = *(u16 *)(r6 +2)'],
  ['7161010000000000', asm.load(1, 1, 6, 1), '(71) r1 = *(u8 *)(r6 +1)'],
  ['7b1af8ff00000000', asm.storeReg(8, 10, -8, 1), '(7b) *(u64 *)(r10 -8) = r1'],
  ['7a0af8ff05000000', asm.storeImm(8, 10, -8, 5), '(7a) *(u64 *)(r10 -8) = 5'],
  ['72010000ffffffff', asm.storeImm(1, 1, 0, -1), '(72) *(u8 *)(r1 +0) = -1'],
  ['db21080000000000', asm.atomicAdd(8, 1, 8, 2), '(db) lock *(u64 *)(r1 +8) += r2'],
  ['c321080000000000', asm.atomicAdd(4, 1, 8, 2), '(c3) lock *(u32 *)(r1 +8) += r2'],
  ['0500030000000000', asm.jump(3), '(05) goto pc+3'],
  ['0600000000000100', asm.jumpFar(65536), '(06) gotol pc+65536'],
  ['15000300ffffffff', asm.jumpImm('eq', 0, -1, 3), '(15) if r0 == 0xffffffff goto pc+3'],
  ['6d21feff00000000', asm.jumpReg('sgt', 1, 2, -2), '(6d) if r1 s> r2 goto pc-2'],
  ['4501010004000000', asm.jumpImm('set', 1, 4, 1), '(45) if r1 & 0x4 goto pc+1'],
  ['e500030000000000', asm.mayGoto(3), '(e5) may_goto pc+3'],
  ['8500000001000000', asm.callHelper(1), '(85) call bpf_map_lookup_elem#1'],
  ['8510000007000000', asm.callLocal(7), '(85) call pc+7'],
  ['9500000000000000', asm.exit(), '(95) exit'],
  [
    '18010000f0debc9a0000000078563412',
    asm.loadImm64(1, 0x123456789abcdef0n),
    '(18) r1 = 0x123456789abcdef0',
  ],
];

describe('instructions', () => {
  it.each(FORMS)('%s', (bytes, insns, text) => {
    const code = encode('code' in insns ? [insns] : insns);
    expect(Buffer.from(code).toString('hex')).toBe(bytes);
    expect(encode(decode(code))).toEqual(code);
    expect(disassemble(code)).toEqual([{ insn: 0, text }]);
  });

  it('maps', () => {
    const code = encode([...asm.loadMap(1), ...asm.loadMapValue(2, 24)]);
    expect(Buffer.from(code).toString('hex')).toBe(
      '18110000000000000000000000000000182200000000000000000000 18000000'.replace(' ', ''),
    );
    const refs = [
      { insn: 0, map: 'records' },
      { insn: 2, map: 'control', valueOffset: 24 },
    ];
    expect(disassemble(code, refs)).toEqual([
      { insn: 0, text: '(18) r1 = map[records]' },
      { insn: 2, text: '(18) r2 = map[control][0]+24' },
    ]);
  });
});
