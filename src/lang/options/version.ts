import type { Dialect } from './row.ts';

/**
 * Versions of D. A name that came with a later one than `-x version` allows is free for the program's
 * own use (Dynamic Tracing Guide, "Versioning").
 */
const known: Readonly<Record<Dialect, string>> = {
  illumos: `1.0 1.1 1.2 1.2.1 1.2.2 1.3 1.4 1.4.1 1.5 1.6 1.6.1 1.6.2 1.6.3
    1.7 1.7.1 1.8 1.8.1 1.9 1.10 1.11 1.12 1.12.1 1.13`,
  oracle: '1.0 1.1 1.2 1.2.1 1.2.2 1.3 1.4 1.4.1 1.5 1.6 1.6.1 1.6.2 1.6.3 1.6.4 2.0',
};

/** A version as a number that can be compared. Undefined if it is not written like one. */
export function versionNumber(text: string): number | undefined {
  const match = /^([0-9]+)\.([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (!match) return undefined;
  const [major = 0, minor = 0, micro = 0] = match.slice(1).map((part) => Number(part ?? 0));
  // The widths of libdtrace's encoding: 8, 12 and 12 bits.
  if (major > 255 || minor > 4095 || micro > 4095) return undefined;
  return (major << 24) | (minor << 12) | micro;
}

function versions(dialect: Dialect): readonly string[] {
  return known[dialect].split(/\s+/);
}

export function newestVersion(dialect: Dialect): string {
  return versions(dialect).at(-1) ?? '';
}

export function isVersion(dialect: Dialect, number: number): boolean {
  return versions(dialect).some((text) => versionNumber(text) === number);
}

/** Names that are younger than D itself, with the version that each dialect gives them. */
const since: readonly (readonly [illumos: string, oracle: string, names: string])[] = [
  ['1.1', '1.1', 'freopen index rindex strchr strrchr strstr strtok substr'],
  ['1.2', '1.2', 'func mod sym uaddr ufunc umod usym setopt ucaller ustackdepth'],
  ['1.3', '1.3', 'htonl htonll htons ntohl ntohll ntohs'],
  ['1.5', '1.5', 'inet_ntoa inet_ntoa6 inet_ntop link_ntop'],
  ['1.6', '1.6', 'stddev'],
  ['1.7', '1.6.4', 'llquantize'],
  ['1.8', '1.0', 'tolower toupper'],
  ['1.9', '2.0', 'print'],
  ['1.10', '1.0', 'getf'],
  ['1.11', '1.0', 'json strtoll'],
  ['1.0', '1.6.4', 'pcap'],
];

const introduced: ReadonlyMap<string, Readonly<Record<Dialect, string>>> = new Map(
  since.flatMap(([illumos, oracle, names]) =>
    names.split(' ').map((name) => [name, { illumos, oracle }] as const),
  ),
);

/** Whether a builtin is there in a version of D. `version` undefined: in the newest. */
export function isInVersion(name: string, dialect: Dialect, version: string | undefined): boolean {
  const first = introduced.get(name)?.[dialect];
  if (version === undefined || first === undefined) return true;
  return (versionNumber(first) ?? 0) <= (versionNumber(version) ?? 0);
}

/** A table without what is newer than the version that the program asked for. */
export function ofVersion<Row>(
  table: ReadonlyMap<string, Row>,
  { dialect, version }: { readonly dialect: Dialect; readonly version: string | undefined },
): ReadonlyMap<string, Row> {
  if (version === undefined) return table;
  return new Map([...table].filter(([name]) => isInVersion(name, dialect, version)));
}
