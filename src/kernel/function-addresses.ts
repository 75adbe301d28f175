import { readFileSync } from 'node:fs';
import type { FunctionName } from '../bpf/index.ts';
import { readTracefs } from './tracefs.ts';

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
  const lines = names.size > FEW ? linesWith : linesOfEach;
  for (const line of lines(names, kallsyms())) {
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

/** So few names are found sooner one by one: V8 searches a text faster than a program can. */
const FEW = 24;

function* linesOfEach(names: ReadonlySet<string>, text: string): Generator<string> {
  for (const name of names) {
    const wanted = ` ${name}`;
    for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      const end = at + wanted.length;
      if (!ENDS_NAME.has(text.charAt(end))) continue;
      yield text.slice(text.lastIndexOf('\n', at) + 1, nextLine(text, end)).trimEnd();
    }
  }
}

const ENDS_NAME: ReadonlySet<string> = new Set(['\n', '\t', '']);

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

/** Where the next symbol begins: instructions from there on are not this function's. */
export function functionEnd(
  address: bigint,
  kallsyms: () => string = () => readFileSync('/proc/kallsyms', 'latin1'),
): bigint {
  const own = address.toString(16).padStart(HEX_DIGITS, '0');
  const text = kallsyms();
  let end = 'f'.repeat(HEX_DIGITS);
  for (let at = 0; at < text.length; at = nextLine(text, at)) {
    const digits = text.slice(at, at + HEX_DIGITS);
    if (digits > own && digits < end) end = digits;
  }
  return BigInt(`0x${end}`);
}

const HEX_DIGITS = 16;

function nextLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

/** Where the call of ftrace may be: behind what a function's beginning is marked with (endbr64, bti). */
const CALLS = [0n, 4n, 8n, 12n];

/** Which functions can be traced, by their addresses (Linux 6.5); undefined: the kernel does not tell. */
export function traceableAddresses(
  read = () => readTracefs('available_filter_functions_addrs'),
): ((address: bigint) => boolean) | undefined {
  const text = read();
  if (text === undefined) return undefined;
  const known = new Set<string>();
  for (let at = 0; at < text.length; at = nextLine(text, at))
    known.add(text.slice(at, at + HEX_DIGITS));
  return (address) => CALLS.some((call) => known.has((address + call).toString(16)));
}
