import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Says at the end which tests were left out, and why: their names, or those of their suites, have the reason. */
export class Skipped implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const counts = new Map<string, number>();
    for (const module of modules)
      for (const test of module.children.allTests('skipped')) {
        const reason = reasonOf(test);
        if (reason) counts.set(reason, (counts.get(reason) ?? 0) + 1);
      }
    for (const [reason, count] of counts)
      process.stdout.write(`${String(count).padStart(6)} skipped: ${reason}\n`);
  }
}

/** Those that a pattern of the command line leaves out have none. */
function reasonOf(test: TestCase): string | undefined {
  const result = test.result();
  const note = result.state === 'skipped' ? result.note : undefined;
  return note ?? /\(skipped: (.*?)\)(?: > |$)/.exec(test.fullName)?.[1];
}
