/** What one comparison found: all samples, so that --json keeps what the table leaves out. */
export interface Result {
  /** The D program or what was measured, with its unit in the end: `…, wall, ms`. */
  readonly name: string;
  readonly dtrace: readonly number[];
  readonly bpftrace: readonly number[];
  /** Further columns, for scale. */
  readonly others?: Readonly<Record<string, readonly number[]>>;
  /** Columns of text, such as how bpftrace's fastest equivalent was written. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** The middle sample, or the mean of the two in the middle; undefined if there are none. */
export function median(samples: readonly number[]): number | undefined {
  const sorted = samples.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (upper + lower) / 2;
}

/** How many times bpftrace's value ours is; undefined unless both were measured. */
export function ratio(result: Result): number | undefined {
  const ours = median(result.dtrace);
  const theirs = median(result.bpftrace);
  return ours === undefined || theirs === undefined || theirs === 0 ? undefined : ours / theirs;
}
