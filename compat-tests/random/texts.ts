/** Random texts for the front end: bytes, tokens, and samples that someone has damaged. */
import type { Dice } from './dice.ts';

/** What separates and makes tokens, roughly: strings, names, numbers, single characters. */
const TOKEN = /"(?:\\.|[^"\\\n])*"|[A-Za-z_$@`][\w$`-]*|\d\w*|\s+|./g;

const words =
  `BEGIN END ERROR tick-1s syscall:::entry profile-97 self-> this-> @ @a @a[ pid execname
  timestamp arg0 args[0] curthread 0 1 -1 0x7fffffffffffffff 18446744073709551615 08 'a' '' "" "%d" "a
  ( ) [ ] { } , ; : ? . -> ++ -- + - * / % & | ^ ~ ! && || ^^ == != < <= > >= << >> = += <<= # #pragma
  count() sum( quantize( lquantize( printf( printa( trace( copyinstr( strjoin( speculation() exit(0)
  struct union enum int char long unsigned string void typedef inline translator xlate sizeof offsetof
  stringof if else provider extern const static goto while import userland $1 $target $$1 \` \\ // /*`.split(
    /\s+/,
  );

function randomBytes(dice: Dice): string {
  return String.fromCharCode(...Array.from({ length: dice.below(200) }, () => dice.below(256)));
}

function randomTokens(dice: Dice): string {
  const list = Array.from({ length: dice.below(60) }, () => dice.pick(words));
  return list.join(dice.once(3) ? '' : ' ');
}

/** A few tokens of a sample go, come twice, change places, or become others. */
function damaged(dice: Dice, sample: string): string {
  const tokens = sample.match(TOKEN) ?? [];
  for (let n = 1 + dice.below(4); n > 0; n--) {
    const at = dice.below(tokens.length);
    const other = dice.once(2) ? dice.pick(words) : (tokens[dice.below(tokens.length)] ?? '');
    dice.pick([
      () => tokens.splice(at, 1 + dice.below(3)),
      () => tokens.splice(at, 0, other),
      () => tokens.splice(at, 1, other),
      () => tokens.splice(at, 0, ...tokens.slice(at, at + dice.below(20))),
    ])();
  }
  return tokens.join('');
}

/** A text; most are damaged samples, as those get furthest into the compiler. */
export function randomText(dice: Dice, samples: readonly string[]): string {
  const kind = dice.below(10);
  if (kind === 0) return randomBytes(dice);
  if (kind <= 2) return randomTokens(dice);
  return damaged(dice, dice.pick(samples));
}
