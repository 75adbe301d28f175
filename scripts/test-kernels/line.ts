import { series } from '../lab/kernel.ts';

/** The kernels whose tests are to pass. */
const SUPPORTED = ['6.1', '6.12'];

interface TestLine {
  readonly kernels: readonly string[];
  /** Words for vitest. */
  readonly filters: readonly string[];
  readonly ifPossible: boolean;
}

/** Reads the arguments of test-kernels: its own come first, the rest is vitest's. */
export function parseTestLine(args: readonly string[]): TestLine {
  const option = '--if-possible';
  const own = args.findIndex((word) => word !== option && !(word in series));
  const [ours, filters] = own < 0 ? [args, []] : [args.slice(0, own), args.slice(own)];
  const named = ours.filter((word) => word !== option);
  return {
    kernels: named.length > 0 ? named : SUPPORTED,
    filters,
    ifPossible: ours.includes(option),
  };
}
