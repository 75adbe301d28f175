import { SystemError } from '../diag/index.ts';
import type { CapabilityAnswer, CapabilityReport } from '../kernel/index.ts';

/** The rows of these names, in that order; all without names. SystemError if there is none of a name. */
export function namedRows(report: CapabilityReport, names: readonly string[]): CapabilityReport {
  if (names.length === 0) return report;
  const row = (name: string): CapabilityAnswer => {
    const found = report.capabilities.find((of) => of.name === name);
    if (found) return found;
    throw new SystemError(`no capability ${name}: dtrace --capabilities lists them`);
  };
  return { ...report, capabilities: names.map(row) };
}

/** The table for people: what is lost is said below what is not there; `verbose`: of all, and how it is known. */
export function renderCapabilities(report: CapabilityReport, verbose: boolean): string {
  const rows = report.capabilities;
  const width = Math.max('CAPABILITY'.length, ...rows.map(({ name }) => name.length));
  const line = (name: string, here: string, since: string, what: string): string =>
    `${name.padEnd(width)}  ${here.padEnd(4)}  ${since.padEnd(5)}  ${what}\n`;
  const indent = ' '.repeat(width + '  HERE  SINCE  '.length);
  const table = rows.map((row) => {
    const more = row.here && !verbose ? [] : details(row);
    if (verbose) more.push(`found by: ${row.by}`);
    const mark = `${row.here ? 'yes' : 'no'}${row.guessed ? '?' : ''}`;
    return line(row.name, mark, row.since, row.what) + more.map((t) => `${indent}${t}\n`).join('');
  });
  const guessed = rows.some((row) => row.guessed)
    ? "\n? is what the kernel's version lets expect: nothing else says, or only root can ask\n"
    : '';
  return `${head(report)}\n\n${line('CAPABILITY', 'HERE', 'SINCE', 'WHAT')}${table.join('')}${guessed}`;
}

/** -q: a line for each that is not there. */
export function renderMissing({ capabilities: rows }: CapabilityReport): string {
  return rows.flatMap(({ name, here, why }) => (here ? [] : `${name}: ${why}\n`)).join('');
}

function details({ here, why, otherwise, loses }: CapabilityAnswer): string[] {
  const reason = why ? [`why: ${why}`] : [];
  return here
    ? [...reason, `without it: ${otherwise}; lost: ${loses}`]
    : [...reason, `instead: ${otherwise}`, `lost: ${loses}`];
}

function head({ release, processor, missingPrivileges: missing }: CapabilityReport): string {
  const may = missing.length === 0 ? 'may trace' : `may not trace: it has no ${missing.join(', ')}`;
  return `Linux ${release} ${processor}; this process ${may}`;
}
