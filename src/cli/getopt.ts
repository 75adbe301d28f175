import { UsageError } from '../diag/index.ts';

/**
 * getopt(3) over single letters. Not commander's parser, though that could express it, because DTrace
 * starts this on every run: commander costs 6 ms of a 60 ms start, so only the help page loads it.
 */
export interface Scan {
  /** In order; the value is undefined for letters that take none. */
  readonly flags: readonly { readonly letter: string; readonly value: string | undefined }[];
  /** Every other word, in order; options may follow it, as in illumos' and GNU's getopt. */
  readonly operands: readonly string[];
}

/**
 * Splits words into options and operands: `-qn text`, `-xquiet`, `-b 4m`; all words after `--` are
 * operands. `takesValue` says whether a letter takes a value, undefined if it is no option.
 * UsageError in the words of illumos' getopt.
 */
export function scan(
  words: readonly string[],
  takesValue: (letter: string) => boolean | undefined,
): Scan {
  const flags: { letter: string; value: string | undefined }[] = [];
  const operands: string[] = [];
  const rest = [...words];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') return { flags, operands: [...operands, ...rest] };
    if (word.length > 1 && word.startsWith('-')) flags.push(...scanWord(word, rest, takesValue));
    else operands.push(word);
  }
  return { flags, operands };
}

/** The options of one word; takes a value from `rest` if the word ends before it. */
function scanWord(
  word: string,
  rest: string[],
  takesValue: (letter: string) => boolean | undefined,
): { letter: string; value: string | undefined }[] {
  const found: { letter: string; value: string | undefined }[] = [];
  for (let i = 1; i < word.length; i++) {
    const letter = word.charAt(i);
    const takes = takesValue(letter);
    if (takes === undefined) throw new UsageError(`illegal option -- ${letter}`);
    if (takes) {
      const value = i + 1 < word.length ? word.slice(i + 1) : rest.shift();
      if (value === undefined) throw new UsageError(`option requires an argument -- ${letter}`);
      return [...found, { letter, value }];
    }
    found.push({ letter, value: undefined });
  }
  return found;
}
