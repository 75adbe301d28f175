/** The ten general registers, and when each is taken. Ranges as in intervals.ts. */
export class RegisterFile {
  /** Per register: starts and ends of what is taken, both ascending. */
  readonly #starts: number[][] = Array.from({ length: 10 }, () => []);
  readonly #ends: number[][] = Array.from({ length: 10 }, () => []);

  fits(real: number, ranges: readonly number[]): boolean {
    const starts = this.#starts[real] ?? [];
    const ends = this.#ends[real] ?? [];
    for (let i = 0; i < ranges.length; i += 2) {
      const next = firstAbove(ends, ranges[i] ?? 0);
      if ((starts[next] ?? Number.POSITIVE_INFINITY) < (ranges[i + 1] ?? 0)) return false;
    }
    return true;
  }

  /** The first of these registers that is free in those ranges. */
  first(reals: readonly number[], ranges: readonly number[]): number | undefined {
    return reals.find((real) => this.fits(real, ranges));
  }

  take(real: number, ranges: readonly number[]): void {
    const starts = this.#starts[real] ?? [];
    const ends = this.#ends[real] ?? [];
    for (let i = 0; i < ranges.length; i += 2) {
      const at = firstAbove(ends, ranges[i] ?? 0);
      insert(starts, at, ranges[i] ?? 0);
      insert(ends, at, ranges[i + 1] ?? 0);
    }
  }
}

function insert(list: number[], at: number, value: number): void {
  if (at === list.length) list.push(value);
  else list.splice(at, 0, value);
}

/** Index of the first number greater than `limit` in an ascending list. */
function firstAbove(list: readonly number[], limit: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
