import type { Item, Program } from '../syntax/index.ts';

/** A D library that comes with this program, cut into its declarations. */
export interface Library {
  /** `procfs.d`. */
  readonly name: string;
  readonly dependencies: readonly Dependency[];
  readonly items: readonly LibraryItem[];
}

/** `#pragma D depends_on kind name`. */
export interface Dependency {
  readonly kind: string;
  readonly name: string;
}

/** A declaration, and the pragmas about it. */
export interface LibraryItem {
  readonly line: number;
  readonly text: string;
  /** A program that has one of these words gets the item. */
  readonly names: readonly string[];
}

/** What a program says it depends on. */
export function dependenciesOf(program: Program): readonly Dependency[] {
  return program.items.flatMap((item) => {
    if (item.kind !== 'pragma' || item.directive !== 'pragma') return [];
    const [d, what, kind, name] = item.words;
    return d === 'D' && what === 'depends_on' && kind && name ? [{ kind, name }] : [];
  });
}

/** The names of types, tags and inlines that an item of a library makes. */
export function namesOf(item: Item): readonly string[] {
  switch (item.kind) {
    case 'inline':
      return declaredNames(item.declarator).flatMap(inlineNames);
    case 'translator':
      return translatorNames(item);
    case 'declaration':
      return [
        ...item.declarators.flatMap((d) => declaredNames(d)),
        ...specifierNames(item.specifiers, true),
      ];
    default:
      return [];
  }
}

/** Of what stands for a kernel's variable programs know that one's name. */
function inlineNames(name: string): readonly string[] {
  return name.startsWith(OF_KERNEL) ? [name, name.slice(OF_KERNEL.length)] : [name];
}

const OF_KERNEL = '__kernel_';

/** One that gives a struct of Linux further members is known by those: no program names what it makes. */
function translatorNames({ output, members }: Extract<Item, { kind: 'translator' }>) {
  const names = specifierNames(output.specifiers);
  return names[0]?.startsWith('__') ? [...names, ...members.map(({ name }) => name)] : names;
}

/** The names that are types from here on. */
export function typedefsOf(program: Program): readonly string[] {
  return program.items.flatMap((item) =>
    item.kind === 'declaration' && item.specifiers.storage.includes('typedef')
      ? item.declarators.flatMap((d) => declaredNames(d))
      : [],
  );
}

type Declaration = Extract<Item, { kind: 'declaration' }>;
type Declarator = Declaration['declarators'][number];

function declaredNames(node: Declarator | undefined): readonly string[] {
  if (!node) return [];
  if (node.kind === 'name') return node.name === undefined ? [] : [node.name];
  return declaredNames(node.inner);
}

/** A tag, or the name of a type; with `defined`, only what these words define. */
function specifierNames({ named }: Declaration['specifiers'], defined = false): readonly string[] {
  if (!named) return [];
  if (named.kind === 'named') return defined ? [] : [named.name];
  const tag = named.tag === undefined ? [] : [named.tag];
  if (named.kind === 'enum') return [...tag, ...(named.enumerators ?? []).map((e) => e.name)];
  return tag;
}
