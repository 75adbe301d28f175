/**
 * Writing into the memory of the traced process. The helper takes only memory that the verifier
 * knows, so the bytes go through scratch.
 */
import { type Arg, imm, type VReg } from '../ir/index.ts';
import { scalarArgument, textArgument } from './arguments.ts';
import type { Gen, Value } from './gen.ts';

/** Most bytes of a call whose size is not a constant; more faults, for want of scratch. */
const MOST_WRITTEN = 4096;
/** Scratch memory is a per-CPU map value, which the kernel limits to 32 KiB. */
const MOST_CONSTANT = 16384;

/** copyout(from, address, bytes). */
export function copyOut(g: Gen, args: readonly Value[]): void {
  const to = scalarArgument(args, 1);
  const { bytes, most } = amount(g, args);
  const source = sourceAddress(g, args[0]);
  const at = g.address(g.scratch(most));
  g.faultIfNegative(g.b.call('probe_read_kernel', at, bytes, source), 'badAddress', source);
  writeUser(g, to, at, bytes);
}

/** copyoutstr(text, address, most): the closing zero too, if it fits. */
export function copyOutString(g: Gen, args: readonly Value[]): void {
  const { b } = g;
  const [to, limit] = [scalarArgument(args, 1), scalarArgument(args, 2)];
  const text = textArgument(g, args, 0);
  const at = g.address(g.scratch(text.bound));
  const bytes = b.call('probe_read_kernel_str', at, imm(text.bound), g.address(text.at));
  g.faultIfNegative(bytes, 'badAddress', to);
  const room = b.copy(bytes);
  b.when('gt', room, limit, () => b.assign(room, limit));
  writeUser(g, to, at, room);
}

function amount(g: Gen, args: readonly Value[]): { readonly bytes: Arg; readonly most: number } {
  const bytes = scalarArgument(args, 2);
  const value = args[2];
  const constant = value?.kind === 'integer' ? value.constant : undefined;
  if (constant !== undefined && constant > 0n && constant <= MOST_CONSTANT)
    return { bytes: imm(constant), most: Number(constant) };
  g.b.when('gt', bytes, imm(MOST_WRITTEN), () => g.fault('noScratch'));
  return { bytes, most: MOST_WRITTEN };
}

function sourceAddress(g: Gen, value: Value | undefined): VReg {
  if (value === undefined) return g.b.constant(0);
  return value.kind === 'integer' ? value.reg : g.address(value.at);
}

/** The verifier allows no write of nothing. */
function writeUser(g: Gen, to: VReg, at: VReg, bytes: Arg): void {
  const write = (): void => {
    g.faultIfNegative(g.b.call('probe_write_user', to, at, bytes), 'badAddress', to);
  };
  if (typeof bytes === 'object') write();
  else g.b.when('gt', bytes, imm(0), write);
}
