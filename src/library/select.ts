import type { Source } from '../diag/index.ts';
import type { Dependency, Library, LibraryItem } from './library.ts';

/** Whether a provider or module that a library depends on is there. */
export type IsThere = (dependency: Dependency) => boolean;

export interface Entry {
  readonly library: Library;
  readonly item: LibraryItem;
  readonly order: number;
}

/**
 * The declarations that texts need, of the libraries that come with this program: those of names that
 * the texts mention anywhere, and of names that these mention in turn. A program that mentions none
 * pays for a look at its words. Libraries come in the order in which they depend on each other.
 * `selected` has what was selected before, which is not given again.
 */
export function selectItems(
  libraries: readonly Library[],
  texts: readonly string[],
  isThere: IsThere,
  selected: Set<Entry> = new Set(),
): readonly Source[] {
  const entries = indexByName(libraries);
  const before = selected.size;
  const usable = new Map<Library, boolean>();
  const isUsable = (library: Library): boolean => {
    const known = usable.get(library) ?? library.dependencies.every((d) => isMet(d, isThere));
    usable.set(library, known);
    return known;
  };
  const pending = [...texts];
  for (let text = pending.pop(); text !== undefined; text = pending.pop()) {
    for (const [word] of text.matchAll(/[A-Za-z_]\w*/g)) {
      for (const entry of entries.get(word) ?? []) {
        if (selected.has(entry) || !isUsable(entry.library)) continue;
        selected.add(entry);
        pending.push(entry.item.text);
      }
    }
  }
  return asSources([...selected].slice(before).sort((a, b) => a.order - b.order));
}

/** Libraries that others depend on are sorted before them when they are built in. */
function isMet(dependency: Dependency, isThere: IsThere): boolean {
  return dependency.kind === 'library' || isThere(dependency);
}

let known: { readonly libraries: readonly Library[]; readonly entries: Map<string, Entry[]> };

function indexByName(libraries: readonly Library[]): ReadonlyMap<string, readonly Entry[]> {
  if (known?.libraries === libraries) return known.entries;
  const entries = new Map<string, Entry[]>();
  let order = 0;
  for (const library of libraries) {
    for (const item of library.items) {
      const entry = { library, item, order: order++ };
      for (const name of item.names) entries.set(name, [...(entries.get(name) ?? []), entry]);
    }
  }
  known = { libraries, entries };
  return entries;
}

/** One source a library, whose lines keep their numbers. */
function asSources(entries: readonly Entry[]): readonly Source[] {
  const texts = new Map<Library, string>();
  for (const { library, item } of entries) {
    texts.set(library, `${texts.get(library) ?? ''}#line ${item.line}\n${item.text}\n`);
  }
  return [...texts].map(([{ name }, text]) => ({ kind: 'library', name, text }));
}

/** The library that comes with this program and declares a name: `procfs.d`. */
export function declaringLibrary(libraries: readonly Library[], name: string): string | undefined {
  return indexByName(libraries).get(name)?.[0]?.library.name;
}
