import { type IrBuilder, imm, type VReg } from '../ir/index.ts';
import { type FunctionType, resolve, sizeOf, type Type } from '../types/index.ts';
import { registers } from './machine.ts';

const WORD = 8;
/** Structs of more bytes than this are not passed in registers. */
const MOST_IN_REGISTERS = 2 * WORD;

/** Where an argument begins at a function's entry. */
type Place = { readonly register: number } | { readonly stack: number };

/** Are all of a function's arguments single words, so that the n-th is at the n-th place? */
export function isPlain({ parameters }: FunctionType): boolean {
  return parameters.every(isWord);
}

export function isWord(type: Type): boolean {
  const { kind } = resolve(type);
  return kind !== 'struct' && kind !== 'union' && kind !== 'float';
}

/** The place of the n-th argument, all of them being words. */
export function plainPlace(index: number): Place {
  const { functionArgs } = registers;
  return index < functionArgs.length
    ? { register: index }
    : { stack: (index - functionArgs.length) * WORD };
}

/**
 * The places of a function's arguments (System V ABI for x86-64, 3.2.3; Procedure Call Standard for Arm's 64-bit
 * Architecture, 6.8.2): what does not fit the registers that are left is on the stack; of large structs, Arm passes
 * pointers.
 */
export function argumentPlaces({ parameters }: FunctionType): readonly Place[] {
  let [register, stack] = [0, 0];
  return parameters.map((type) => {
    const bytes = isWord(type) ? WORD : sizeOf(type, 0);
    const isCopied = bytes > MOST_IN_REGISTERS && registers.passesPointers;
    const words = isCopied ? 1 : Math.ceil(bytes / WORD);
    const fits = words * WORD <= MOST_IN_REGISTERS;
    if (fits && register + words <= registers.functionArgs.length) {
      register += words;
      return { register: register - words };
    }
    // Arm leaves no register to later ones.
    if (registers.passesPointers) register = registers.functionArgs.length;
    stack += words * WORD;
    return { stack: stack - words * WORD };
  });
}

/** The first word of an argument, from the registers at the function's entry. */
export function loadWord(b: IrBuilder, context: VReg, place: Place): VReg {
  const { functionArgs, stackPointer, stackArgs } = registers;
  if ('register' in place) return b.load(WORD, context, functionArgs[place.register] ?? 0);
  const slot = b.slot(WORD);
  const to = b.slotAddress(slot);
  b.store(WORD, to, 0, imm(0));
  const from = b.alu('add', b.load(WORD, context, stackPointer), imm(stackArgs + place.stack));
  b.call('probe_read_kernel', to, imm(WORD), from);
  const value = b.copy(b.load(WORD, b.slotAddress(slot)));
  b.release(slot);
  return value;
}

/** What of a register is a value's; of 0 bytes: nothing. */
export interface Width {
  readonly bytes: 0 | 1 | 2 | 4 | 8;
  readonly signed: boolean;
}

/** All of it. */
export const word: Width = { bytes: 8, signed: false };

export function widthOf(type: Type): Width {
  const real = resolve(type);
  if (real.kind === 'void') return { bytes: 0, signed: false };
  if (real.kind === 'integer') return { bytes: real.bytes, signed: real.signed };
  return real.kind === 'enum' ? { bytes: real.bytes ?? 4, signed: true } : word;
}
