/** Each tool that comes along, watching a workload of known events. */
import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'vitest';
import { Bench } from './bench.ts';
import { named, whyNoProgram, whyNoTracing } from './kernel.ts';

/** A tool's `check.ts`. */
interface Check {
  readonly check: (bench: Bench) => Promise<void>;
  /** Why it cannot be checked here, if so. */
  readonly whyNot?: () => string | undefined;
}

const folder = fileURLToPath(new URL('tools', import.meta.url));
const tools = readdirSync(folder).filter((name) => existsSync(`${folder}/${name}/check.ts`));
const reason = whyNoTracing() ?? whyNoProgram('perl', '-e', '1');

describe.skipIf(reason !== undefined)(named('tools', reason), async () => {
  for (const tool of tools) {
    const { check, whyNot }: Check = await import(`./tools/${tool}/check.ts`);
    const missing = whyNot?.();
    it.skipIf(missing !== undefined)(named(tool, missing), async () => {
      await using bench = new Bench();
      await check(bench);
    });
  }
});
