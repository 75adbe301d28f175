import { resolve, type Type } from '../../types/index.ts';

/** Tests of argument types. A type already reported as wrong passes them all. */
type TypeTest = (type: Type) => boolean;

export function isInteger(type: Type): boolean {
  const { kind } = resolve(type);
  return kind === 'integer' || kind === 'enum' || kind === 'any';
}

/** Pointers, arrays (they decay to pointers) and integers. */
export function isAddress(type: Type): boolean {
  const { kind } = resolve(type);
  return kind === 'pointer' || kind === 'array' || isInteger(type);
}

export function isSymbol(user: boolean): TypeTest {
  return (type) => {
    const t = resolve(type);
    return t.kind === 'any' || (t.kind === 'symbol' && t.form.startsWith('u') === user);
  };
}

export function isStack(type: Type): boolean {
  const { kind } = resolve(type);
  return kind === 'stack' || kind === 'any';
}

/** An integer of at most `bytes` bytes. */
export function isIntegerUpTo(bytes: number): TypeTest {
  return (type) => isInteger(type) && bytesOf(type) <= bytes;
}

/** An integer of this size and sign, whatever its name. */
export function hasEncoding(bytes: number, signed: boolean): TypeTest {
  return (type) => {
    const t = resolve(type);
    return t.kind === 'any' || (t.kind === 'integer' && t.bytes === bytes && t.signed === signed);
  };
}

/** An integer type of one of these C names, or a typedef that comes by way of an alias. */
export function isNamed(names: readonly string[], aliases: readonly string[]): TypeTest {
  return (type) => {
    let t = type;
    for (; t.kind === 'typedef'; t = t.target) if (aliases.includes(t.name)) return true;
    return t.kind === 'any' || (t.kind === 'integer' && names.includes(t.name));
  };
}

export function isFloat(bytes?: number): TypeTest {
  return (type) => {
    const t = resolve(type);
    return t.kind === 'any' || (t.kind === 'float' && (bytes === undefined || t.bytes === bytes));
  };
}

export function isText(type: Type): boolean {
  const t = resolve(type);
  return t.kind === 'string' || t.kind === 'any' || isArrayOf(type, 1);
}

export function isWideText(type: Type): boolean {
  return resolve(type).kind === 'any' || isArrayOf(type, 4);
}

function isArrayOf(type: Type, bytes: number): boolean {
  const t = resolve(type);
  if (t.kind !== 'array') return false;
  const element = resolve(t.element);
  return element.kind === 'integer' && element.bytes === bytes;
}

function bytesOf(type: Type): number {
  const t = resolve(type);
  return t.kind === 'integer' ? t.bytes : 4;
}
