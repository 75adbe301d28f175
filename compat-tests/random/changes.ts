/** Random assignments to an integer in any of its forms. */
import type { Dice } from './dice.ts';
import { binary, type Dialect, type IntegerNode, operators } from './integers.ts';

export interface Change {
  /** The assignment, without parentheses. */
  readonly text: string;
  /** What is stored: how much of it stays is up to the place. */
  readonly stored: bigint;
  /** The expression's own value is what was there before. */
  readonly isPostfix: boolean;
}

export function makeChange(
  dice: Dice,
  target: IntegerNode,
  value: () => IntegerNode,
  dialect: Dialect,
): Change {
  const kind = dice.below(5);
  if (kind === 0) return step(dice, target);
  if (kind <= 2) return plain(target, value());
  return compound(dice, target, value, dialect);
}

function plain({ text }: IntegerNode, { text: right, value }: IntegerNode): Change {
  return { text: `${text} = ${right}`, stored: value, isPostfix: false };
}

function step(dice: Dice, { text, value }: IntegerNode): Change {
  const [operator, delta] = dice.pick([['++', 1n] as const, ['--', -1n] as const]);
  const isPostfix = dice.once(2);
  const stored = value + delta;
  return { text: isPostfix ? text + operator : operator + text, stored, isPostfix };
}

/** The type of the left side alone says how both are read. */
function compound(
  dice: Dice,
  target: IntegerNode,
  makeValue: () => IntegerNode,
  dialect: Dialect,
): Change {
  const operator = dice.pick(operators);
  const right = makeValue();
  const result = binary(operator, target, { ...right, type: target.type }, dialect);
  if (!result) return plain(target, right);
  const text = `${target.text} ${operator}= ${right.text}`;
  return { text, stored: result.value, isPostfix: false };
}
