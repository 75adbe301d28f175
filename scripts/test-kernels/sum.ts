/** What has become of the tests, in the order in which it is told. */
const states = ['passed', 'failed', 'skipped'];

/** `N passed, N failed, N skipped` out of what vitest prints at its end; undefined if it did not come to it. */
export function sumOf(text: string): string | undefined {
  const line = text.match(/^ +Tests +(.*)$/gm)?.at(-1);
  if (line === undefined) return undefined;
  return states
    .map((state) => `${new RegExp(`(\\d+) ${state}`).exec(line)?.[1] ?? 0} ${state}`)
    .join(', ');
}

/** The lab's own exit statuses (scripts/lab.ts). */
const ends: Readonly<Record<number, string>> = { 124: 'time is up', 125: 'the lab failed' };

/** How it ended, if without a sum. */
export const withoutSum = (status: number): string => ends[status] ?? `exit status ${status}`;
