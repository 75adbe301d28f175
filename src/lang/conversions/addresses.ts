import { readFileSync } from 'node:fs';
import type { Argument, Conversion, Formatter, Operand, Printer } from './conversion.ts';
import type { Flags } from './format.ts';
import { integerOf, integers } from './integer.ts';
import { formatText } from './text.ts';
import { hasEncoding, isAddress, isStack, isSymbol } from './types.ts';

const hex = integers.find(({ name }) => name === 'x');

/** A symbol key prints by its form; a number as an address, of the kernel or of $target. */
function prepareAddress(user: boolean) {
  return (flags: Flags, { type }: Argument, printer: Printer): Formatter => {
    const name = (value: Operand): string => {
      if (type.kind === 'symbol' && value instanceof Uint8Array) return printer.symbol(value, type);
      const address = BigInt.asUintN(64, BigInt(integerOf(value)));
      return user ? printer.userAddress(0, address) : printer.kernelAddress(address);
    };
    return (value, width, precision) => formatText(name(value), flags, width, precision);
  };
}

/**
 * One frame a line, after an empty start of a line. A width pads every frame; with `-` it is the
 * indentation instead.
 */
function prepareStack(flags: Flags, { type }: Argument, printer: Printer): Formatter {
  const user = type.kind === 'stack' && type.user;
  return (value, width, precision) => {
    if (!(value instanceof Uint8Array)) return '';
    const left = flags.left || width < 0;
    const indent = ' '.repeat(left ? Math.abs(width) : 0);
    const frames = printer.frames(value, user);
    const line = (frame: string) =>
      `${indent}${formatText(frame, flags, left ? 0 : width, precision)}\n`;
    return `\n${frames.map(line).join('')}`;
  };
}

/** Port numbers by /etc/services, read when first asked for. */
let services: ReadonlyMap<string, string> | undefined;

function serviceName(port: string): string {
  services ??= readServices();
  return services.get(port) ?? port;
}

function readServices(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  try {
    const text = readFileSync('/etc/services', 'latin1');
    for (const [, name = '', port = ''] of text.matchAll(/^([^#\s]+)\s+(\d+)\//gm)) {
      if (!names.has(port)) names.set(port, name);
    }
  } catch {
    // Without the file, ports stay numbers.
  }
  return names;
}

/** An IPv4 address, which is in network order in memory. */
function dotted(value: Operand): string {
  const address = Number(BigInt.asUintN(32, BigInt(integerOf(value))));
  return [0, 8, 16, 24].map((shift) => (address >>> shift) & 0xff).join('.');
}

function named(name: (value: Operand) => string) {
  return (flags: Flags): Formatter =>
    (value, width, precision) =>
      formatText(name(value), flags, width, precision);
}

export const addresses: readonly Conversion[] = [
  {
    name: 'p',
    types: 'pointer or integer',
    accepts: isAddress,
    prepare: (flags, argument, printer) => hex?.prepare(flags, argument, printer) ?? (() => ''),
    doc: 'A pointer, in hexadecimal.',
    example: 'BEGIN { printf("%p", (void *)4096); exit(0); }',
  },
  {
    name: 'a',
    types: 'pointer or integer',
    accepts: (type) => isAddress(type) || isSymbol(false)(type),
    prepare: prepareAddress(false),
    doc: 'A kernel address by name, as module`symbol+offset.',
    example: 'BEGIN { printf("%a", 0); exit(0); }',
  },
  {
    name: 'A',
    types: 'pointer or integer (with -p/-c) or _usymaddr (without -p/-c)',
    accepts: (type, { target }) => isSymbol(true)(type) || (target && isAddress(type)),
    prepare: prepareAddress(true),
    doc: 'A user address by name.',
    example: 'BEGIN { @[uaddr(0)] = count(); printa("%A", @); exit(0); }',
  },
  {
    name: 'k',
    types: 'stack',
    accepts: isStack,
    prepare: prepareStack,
    doc: 'A stack that is the key of an aggregation.',
    example: 'BEGIN { @[stack()] = count(); printa("%k", @); exit(0); }',
  },
  {
    name: 'P',
    types: 'uint16_t',
    accepts: hasEncoding(2, false),
    prepare: named((value) => serviceName(String(integerOf(value)))),
    dialect: 'illumos',
    doc: 'A port number as the name of its service.',
    example: 'BEGIN { printf("%P", (uint16_t)22); exit(0); }',
  },
  {
    name: 'I',
    types: 'uint32_t',
    accepts: hasEncoding(4, false),
    // Without a look-up in DNS, which could block tracing for seconds.
    prepare: named(dotted),
    dialect: 'illumos',
    doc: 'An internet address in network order, with dots.',
    example: 'BEGIN { printf("%I", (uint32_t)0x0100007f); exit(0); }',
  },
];
