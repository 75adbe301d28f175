import { type Arg, type BlockId, type IrBuilder, imm, type VReg } from '../ir/index.ts';
import type { StringValue } from '../lang/index.ts';
import type { Hook, Width } from '../providers/index.ts';
import type { Probe } from '../typed/index.ts';
import { padded } from './bounds.ts';
import type { ClauseMemory } from './clause-memory.ts';
import type { Once } from './once.ts';
import type { HookClause, ProgramGen } from './program.ts';

/** How a register is narrowed, as a byte of a table: bits to shift to the left and back, and with the sign or not. */
const SHIFT = 0x38;
const SIGNED = 1;
const NOTHING = 2;

function narrowing({ bytes, signed }: Width): number {
  return bytes === 0 ? NOTHING : (64 - bytes * 8) | (signed ? SIGNED : 0);
}

export type ProbePart = 'provider' | 'module' | 'function' | 'name';

/**
 * What a clause knows of the probe that fires. With one probe that is constants; with more, tables
 * indexed by the hook's selector.
 */
export class ClauseProbe {
  readonly #program: ProgramGen;
  readonly #b: IrBuilder;
  readonly #hooked: HookClause;
  readonly #memory: ClauseMemory;
  readonly #once: Once;

  constructor(program: ProgramGen, hooked: HookClause, memory: ClauseMemory, once: Once) {
    this.#program = program;
    this.#b = program.b;
    this.#hooked = hooked;
    this.#memory = memory;
    this.#once = once;
  }

  /** Of the hook, whatever the probe makes of it. */
  argument(index: number): VReg {
    return this.#once.get(`raw${index}`, () => {
      const { hook, context, state } = this.#program;
      const { width } = hook;
      const value = hook.argument(this.#b, context, index, state);
      return width ? this.#narrowed(value, index, width) : value;
    });
  }

  /** What of a register is the argument: its width may differ from probe to probe. */
  #narrowed(value: VReg, index: number, widthOf: NonNullable<Hook['width']>): VReg {
    const b = this.#b;
    const widths = new Map(
      [...this.#hooked.selectors.keys()].map((selector) => [selector, widthOf(selector, index)]),
    );
    const kinds = new Map([...widths.values()].map((width) => [narrowing(width), width]));
    const [only] = kinds.values();
    if (only && kinds.size === 1)
      return only.bytes === 0 ? b.constant(0) : b.extend(only.bytes, only.signed, value);
    const table = new Uint8Array(this.#program.hook.selector?.limit ?? 0);
    for (const [selector, width] of widths) table[selector] = narrowing(width);
    const how = this.#once.get(`width${index}`, () => b.load(1, this.#tableEntry(table, 1)));
    const result = b.constant(0);
    const end = b.label();
    b.jumpIf('eq', how, imm(NOTHING), end);
    const shift = b.alu('and', how, imm(SHIFT));
    const moved = b.alu('lsh', value, shift);
    b.assign(result, b.alu('rsh', moved, shift));
    b.when('ne', b.alu('and', how, imm(SIGNED)), imm(0), () =>
      b.assign(result, b.alu('arsh', moved, shift)),
    );
    b.jump(end);
    b.bind(end);
    return result;
  }

  errno(): VReg {
    const { hook, context } = this.#program;
    return this.#once.get(
      'probe.errno',
      () => hook.errno?.(this.#b, context) ?? this.#b.constant(0),
    );
  }

  id(): Arg {
    return this.#perProbe('probeId', (p) => p.id);
  }

  epid(): Arg {
    const first = this.#program.module.epids[this.#hooked.index] ?? 0;
    return this.#perProbe(`epid${first}`, (_, position) => first + position);
  }

  /** Is the selector one of the clause's? Leaves to `next` if not. */
  guard(next: BlockId): void {
    const { selector, hook, probes } = this.#program;
    const { selectors } = this.#hooked;
    if (selector === undefined || selectors.size === probes) return;
    const [only, ...others] = selectors.keys();
    if (only !== undefined && others.length === 0) {
      this.#b.jumpIf('ne', selector, imm(only), next);
      return;
    }
    const table = new Uint8Array(hook.selector?.limit ?? 0);
    for (const s of selectors.keys()) table[s] = 1;
    this.#b.jumpIf('eq', this.#b.load(1, this.#tableEntry(table, 1)), imm(0), next);
  }

  text(part: ProbePart): StringValue {
    const { probes } = this.#hooked.clause;
    const single = this.#single;
    const texts = new Set(probes.map((p) => p[part]));
    const known = single ? single.probe[part] : texts.size === 1 ? [...texts][0] : undefined;
    if (known !== undefined) return this.#constantText(known);
    const bound = this.#program.module.bounds.probeText;
    const stride = padded(bound);
    const table = Buffer.alloc(stride * (this.#program.hook.selector?.limit ?? 0));
    for (const [selector, position] of this.#hooked.selectors)
      table.write(probes[position]?.[part] ?? '', selector * stride, 'latin1');
    const base = this.#once.get(`probe.${part}`, () => this.#tableEntry(table, stride));
    return { kind: 'string', at: { base, offset: 0 }, bound };
  }

  #constantText(text: string): StringValue {
    const bytes = Buffer.from(`${text}\0`, 'latin1');
    const base = this.#memory.constant(bytes);
    return { kind: 'string', at: { base, offset: 0 }, bound: bytes.length, constant: text };
  }

  /** The probe, when the clause has only one at this hook. */
  get #single(): { readonly probe: Probe; readonly position: number } | undefined {
    const { selectors, clause } = this.#hooked;
    if (this.#program.hook.selector && selectors.size !== 1) return undefined;
    const position = [...selectors.values()][0] ?? 0;
    const probe = clause.probes[position];
    return probe && { probe, position };
  }

  /** A number that each probe of the clause has: an immediate, or from a table by selector. */
  #perProbe(name: string, value: (probe: Probe, position: number) => number): Arg {
    const single = this.#single;
    if (single) return imm(value(single.probe, single.position));
    return this.#once.get(name, () => {
      const table = new Uint32Array(this.#program.hook.selector?.limit ?? 0);
      for (const [selector, position] of this.#hooked.selectors) {
        const probe = this.#hooked.clause.probes[position];
        if (probe) table[selector] = value(probe, position);
      }
      return this.#b.load(4, this.#tableEntry(new Uint8Array(table.buffer), 4), 0);
    });
  }

  /** Address of a table's entry for the selector. The mask repeats the bound for the verifier. */
  #tableEntry(table: Uint8Array, stride: number): VReg {
    const b = this.#b;
    const { selector, hook } = this.#program;
    const limit = hook.selector?.limit ?? 1;
    const bounded = b.alu('and', selector ?? b.constant(0), imm(limit - 1));
    const offset = stride === 1 ? bounded : b.alu('mul', bounded, imm(stride));
    return b.alu('add', this.#memory.constant(table), offset);
  }
}
