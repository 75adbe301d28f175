import { answers, type CapabilityName } from './capabilities/answers.ts';

/**
 * Why a test that traces, and needs these capabilities besides, cannot pass on the running kernel, in the words
 * of the table; undefined if it can. No test asks the kernel in another way.
 */
export function whyNot(...needs: readonly CapabilityName[]): string | undefined {
  return answers.whyNot('bpf', ...needs);
}

/** A name for tests that may have to be left out, with the reason. */
export function named(title: string, reason: string | undefined): string {
  return reason === undefined ? title : `${title} (skipped: ${reason})`;
}
