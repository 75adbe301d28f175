import { COMMUTATIVE, type VReg } from '../ir/index.ts';
import { isReg, type MachineFunction, type MachineOp } from './machine.ts';

/** Where a register would like to be, so that a move goes away. */
export type Hint = Place & {
  /** How often the move would run. */
  readonly weight: number;
};

/** A real register, or the one that another virtual register gets. */
type Place = { readonly real: number } | { readonly same: VReg };

export const RESULT = 0;
export const FIRST_ARGUMENT = 1;

export function hintsOf(
  fn: MachineFunction,
  frequencies: readonly number[],
): ReadonlyMap<VReg, readonly Hint[]> {
  const hints = new Map<VReg, Hint[]>();
  const add = (reg: VReg, hint: Hint) => {
    const known = hints.get(reg);
    if (known) known.push(hint);
    else hints.set(reg, [hint]);
  };
  const real: Wish['real'] = (reg, number, weight) => add(reg, { real: number, weight });
  const same: Wish['same'] = (a, b, weight) => {
    add(a, { same: b, weight });
    add(b, { same: a, weight });
  };
  fn.parameters.forEach((reg, i) => {
    real(reg, FIRST_ARGUMENT + i, 1);
  });
  fn.blocks.forEach((block, i) => {
    for (const { op } of block.steps) wishesOf(op, frequencies[i] ?? 1, { real, same });
  });
  for (const list of hints.values()) if (list.length > 1) list.sort((a, b) => b.weight - a.weight);
  return hints;
}

interface Wish {
  real(reg: VReg, number: number, weight: number): void;
  same(a: VReg, b: VReg, weight: number): void;
}

function wishesOf(op: MachineOp, weight: number, wish: Wish): void {
  switch (op.op) {
    case 'call':
      wish.real(op.dst, RESULT, weight);
      op.args.forEach((arg, i) => {
        if (isReg(arg)) wish.real(arg, FIRST_ARGUMENT + i, weight);
      });
      break;
    case 'return':
      if (isReg(op.value)) wish.real(op.value, RESULT, weight);
      break;
    case 'set':
      if (isReg(op.from)) wish.same(op.dst, op.from, weight);
      break;
    case 'alu':
      wish.same(op.dst, op.a, weight);
      if (isReg(op.b) && COMMUTATIVE.has(op.alu)) wish.same(op.dst, op.b, weight);
      break;
    case 'negate':
    case 'swap':
    case 'extend':
      wish.same(op.dst, op.src, weight);
      break;
    default:
      break;
  }
}
