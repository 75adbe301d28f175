import type { CookieFunction, FunctionEvent, ProgramSpec } from '../bpf/index.ts';
import { SystemError } from '../diag/index.ts';

/** Says that a function is not traced, and why. */
export type Refuse = (fn: CookieFunction, at: FunctionEvent, why: Error) => void;

/** Functions that the kernel does not let be traced: they keep no other from being. */
export class Refusals {
  readonly #texts: string[] = [];
  #traced = false;

  get texts(): readonly string[] {
    return this.#texts;
  }

  readonly add: Refuse = ({ module, name, offset }, at, { message }) => {
    this.#texts.push(`${module}:${name}:${offset ?? at} is not traced: ${message}`);
  };

  /** The result, unless a function's program is refused. */
  unless<T>({ attach }: ProgramSpec, work: () => T): T | undefined {
    if (attach.kind !== 'function') return work();
    try {
      return work();
    } catch (error) {
      if (!(error instanceof SystemError)) throw error;
      this.add(attach.function, attach.at, error);
      return undefined;
    }
  }

  /** Something of the program was attached. */
  note({ attach }: ProgramSpec): void {
    this.#traced ||= attach.kind === 'function' || attach.kind === 'functions';
  }

  /** SystemError if there were functions to trace and none of them is. */
  check(): void {
    const [first] = this.#texts;
    if (first !== undefined && !this.#traced) throw new SystemError(first);
  }
}
