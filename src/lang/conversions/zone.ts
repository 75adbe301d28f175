import { readFileSync } from 'node:fs';

/** `CET-1CEST,…`: the rule at the end of a file of zoneinfo, which names both times of the year. */
const RULE = /^(<[^>]+>|[A-Za-z]+)([-+]?)(\d+)(?::(\d+))?(<[^>]+>|[A-Za-z]+)?/;

/** strftime(3)'s `%Z`: Intl has no such names outside of America. */
export function zoneName(date: Date): string {
  rule ??= readRule();
  const [, standard = '', sign = '', hours = '', minutes = '0', summer] = RULE.exec(rule) ?? [];
  if (standard === '') return intlName(date);
  // West of Greenwich is positive, in the rule as in JavaScript.
  const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
  const name = date.getTimezoneOffset() === offset ? standard : (summer ?? standard);
  return name.replace(/^<|>$/g, '');
}

let rule: string | undefined;

function readRule(): string {
  const zone = (process.env['TZ'] ?? '').replace(/^:/, '');
  const path = zone === '' ? '/etc/localtime' : `/usr/share/zoneinfo/${zone}`;
  try {
    return /\n(.*)\n$/.exec(readFileSync(path, 'latin1'))?.[1] ?? '';
  } catch {
    return '';
  }
}

function intlName(date: Date): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZoneName: 'short' }).formatToParts(date);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
