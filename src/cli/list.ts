import type { Probe } from '../typed/index.ts';
import type { Listing } from './engine.ts';
import { renderProbe } from './report.ts';

/** dtrace.c: all columns but the last are right-aligned. */
function row(id: string, { provider, module, function: fn, name }: Omit<Probe, 'id'>): string {
  const columns = [
    id.padStart(5),
    provider.padStart(10),
    module.padStart(17),
    fn.padStart(33),
    name,
  ];
  return `${columns.join(' ')}\n`;
}

const header = row('ID', {
  provider: 'PROVIDER',
  module: 'MODULE',
  function: 'FUNCTION',
  name: 'NAME',
});

/**
 * The page of `-l` (`verbose`: of `-lv`), and one complaint for each description that matches nothing (which does not
 * change the exit status).
 */
export function renderListing(
  listings: readonly Listing[],
  verbose: boolean,
): {
  readonly page: string;
  readonly complaints: readonly string[];
} {
  const rows = listings.flatMap((l) =>
    l.probes.map((p) => row(`${p.id}`, p) + (verbose ? renderProbe(l.stability(p)) : '')),
  );
  const complaints = listings
    .filter((l) => l.probes.length === 0)
    .map((l) => `failed to match ${l.description}: No probe matches description`);
  return { page: header + rows.join(''), complaints };
}
