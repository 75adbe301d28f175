import type { Span } from '../../diag/index.ts';
import type { Identifier } from '../../syntax/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import {
  integer,
  type KernelSymbol,
  knownVariable,
  resolve,
  sizeOf,
  type Type,
  type TypeLookup,
} from '../../types/index.ts';
import type { Context } from '../context.ts';
import type { Checked } from '../symbols.ts';
import { constant } from './convert.ts';

/** The kernel's own names promise nothing. */
const KERNEL = 'Private/Private/Unknown';

/**
 * `` `sym `` and `` mod`sym ``: a variable or function of the kernel, if the kernel shows its
 * address, or publishes its value. What it does not say of the type, the program may: `extern int sym;`.
 */
export function checkKernelSymbol(cx: Context, node: Identifier): Checked {
  const { name, module = '', span } = node;
  const { names } = cx.world;
  const types: TypeLookup = (of, from) => cx.types.get(of) ?? cx.world.types(of, from);
  const symbol = names.symbol(name, module);
  if (!symbol) return undefinedSymbol(cx, node, names.hint);
  const address = copyOf(symbol, node) ?? addressOf(cx, symbol, span);
  if (!address) return undefinedSymbol(cx, node, symbol.perCpu ? perCpuHint : names.hint);
  if (cx.world.options.linkmode === 'dynamic' && cx.world.options.kdefs) {
    return unlinkedSymbol(cx, node, symbol);
  }
  const known = cx.externs.get(name) ?? symbol.type ?? knownVariable(name, types);
  if (!known) {
    return cx.errorOnce(
      'D_SYM_NOTYPES',
      span,
      `no symbolic type information is available for ${fullName(node)}: No type information available for symbol`,
      `the kernel says nothing of its type; if you know it, declare it: extern int ${name};`,
    );
  }
  const type = withSize(known, symbol);
  const pointer: Type = { kind: 'pointer', target: type };
  return { kind: 'load', address: { ...address, type: pointer }, type, stability: KERNEL, span };
}

const perCpuHint = 'it is a per-CPU variable: its type is known, but not where it is';

function undefinedSymbol(cx: Context, node: Identifier, hint: string | undefined): Checked {
  const message = `failed to resolve ${fullName(node)}: Unknown symbol name`;
  return cx.errorOnce('D_IDENT_UNDEF', node.span, message, hint);
}

/** `-x linkmode=dynamic` leaves addresses to a linker, which there is not without `-x knodefs`. */
function unlinkedSymbol(cx: Context, { module, name, span }: Identifier, symbol: KernelSymbol) {
  const offset = `offset 0x${(symbol.address ?? 0n).toString(16)}`;
  return cx.errorOnce(
    'D_ASRELO',
    span,
    `relocation remains against kernel symbol ${module || 'vmlinux'}\`${name} (${offset})`,
  );
}

function fullName({ module, name }: Identifier): string {
  return `${module ?? ''}\`${name}`;
}

function copyOf({ published }: KernelSymbol, { name, span }: Identifier) {
  if (!published) return undefined;
  return { kind: 'published', name, ...published, type: unsigned, span } as const;
}

/** An array declared without a size has that of its copy. */
function withSize(type: Type, { published }: KernelSymbol): Type {
  const array = resolve(type);
  if (!published || array.kind !== 'array' || array.count !== undefined) return type;
  return { ...array, count: Math.floor(published.bytes.length / sizeOf(array.element, 1)) };
}

/** Of a per-CPU variable this CPU's, as `this_cpu_ptr()` calculates it. */
function addressOf(cx: Context, symbol: KernelSymbol, span: Span): TypedExpression | undefined {
  const { address } = symbol;
  if (address === undefined) return undefined;
  const number = (value: bigint): TypedExpression => constant(value, unsigned, span);
  if (!symbol.perCpu) return number(address);
  const offsets = cx.world.names.symbol('__per_cpu_offset', '')?.address;
  const [name] = [...cx.world.variables].find(([, row]) => row.cpuIndex) ?? [];
  if (offsets === undefined || name === undefined) return undefined;
  const cpu: TypedExpression = { kind: 'builtin', name, type: unsigned, span };
  const index = calculate('*', cpu, number(8n));
  const offset: TypedExpression = {
    kind: 'load',
    address: calculate('+', number(offsets), index),
    type: unsigned,
    span,
  };
  return calculate('+', number(address), offset);
}

const unsigned = integer('unsigned long');

function calculate(
  operator: '+' | '*',
  left: TypedExpression,
  right: TypedExpression,
): TypedExpression {
  return { kind: 'arithmetic', operator, left, right, type: unsigned, span: left.span };
}

/** A name that D does not know may be that of an enumerator of the kernel's. */
export function checkEnumerator(cx: Context, { name, span }: Identifier): Checked | undefined {
  const found = cx.world.names.enumerator(name);
  return found && { ...constant(found.value, found.type, span), stability: KERNEL };
}
