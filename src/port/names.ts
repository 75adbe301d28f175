import type { Span } from '../diag/index.ts';
import type { Program } from '../syntax/index.ts';

/** A name that a program uses and does not make itself. */
export interface UsedName {
  readonly kind: 'variable' | 'function' | 'kernel';
  /** `curpsinfo->pr_psargs`, `copyinstr`, `` `freemem ``. */
  readonly text: string;
  readonly span: Span;
}

/** What D and its libraries define. */
export interface KnownNames {
  readonly isVariable: (name: string) => boolean;
  readonly isFunction: (name: string) => boolean;
}

interface Shape {
  readonly kind?: unknown;
}

/** The builtins with their members, functions and kernel variables of a program, each once. */
export function namesOf(program: Program, known: KnownNames): readonly UsedName[] {
  const found = new Map<string, UsedName>();
  const add = (name: UsedName): void => {
    if (!found.has(name.text)) found.set(name.text, name);
  };
  visit(program.items, (node) => {
    const name = nameOf(node, known);
    if (name) add(name);
    return name === undefined || name.kind === 'function';
  });
  return [...found.values()];
}

/** Calls `each` for every node of a tree, outer ones first; below those for which it gives true. */
function visit(value: unknown, each: (node: Shape) => boolean): void {
  if (Array.isArray(value)) for (const item of value) visit(item, each);
  else if (isNode(value) && each(value)) {
    for (const [key, child] of Object.entries(value)) if (key !== 'span') visit(child, each);
  }
}

function isNode(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null;
}

interface Named extends Shape {
  readonly span: Span;
  readonly name: string;
  readonly module?: string;
  readonly object?: Named;
  readonly callee?: Named;
  readonly operator?: string;
  readonly keys?: readonly { readonly kind: string; readonly value: bigint }[];
}

function nameOf(node: Shape, { isVariable, isFunction }: KnownNames): UsedName | undefined {
  const named = node as Named;
  if (node.kind === 'call' && named.callee?.kind === 'identifier') {
    const { name, span } = named.callee;
    return isFunction(name) ? { kind: 'function', text: name, span } : undefined;
  }
  const root = rootOf(named);
  if (!root) return undefined;
  const { span } = named;
  if (root.module !== undefined && root.module !== 'D')
    return { kind: 'kernel', text: `${root.module}\`${root.name}`, span };
  return isVariable(root.name) ? { kind: 'variable', text: pathOf(named), span } : undefined;
}

/** The name that a chain of members begins with. */
function rootOf(node: Named): Named | undefined {
  if (node.kind === 'identifier') return node;
  if (node.kind === 'member' && node.object) return rootOf(node.object);
  const isArgument = node.kind === 'index' && node.object?.kind === 'identifier';
  return isArgument && node.keys?.[0]?.kind === 'integer' ? node.object : undefined;
}

function pathOf(node: Named): string {
  if (node.kind === 'member' && node.object)
    return `${pathOf(node.object)}${node.operator}${node.name}`;
  if (node.kind === 'index' && node.object) return `${node.object.name}[${node.keys?.[0]?.value}]`;
  return node.name;
}
