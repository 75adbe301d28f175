import type { BpfObject, ProgramSpec } from '../bpf/index.ts';
import { INSN_BYTES } from '../bpf/index.ts';
import { codeSlot } from './slots.ts';

/** Numbers to add, by slots. */
type Additions = ReadonlyMap<string, bigint>;

/**
 * A copy of an object, with something added to its numbers. `refuse` makes the error for a number that an
 * instruction cannot hold. Error if there is no such number.
 */
export function patch(
  object: BpfObject,
  additions: Additions,
  refuse: (slot: string) => Error,
): BpfObject {
  const code = object.programs.map((program) => program.code.slice());
  const rest: [string, bigint][] = [];
  for (const [slot, addition] of additions) {
    const at = codeSlot(slot);
    if (!at) rest.push([slot, addition]);
    else if (!addTo(code[at.program], at.insn, at.part, addition)) throw refuse(slot);
  }
  const programs = object.programs.map((program, i): ProgramSpec => {
    return { ...program, code: code[i] ?? program.code };
  });
  return rest.reduce<BpfObject>((all, [slot, n]) => added(all, slot.split('.'), n) as BpfObject, {
    ...object,
    programs,
  });
}

/** False: the sum is out of range, or there is no such instruction. */
function addTo(
  code: Uint8Array | undefined,
  insn: number,
  part: 'offset' | 'imm' | 'imm64',
  addition: bigint,
): boolean {
  const at = insn * INSN_BYTES;
  if (!code || at + INSN_BYTES > code.length) return false;
  const view = new DataView(code.buffer, code.byteOffset + at, code.length - at);
  if (part === 'offset') {
    const sum = view.getInt16(2, true) + Number(addition);
    view.setInt16(2, sum, true);
    return view.getInt16(2, true) === sum;
  }
  if (part === 'imm') {
    const sum = view.getInt32(4, true) + Number(addition);
    view.setInt32(4, sum, true);
    return view.getInt32(4, true) === sum;
  }
  if (view.byteLength < 2 * INSN_BYTES) return false;
  const high = view.getUint32(INSN_BYTES + 4, true);
  const sum = (BigInt(high) << 32n) + BigInt(view.getUint32(4, true)) + addition;
  view.setUint32(4, Number(sum & 0xffffffffn), true);
  view.setUint32(INSN_BYTES + 4, Number((sum >> 32n) & 0xffffffffn), true);
  return true;
}

/** Plain data with something added to the number that the path leads to. */
function added(value: unknown, path: readonly string[], addition: bigint): unknown {
  const [key, ...rest] = path;
  if (key === undefined) {
    if (typeof value === 'bigint') return value + addition;
    if (typeof value === 'number') return value + Number(addition);
    throw new Error('a relocation is of no number');
  }
  if (Array.isArray(value))
    return value.map((part, i) => (`${i}` === key ? added(part, rest, addition) : part));
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
    throw new Error('a relocation is of nothing');
  return { ...value, [key]: added(Reflect.get(value, key), rest, addition) };
}
