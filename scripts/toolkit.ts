/**
 * Runs every script of a checkout of the DTraceToolkit as it stands, under a workload, and says what
 * became of each:
 *
 *     npm run toolkit -- [--jobs N] [--seconds N] [--only PART]... [--show] DIR
 *
 * As root. The checkout is not changed.
 */
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { findScripts } from './toolkit/find.ts';
import { enter, missingPrograms } from './toolkit/machine.ts';
import { classOf, type Outcome, outcomeOf, type Run } from './toolkit/outcome.ts';
import { endAll, runScript } from './toolkit/run.ts';
import { usageOf } from './toolkit/usage.ts';
import { Workload } from './toolkit/workload.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    jobs: { type: 'string', default: '2' },
    seconds: { type: 'string', default: '4' },
    only: { type: 'string', multiple: true, default: [] },
    show: { type: 'boolean', default: false },
  },
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGPIPE'] as const)
  process.on(signal, () => process.exit(1));
const folder = mkdtempSync(join(tmpdir(), 'toolkit-'));
const dtrace = fileURLToPath(new URL('../dtrace', import.meta.url));

process.on('exit', () => {
  endAll();
  rmSync(folder, { recursive: true, force: true });
});
process.exitCode = enter(dtrace, folder) ?? (await runAll(realpathSync(positionals[0] ?? '.')));

async function runAll(root: string): Promise<number> {
  for (const program of missingPrograms()) console.log(`missing: ${program}`);
  const wanted = ({ only }: typeof values, path: string): boolean =>
    only.length === 0 || only.some((part) => path.includes(part));
  const queue = findScripts(root).filter((path) => wanted(values, path));
  const outcomes = new Map<string, Outcome>();
  using workload = await Workload.start(folder);
  const fill = (word: string): string =>
    word
      .replace(/^PID$/, `${workload.pid}`)
      .replace(/^TMP$/, folder)
      .replace(/\bCode\//, `${root}/Code/`);
  const work = async (): Promise<void> => {
    for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
      const run = await runScript({
        root,
        path,
        ...usageOf(path, { fill, ordinary: Number(values.seconds) }),
      });
      const outcome = outcomeOf(run);
      outcomes.set(path, outcome);
      report(path, outcome, run);
    }
  };
  await Promise.all(Array.from({ length: Number(values.jobs) }, work));
  return summarise(outcomes);
}

function report(path: string, { kind, reason }: Outcome, { stdout, stderr }: Run): void {
  console.log(`${kind.padEnd(8)} ${path.padEnd(28)} ${reason}`);
  if (values.show) console.log(`${stdout}\n${stderr}`);
}

/** How many of each kind, and who was refused why. 1: something is wrong. */
function summarise(outcomes: ReadonlyMap<string, Outcome>): number {
  const kinds = grouped(outcomes, ({ kind }) => kind);
  console.log(`\n${outcomes.size} scripts`);
  for (const [kind, { length }] of kinds) console.log(`${String(length).padStart(5)} ${kind}`);
  const refused = new Map([...outcomes].filter(([, { kind }]) => kind === 'refused'));
  for (const [why, paths] of grouped(refused, ({ reason }) => classOf(reason)))
    console.log(`${why}: ${paths.join(', ')}`);
  return kinds.has('stuck') ? 1 : 0;
}

/** Paths by what their outcomes have in common. */
function grouped(outcomes: ReadonlyMap<string, Outcome>, by: (outcome: Outcome) => string) {
  const groups = new Map<string, string[]>();
  for (const [path, outcome] of outcomes)
    groups.set(by(outcome), [...(groups.get(by(outcome)) ?? []), path]);
  return groups;
}
