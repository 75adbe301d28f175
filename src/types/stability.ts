/** How long a name or its meaning will last, the worst first (Dynamic Tracing Guide, "Stability"). */
const levels = [
  'Internal',
  'Private',
  'Obsolete',
  'External',
  'Unstable',
  'Evolving',
  'Stable',
  'Standard',
] as const;

/** On how many systems it is the same, the fewest first. */
const classes = ['Unknown', 'CPU', 'Platform', 'Group', 'ISA', 'Common'] as const;

type Level = (typeof levels)[number];
type DependencyClass = (typeof classes)[number];

/** What an interface promises, as D writes it: of its name, of what it means, and where. */
export type Stability = `${Level}/${Level}/${DependencyClass}`;

/** What D itself has, unless its table says otherwise. */
export const STABLE: Stability = 'Stable/Stable/Common';

export function stabilityParts(
  stability: Stability,
): readonly [names: Level, data: Level, dependency: DependencyClass] {
  return stability.split('/') as [Level, Level, DependencyClass];
}

/** The lesser of each part. */
export function leastStable(a: Stability, b: Stability): Stability {
  const [names, data, dependency] = stabilityParts(a);
  const [otherNames, otherData, otherDependency] = stabilityParts(b);
  const name = lesser(levels, names, otherNames);
  return `${name}/${lesser(levels, data, otherData)}/${lesser(classes, dependency, otherDependency)}`;
}

function lesser<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(a) < order.indexOf(b) ? a : b;
}

/** May programs rely on it from one release to the next, if they are ready for changes? */
export function isEvolving(level: Level): boolean {
  return levels.indexOf(level) >= levels.indexOf('Evolving');
}

/** Reads the text of `#pragma D attributes`, in any case; parts left out at the end are the best. */
export function parseStability(text: string): Stability | undefined {
  const [names = 'Standard', data = 'Standard', dependency = 'Common', ...more] = text.split('/');
  const name = find(levels, names);
  const meaning = find(levels, data);
  const systems = find(classes, dependency);
  if (!name || !meaning || !systems || more.length > 0) return undefined;
  return `${name}/${meaning}/${systems}`;
}

function find<T extends string>(words: readonly T[], text: string): T | undefined {
  return words.find((word) => word.toLowerCase() === text.toLowerCase());
}
