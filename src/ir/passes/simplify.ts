import type { AluOp, Op, VReg } from '../ir.ts';
import { isReg } from '../operands.ts';
import { log2 } from './arithmetic.ts';
import { type Facts, significantBits } from './facts.ts';

type Alu = Op & { op: 'alu' };
type Rule = (op: Alu, imm: bigint, facts: Facts) => Op | undefined;

/** Cheaper forms of `a op constant`; the first rule that answers is taken. */
const RULES: Readonly<Partial<Record<AluOp, readonly Rule[]>>> = {
  add: [same(0n), addToAddress],
  sub: [same(0n), subAsAdd],
  mul: [same(1n), gives(0n), power((op, n) => ({ ...op, alu: 'lsh', b: { imm: n } }))],
  div: [same(1n), byZero({ imm: 0n }), power((op, n) => ({ ...op, alu: 'rsh', b: { imm: n } }))],
  mod: [byZero(), power((op, _n, imm) => ({ ...op, alu: 'and', b: { imm: imm - 1n } }))],
  and: [same(-1n), gives(0n), maskOfNothing],
  or: [same(0n)],
  xor: [same(0n)],
  lsh: [same(0n), maskedCount],
  rsh: [same(0n), maskedCount],
  arsh: [same(0n), maskedCount],
};

export function simplifyAlu(op: Alu, facts: Facts): Op {
  if (isReg(op.b)) return op.b === op.a ? withItself(op, op.b) : op;
  for (const rule of RULES[op.alu] ?? []) {
    const simpler = rule(op, op.b.imm, facts);
    if (simpler) return simpler;
  }
  return op;
}

function withItself(op: Alu, a: VReg): Op {
  if (op.alu === 'sub' || op.alu === 'xor') return { op: 'constant', dst: op.dst, value: 0n };
  return op.alu === 'and' || op.alu === 'or' ? { op: 'move', dst: op.dst, src: a } : op;
}

/** a op neutral = a */
function same(neutral: bigint): Rule {
  return (op, imm) => (imm === neutral ? { op: 'move', dst: op.dst, src: op.a } : undefined);
}

/** a op absorbing = absorbing */
function gives(absorbing: bigint): Rule {
  return (op, imm) =>
    imm === absorbing ? { op: 'constant', dst: op.dst, value: absorbing } : undefined;
}

/** A power of two: shifts and masks are an order faster than multiplication and division. */
function power(form: (op: Alu, exponent: bigint, imm: bigint) => Op): Rule {
  return (op, imm) => {
    const exponent = log2(imm);
    return exponent === undefined ? undefined : form(op, exponent, imm);
  };
}

/** Addition is the form that address folding knows. */
function subAsAdd(op: Alu, imm: bigint): Op {
  return { ...op, alu: 'add', b: { imm: BigInt.asIntN(64, -imm) } };
}

/** Stack addresses are offsets from the frame pointer: adding to one costs nothing. */
function addToAddress(op: Alu, imm: bigint, facts: Facts): Op | undefined {
  const from = facts.definition(op.a);
  if (from?.op !== 'stack') return undefined;
  return { ...from, dst: op.dst, offset: from.offset + Number(imm) };
}

function maskOfNothing(op: Alu, imm: bigint, facts: Facts): Op | undefined {
  const ones = log2(imm + 1n);
  if (ones === undefined || imm < 0n || significantBits(facts, op.a) > Number(ones)) {
    return undefined;
  }
  return { op: 'move', dst: op.dst, src: op.a };
}

/** The verifier refuses a constant zero divisor; its result is the kernel's, see arithmetic.ts. */
function byZero(result?: { readonly imm: bigint }): Rule {
  return (op, imm) => {
    if (imm !== 0n) return undefined;
    return result
      ? { op: 'constant', dst: op.dst, value: result.imm }
      : { op: 'move', dst: op.dst, src: op.a };
  };
}

/** The verifier refuses a constant count above 63. */
function maskedCount(op: Alu, imm: bigint): Op | undefined {
  if (imm >= 0n && imm <= 63n) return undefined;
  const count = imm & 63n;
  if (count === 0n) return { op: 'move', dst: op.dst, src: op.a };
  return { ...op, b: { imm: count } };
}
