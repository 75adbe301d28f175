import { bug } from '../../diag/index.ts';
import { imm, type VReg } from '../../ir/index.ts';
import { copyString, type Place, powerOfTwo, type StringValue } from '../../lang/index.ts';
import type { TypedExpression } from '../../typed/index.ts';
import { padded } from '../bounds.ts';
import type { ClauseGen } from '../gen.ts';
import { isSigned } from '../layout.ts';
import { lowerInteger, lowerString } from './index.ts';
import { isRoot, rootOf, withPlace } from './place.ts';

type Character = Extract<TypedExpression, { kind: 'character' }>;

/** `s[i]`: what follows the closing zero is undefined, what lies behind the string is a bad address. */
export function readCharacter(g: ClauseGen, e: Character): VReg {
  const { b } = g;
  const index = lowerInteger(g, e.index);
  const string = lowerString(g, e.object);
  const known = e.index.kind === 'integer' ? e.index.value : -1n;
  if (known >= 0n && known < BigInt(string.bound)) return characterAt(g, string, known, e);
  const text = inScratch(g, string);
  if (text.missing !== undefined)
    b.when('ne', text.missing, imm(0), () => g.fault('badAddress', index));
  b.when('ge', index, imm(g.options.strsize), () => g.fault('badAddress', index));
  const result = b.constant(0);
  b.when('lt', index, imm(text.bound), () => {
    const at = b.alu('and', index, imm(powerOfTwo(text.bound) - 1));
    const base = b.alu('add', text.at.base, at);
    b.assign(result, b.load(1, base, text.at.offset, isSigned(e.type)));
  });
  return result;
}

function characterAt(g: ClauseGen, text: StringValue, index: bigint, e: Character): VReg {
  if (text.missing !== undefined)
    g.b.when('ne', text.missing, imm(0), () => g.fault('badAddress', imm(index)));
  return g.b.load(1, text.at.base, text.at.offset + Number(index), isSigned(e.type));
}

/** Only map memory may be read at an index. */
function inScratch(g: ClauseGen, text: StringValue): StringValue {
  const at = g.scratch(powerOfTwo(padded(text.bound)));
  copyString(g, at, padded(text.bound), text);
  return { ...text, at };
}

/** Changes one byte of a string in a variable. Where there is no string yet, there is no byte. */
export function modifyCharacter(g: ClauseGen, e: Character, change: (old: VReg) => VReg): VReg {
  const { b } = g;
  if (!isRoot(rootOf(e.object))) return bug('character of a string that is no variable');
  const index = lowerInteger(g, e.index);
  const result = b.constant(0);
  const room = roomOf(g, e.object);
  b.when('ge', index, imm(room), () => g.fault('badAddress', index));
  const found = (at: Place): void => {
    const byte = { base: b.alu('add', at.base, checked(g, index, room)), offset: at.offset };
    const value = change(b.load(1, byte.base, byte.offset, isSigned(e.type)));
    b.store(1, byte.base, byte.offset, value);
    b.assign(result, b.extend(1, isSigned(e.type), value));
  };
  withPlace(g, e.object, { mode: 'find', found, absent: () => g.fault('badAddress', index) });
  return result;
}

/** The index again, for the verifier, which wants to see its bounds right where it is used. */
function checked(g: ClauseGen, index: VReg, room: number): VReg {
  const at = g.b.alu('and', index, imm(powerOfTwo(room) - 1));
  g.b.when('ge', at, imm(room), () => g.fault('badAddress', at));
  return at;
}

function roomOf(g: ClauseGen, e: TypedExpression): number {
  return isRoot(e) ? g.module.bounds.variable(e.variable) : g.options.strsize;
}
