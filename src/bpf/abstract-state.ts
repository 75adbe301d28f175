import { FRAME } from './insn.ts';

/** What precheck knows at one place of a program: which registers and stack bytes are written. */

/** A register: not written, some value, or the frame pointer plus a known offset. */
export type Content = 'unwritten' | 'value' | { readonly frame: number };

export const STACK_LIMIT = 512;

export class State {
  /** r0–r10. */
  readonly regs: Content[];
  /** By offset from r10, plus STACK_LIMIT: 1 where written. */
  readonly stack: Uint8Array;

  constructor(regs: readonly Content[], stack: Uint8Array = new Uint8Array(STACK_LIMIT)) {
    this.regs = [...regs];
    this.stack = stack.slice();
  }

  /** At the start of a function that got `args` in r1…r5. */
  static entry(args: readonly Content[]): State {
    const outer = (content: Content): Content => (content === 'unwritten' ? content : 'value');
    const regs: Content[] = Array.from({ length: FRAME }, (_, r) =>
      r >= 1 && r <= 5 ? outer(args[r - 1] ?? 'unwritten') : 'unwritten',
    );
    return new State([...regs, { frame: 0 }]);
  }

  copy(): State {
    return new State(this.regs, this.stack);
  }

  get(reg: number): Content {
    return this.regs[reg] ?? 'unwritten';
  }

  /** Keeps what holds in both; says whether that changed this one. */
  meet(other: State): boolean {
    let changed = false;
    for (let r = 0; r <= FRAME; r++) {
      const met = meetContent(this.get(r), other.get(r));
      if (sameContent(met, this.get(r))) continue;
      this.regs[r] = met;
      changed = true;
    }
    for (let i = 0; i < STACK_LIMIT; i++) {
      if (this.stack[i] === 0 || other.stack[i] === 1) continue;
      this.stack[i] = 0;
      changed = true;
    }
    return changed;
  }

  writeStack(offset: number, bytes: number): void {
    this.stack.fill(1, STACK_LIMIT + offset, STACK_LIMIT + offset + bytes);
  }

  stackWritten(offset: number, bytes: number): boolean {
    const range = this.stack.subarray(STACK_LIMIT + offset, STACK_LIMIT + offset + bytes);
    return range.every((written) => written === 1);
  }

  /** After a call: r1–r5 are gone, and memory that the callee was shown may be written. */
  afterCall(): void {
    for (let r = 1; r <= 5; r++) {
      const content = this.get(r);
      if (typeof content === 'object') this.writeStack(content.frame, -content.frame);
      this.regs[r] = 'unwritten';
    }
    this.regs[0] = 'value';
  }
}

function sameContent(a: Content, b: Content): boolean {
  if (typeof a === 'object' && typeof b === 'object') return a.frame === b.frame;
  return a === b;
}

function meetContent(a: Content, b: Content): Content {
  if (a === 'unwritten' || b === 'unwritten') return 'unwritten';
  return sameContent(a, b) ? a : 'value';
}
