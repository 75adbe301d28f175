import { readFileSync } from 'node:fs';
import type { FunctionName } from '../bpf/index.ts';

const KERNEL = 'vmlinux';
const TEXT = /^([\da-f]{16}) [tTwW] (\S+)(?:\t\[(\w+)\])?$/;

/** What functions are looked up by. */
export const functionKey = ({ module, name }: FunctionName): string => `${module}\`${name}`;

/**
 * Where functions begin, by functionKey(): there may be several of one name, which then are one to D. Those without
 * addresses are missing, as all are for readers without CAP_SYSLOG.
 */
export function functionAddresses(
  functions: readonly FunctionName[],
  kallsyms: () => string = () => readFileSync('/proc/kallsyms', 'latin1'),
): ReadonlyMap<string, readonly bigint[]> {
  const names = new Set(functions.map(({ name }) => name));
  const wanted = new Set(functions.map(functionKey));
  const found = new Map<string, bigint[]>();
  for (const line of linesWith(names, kallsyms())) {
    const [, digits = '0', name = '', module = KERNEL] = TEXT.exec(line) ?? [];
    const key = functionKey({ module, name });
    const address = BigInt(`0x${digits}`);
    if (address === 0n || !wanted.has(key)) continue;
    const known = found.get(key) ?? [];
    if (!known.includes(address)) known.push(address);
    found.set(key, known);
  }
  return found;
}

/** `ffffffff81000000 T ` */
const NAME_AT = 19;

/** A hundred thousand lines: no more is looked at of each than has to be. */
function* linesWith(names: ReadonlySet<string>, text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    const name = text.slice(at + NAME_AT, end);
    const tab = text.charAt(end - 1) === ']' ? name.indexOf('\t') : -1;
    if (names.has(tab < 0 ? name : name.slice(0, tab))) yield text.slice(at, end);
    at = end + 1;
  }
}
