import { addresses } from './addresses.ts';
import { characters } from './characters.ts';
import type { Conversion } from './conversion.ts';
import { floats } from './floats.ts';
import { integers } from './integer.ts';
import { times } from './time.ts';

/** Every conversion but `%%`, which takes no argument and is text once it is parsed. */
export const conversions: readonly Conversion[] = [
  ...integers,
  ...characters,
  ...addresses,
  ...times,
  ...floats,
];

export const conversionsByName: ReadonlyMap<string, Conversion> = new Map(
  conversions.map((row) => [row.name, row]),
);
