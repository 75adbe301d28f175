/** Indices outside arrays, which fault when the program runs. */
import type { Dice } from './dice.ts';
import type { Dialect } from './integers.ts';
import { descend, isList, isScalarPlace, item, type Place } from './memory.ts';

/** Numbers that are no index of any array here. */
const outside = [-1n, 5n, 1000n, 1n << 32n];
export const outsideVariables = 'long long w0, w1, w2, w3;';
export const setOutside = outside.map((n, i) => `w${i} = ${n};`).join(' ');
const faultCode: Readonly<Record<Dialect, number>> = { illumos: 1, oracle: 11 };

/** A statement that faults, and what the ERROR clause prints of it; undefined where no array is found. */
export function makeFault(
  dice: Dice,
  variables: readonly Place[],
  dialect: Dialect,
): { readonly line: string; readonly expected: string } | undefined {
  const from = descend(dice, dice.pick(variables), (p) => isList(p) || isScalarPlace(p));
  if (!isList(from)) return undefined;
  const n = dice.below(outside.length);
  const { text } = descend(dice, item(from, 0, `w${n}`), isScalarPlace);
  const line = dice.pick([`${text} = 1;`, `printf("%d", ${text});`, `${text}++;`]);
  const index = BigInt.asUintN(64, outside[n] ?? 0n).toString(16);
  return { line, expected: `F${faultCode[dialect]} ${index}` };
}
