import { imm, type VReg } from '../../ir/index.ts';
import { textArgument } from '../arguments.ts';
import type { Gen, StringValue } from '../gen.ts';
import { byteAt, inWords } from '../memory.ts';
import type { Subroutine } from '../subroutine.ts';
import { everywhere, loadWord, searchWords, zeroBytes } from '../words.ts';

const bound: Subroutine['bound'] = ([s = 1]) => s;

export const toupper: Subroutine = {
  name: 'toupper',
  proto: 'string(const char *)',
  lower: (g, args) => swapCase(g, textArgument(g, args, 0), 'a', 'z'),
  bound,
  doc: 'A string with a to z made capitals.',
  example: 'BEGIN { printf("%s\\n", toupper("Foo")); exit(0); }',
};

export const tolower: Subroutine = {
  name: 'tolower',
  proto: 'string(const char *)',
  lower: (g, args) => swapCase(g, textArgument(g, args, 0), 'A', 'Z'),
  bound,
  doc: 'A string with A to Z made small letters.',
  example: 'BEGIN { printf("%s\\n", tolower("Foo")); exit(0); }',
};

function swapCase(g: Gen, s: StringValue, from: string, to: string): StringValue {
  const { b } = g;
  const result = g.scratch(inWords(s.bound));
  searchWords(g, s.bound, (i) => {
    const word = loadWord(g, s.at, i);
    const letters = inRange(g, word, from.charCodeAt(0), to.charCodeAt(0));
    const swapped = b.alu('xor', word, b.alu('rsh', letters, imm(2)));
    const at = byteAt(g, result, i);
    b.store(8, at.base, at.offset, swapped);
    return zeroBytes(b, word);
  });
  return { kind: 'string', at: result, bound: s.bound };
}

/** Mask of the bytes from `low` to `high`, both below 128: what carries into the top bit tells. */
function inRange(g: Gen, word: VReg, low: number, high: number): VReg {
  const { b } = g;
  const ascii = b.alu('and', word, everywhere(0x7f));
  const atLeast = b.alu('add', ascii, everywhere(0x80 - low));
  const above = b.alu('add', ascii, everywhere(0x7f - high));
  const tops = b.alu('and', b.alu('xor', word, imm(-1)), everywhere(0x80));
  return b.alu('and', b.alu('xor', atLeast, above), tops);
}
