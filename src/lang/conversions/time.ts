import type { Type } from '../../types/index.ts';
import type { Conversion, Formatter, Operand } from './conversion.ts';
import type { Flags } from './format.ts';
import { integerOf } from './integer.ts';
import { formatText } from './text.ts';
import { hasEncoding } from './types.ts';
import { zoneName } from './zone.ts';

const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const DAYS = 'Sun Mon Tue Wed Thu Fri Sat'.split(' ');

/** Nanoseconds since 1970, of which only the seconds count. */
function dateOf(value: Operand): Date {
  const seconds = BigInt.asUintN(64, BigInt(integerOf(value))) / 1_000_000_000n;
  return new Date(Number(seconds) * 1000);
}

function clock(date: Date): string {
  return [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
}

function two(n: number): string {
  return String(n).padStart(2, '0');
}

/** `2004 Jan 25 13:00:00`; the day is padded with a blank, as by ctime(3). */
function longDate(date: Date): string {
  const day = String(date.getDate()).padStart(2);
  return `${date.getFullYear()} ${MONTHS[date.getMonth()]} ${day} ${clock(date)}`;
}

/** `Sun, 25 Jan 2004 13:00:00 PST`, the form of RFC 822. */
function mailDate(date: Date): string {
  const day = `${DAYS[date.getDay()]}, ${two(date.getDate())} ${MONTHS[date.getMonth()]}`;
  return `${day} ${weekYear(date)} ${clock(date)} ${zoneName(date)}`;
}

/** DTrace has the year of the ISO week here (strftime's %G), another one in days about New Year. */
function weekYear(date: Date): number {
  const thursday = new Date(date);
  thursday.setDate(date.getDate() + 4 - (date.getDay() || 7));
  return thursday.getFullYear();
}

function prepareDate(print: (date: Date) => string) {
  return (flags: Flags): Formatter => {
    // Events come many a second.
    let second = -1;
    let text = '';
    return (value, width, precision) => {
      const date = dateOf(value);
      if (date.getTime() !== second) {
        second = date.getTime();
        text = print(date);
      }
      return formatText(text, flags, width, precision);
    };
  };
}

const isTime = (type: Type) => hasEncoding(8, true)(type) || hasEncoding(8, false)(type);

export const times: readonly Conversion[] = [
  {
    name: 'Y',
    types: 'int64_t',
    accepts: isTime,
    prepare: prepareDate(longDate),
    doc: 'A time in nanoseconds since 1970 as year, month, day and time of day, local.',
    example: 'BEGIN { printf("%Y", walltimestamp); exit(0); }',
  },
  {
    name: 'T',
    types: 'int64_t',
    accepts: isTime,
    prepare: prepareDate(mailDate),
    doc: 'A time in nanoseconds since 1970 in the form of RFC 822.',
    example: 'BEGIN { printf("%T", walltimestamp); exit(0); }',
  },
];
