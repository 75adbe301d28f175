import { assertNever } from '../diag/index.ts';
import { resolve, type StructLayout, type StructMember, type Type } from './type.ts';

/** Bytes of a value in memory; 0 if the size is not known. `strsize`: bytes of a D string. */
export function sizeOf(type: Type, strsize: number): number {
  const t = resolve(type);
  switch (t.kind) {
    case 'integer':
    case 'float':
      return t.bytes;
    case 'enum':
      return t.bytes ?? 4;
    case 'pointer':
    case 'symbol':
      return 8;
    case 'string':
      return strsize;
    case 'array':
      return (t.count ?? 0) * sizeOf(t.element, strsize);
    case 'struct':
    case 'union':
      return t.layout?.bytes ?? 0;
    case 'void':
    case 'function':
    case 'stack':
    case 'any':
      return 0;
    default:
      return assertNever(t);
  }
}

function alignOf(type: Type): number {
  const t = resolve(type);
  if (t.kind === 'array') return alignOf(t.element);
  if (t.kind === 'struct' || t.kind === 'union') {
    return Math.max(1, ...(t.layout?.members ?? []).map(memberAlign));
  }
  return t.kind === 'string' ? 1 : Math.max(1, sizeOf(t, 1));
}

/** A member before it has its place; `bits` 0 for an ordinary one. */
export interface MemberSpec {
  readonly name: string;
  readonly type: Type;
  readonly bits: number;
}

/** A bit-field is stored in the smallest power of two of bytes that holds it (CTF's rule). */
function memberBytes(member: MemberSpec, strsize: number): number {
  if (member.bits === 0) return sizeOf(member.type, strsize);
  const bytes = Math.ceil(member.bits / 8);
  return 2 ** Math.ceil(Math.log2(bytes));
}

function memberAlign(member: MemberSpec): number {
  return member.bits === 0 ? alignOf(member.type) : memberBytes(member, 1);
}

/**
 * Lays out a struct or union declared in D. As in C; but bit-fields do not share bytes, though the
 * next member may begin in those that one leaves unused, and a struct with bit-fields has no padding
 * at its end: DTrace's own layout (ctf_add_member()), which scripts can see.
 */
export function layOut(
  kind: 'struct' | 'union',
  members: readonly MemberSpec[],
  strsize: number,
): StructLayout {
  const placed: StructMember[] = [];
  let end = 0;
  let bytes = 0;
  for (const member of members) {
    const offset = kind === 'union' ? 0 : roundUp(end, memberAlign(member));
    const size = memberBytes(member, strsize);
    placed.push({ ...member, bitOffset: offset * 8 });
    end = offset + (member.bits ? Math.ceil(member.bits / 8) : size);
    bytes = Math.max(bytes, offset + size);
  }
  const padded = members.some((m) => m.bits > 0)
    ? bytes
    : roundUp(bytes, Math.max(1, ...members.map(memberAlign)));
  return { bytes: padded, members: placed };
}

function roundUp(n: number, multiple: number): number {
  return Math.ceil(n / multiple) * multiple;
}

/** A member of a struct or union by name, those of anonymous members included. */
export function findMember(layout: StructLayout, name: string): StructMember | undefined {
  for (const member of layout.members) {
    if (member.name === name) return member;
    const inner = member.name === '' ? resolve(member.type) : undefined;
    if (!inner || !('layout' in inner) || !inner.layout) continue;
    const found = findMember(inner.layout, name);
    if (found) return { ...found, bitOffset: found.bitOffset + member.bitOffset };
  }
  return undefined;
}
