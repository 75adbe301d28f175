import { imm, type VReg } from '../../ir/index.ts';
import { textArgument } from '../arguments.ts';
import { lastByte } from '../find.ts';
import type { Gen, StringValue } from '../gen.ts';
import { storeBytes } from '../memory.ts';
import type { Subroutine } from '../subroutine.ts';
import { prefix, stringFrom } from '../substrings.ts';
import { beforeFirst, everywhere, exactZeroBytes } from '../words.ts';

const SLASH = 47;
/** Bytes of "." and "/". */
const SHORTEST = 2;
const bound: Subroutine['bound'] = ([s = 1]) => Math.max(s, SHORTEST);

/** As basename(3) and dirname(3): slashes at the end do not count, "" is ".". */
export const basename: Subroutine = {
  name: 'basename',
  proto: 'string(const char *)',
  lower: (g, args) => {
    const path = textArgument(g, args, 0);
    const { text, length } = withoutSlashes(g, path);
    const name = stringFrom(g, text, behindLastSlash(g, text));
    return orRoot(g, path, name, length);
  },
  bound,
  doc: 'The last component of a path.',
  example: 'BEGIN { printf("%s\\n", basename("/usr/bin/env")); exit(0); }',
};

export const dirname: Subroutine = {
  name: 'dirname',
  proto: 'string(const char *)',
  lower: (g, args) => {
    const path = textArgument(g, args, 0);
    const { text } = withoutSlashes(g, path);
    const parent = withoutSlashes(g, prefix(g, text, behindLastSlash(g, text)));
    return orRoot(g, path, parent.text, parent.length);
  },
  bound,
  doc: 'A path without its last component.',
  example: 'BEGIN { printf("%s\\n", dirname("/usr/bin/env")); exit(0); }',
};

/** The path up to its last character that is no slash. */
function withoutSlashes(
  g: Gen,
  path: StringValue,
): { readonly text: StringValue; readonly length: VReg } {
  const { b } = g;
  const last = lastByte(g, path, (word, end) => {
    const others = b.alu('xor', slashes(g, word), everywhere(0x80));
    return b.alu('and', others, beforeFirst(b, end));
  });
  const length = b.alu('add', last, imm(1));
  return { text: prefix(g, path, length), length };
}

function slashes(g: Gen, word: VReg): VReg {
  return exactZeroBytes(g.b, g.b.alu('xor', word, everywhere(SLASH)));
}

function behindLastSlash(g: Gen, s: StringValue): VReg {
  const { b } = g;
  const last = lastByte(g, s, (word, end) => b.alu('and', slashes(g, word), beforeFirst(b, end)));
  return b.alu('add', last, imm(1));
}

/** If nothing is left: the root, if the path begins with it, or the current directory. */
function orRoot(g: Gen, path: StringValue, result: StringValue, length: VReg): StringValue {
  const { b } = g;
  const { base, offset } = result.at;
  b.when('eq', length, imm(0), () => {
    storeBytes(g, result.at, Buffer.from('.\0'));
    const first = b.load(1, path.at.base, path.at.offset);
    b.when('eq', first, imm(SLASH), () => b.store(1, base, offset, imm(SLASH)));
  });
  return { ...result, bound: Math.max(result.bound, SHORTEST) };
}
