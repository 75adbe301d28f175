import type { IrBuilder, VReg } from '../ir/index.ts';

interface Kept {
  readonly scope: number;
  readonly value: VReg;
}

/** Values that stay the same through a clause: each is made once, and again only where it cannot be reached. */
export class Once {
  readonly #b: IrBuilder;
  readonly #kept = new Map<string, Kept[]>();

  constructor(b: IrBuilder) {
    this.#b = b;
  }

  get(name: string, make: () => VReg): VReg {
    const kept = this.#kept.get(name) ?? [];
    const usable = kept.find((k) => this.#b.inScope(k.scope));
    if (usable) return usable.value;
    const value = make();
    this.#kept.set(name, [...kept, { scope: this.#b.scope, value }]);
    return value;
  }

  forget(name: string): void {
    this.#kept.delete(name);
  }

  /** For code that is reached from anywhere: nothing that was made is sure to be there. */
  forgetAll(): void {
    this.#kept.clear();
  }
}
