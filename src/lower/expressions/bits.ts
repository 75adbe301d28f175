import { imm, type VReg } from '../../ir/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import type { ClauseGen } from '../gen.ts';
import { isSigned } from '../layout.ts';
import { lowerInteger } from './index.ts';
import { modify } from './integers.ts';

type Bits = Extract<TypedExpression, { kind: 'bits' }>;

export function readBits(g: ClauseGen, e: Bits): VReg {
  return extract(g, e, lowerInteger(g, e.storage));
}

/** The field's bits of what it lies in, extended by its sign. */
function extract(g: ClauseGen, { shift, width, type }: Bits, storage: VReg): VReg {
  const top = g.b.alu('lsh', storage, imm(64 - shift - width));
  return g.b.alu(isSigned(type) ? 'arsh' : 'rsh', top, imm(64 - width));
}

/** Changes the field and leaves the bits around it alone; gives what it then holds. */
export function modifyBits(g: ClauseGen, e: Bits, change: (old: VReg) => VReg): VReg {
  const { b } = g;
  const result = b.constant(0);
  modify(g, e.storage, (storage) => {
    const value = change(extract(g, e, storage));
    const mask = (1n << BigInt(e.width)) - 1n;
    const field = b.alu('lsh', b.alu('and', value, imm(mask)), imm(e.shift));
    const rest = b.alu('and', storage, imm(~(mask << BigInt(e.shift))));
    const stored = b.alu('or', rest, field);
    b.assign(result, extract(g, e, stored));
    return stored;
  });
  return result;
}
