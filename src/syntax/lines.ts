import type { Source } from '../diag/index.ts';

/** Maps offsets of a text to line numbers, which a preprocessor or line markers may change. */
export class LineTable {
  readonly #starts: number[] = [0];
  readonly #shifts: { readonly from: number; readonly by: number }[] = [];

  readonly #origins: Source['origins'];

  constructor({ text, origins }: Source) {
    this.#origins = origins;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
      this.#starts.push(at + 1);
    }
  }

  /** The 1-based line of an offset. */
  at(offset: number): number {
    const index = this.#index(offset);
    const shift = this.#shifts.findLast(({ from }) => from <= index);
    return this.#original(index) + (shift?.by ?? 0);
  }

  #original(index: number): number {
    if (this.#origins === undefined) return index + 1;
    // The end of the text is a line of its own, behind the last.
    return this.#origins[index]?.line ?? (this.#origins[index - 1]?.line ?? 0) + 1;
  }

  /** Numbers the line at `offset` as `line`, and those after it in turn. Calls come in text order. */
  renumber(offset: number, line: number): void {
    const from = this.#index(offset);
    this.#shifts.push({ from, by: line - this.#original(from) });
  }

  #index(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
