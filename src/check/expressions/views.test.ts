import { describe, expect, it } from 'vitest';
import type { Source } from '../../diag/index.ts';
import { CompileError } from '../../diag/index.ts';
import { parseProgram } from '../../syntax/index.ts';
import { check } from '../check.ts';
import { printTyped } from '../print.ts';
import { testWorld } from '../testing.ts';

const LIBRARY = `
struct task { int pid; struct task *parent; };
struct task *current;
struct user { int u_id; };
struct proc { int p_id; int p_none; struct proc *p_parent; struct user p_user; };
struct __thread { struct proc *t_procp; int pid; };
translator struct __thread < struct task *T > { t_procp = (struct proc *)T; };
translator struct proc < struct proc *P > {
  p_id = ((struct task *)P)->pid;
  p_parent = (struct proc *)((struct task *)P)->parent;
  p_user = *(struct user *)P;
};
translator struct user < struct user *U > { u_id = ((struct task *)U)->pid + 1; };
`;

function parse(kind: Source['kind'], text: string) {
  const macros = { positional: [], named: new Map<string, bigint>() };
  const source = { kind, name: `${kind}.d`, text };
  return parseProgram(source, { macros, defaultArgs: false, isType: () => false });
}

/** What the program becomes, or what is wrong with it. */
function checked(text: string, libraryKind: Source['kind'] = 'library', option = 'on'): string {
  const world = testWorld('illumos');
  world.setOption('solaris', option);
  try {
    const programs = [parse(libraryKind, LIBRARY), parse('script', `BEGIN { trace(${text}); }`)];
    return printTyped(check(programs, world)).split('\n').at(-1)?.trim() ?? '';
  } catch (error) {
    if (error instanceof CompileError) return error.diagnostics[0].message;
    throw error;
  }
}

describe('members that libraries give a struct', () => {
  it.each([
    // What it has itself stays.
    ['current->pid', 'current:struct task * + 0:long'],
    ['(uint64_t)current->t_procp', '(cast)current:struct task *'],
    ['current->t_procp->p_id', '(cast)(cast)current:struct task *'],
    ['current->t_procp->p_parent->p_id', '+ 8:long'],
    // A part of it that lies there, too.
    ['current->t_procp->p_user.u_id', '+ 1:int'],
    // It is made by its translator only.
    ['current->t_procp->p_none', '+ 4:long'],
    ['current->nothing', 'nothing is not a member of struct task'],
  ])('%s', (text, expected) => {
    expect(checked(text)).toContain(expected);
  });

  it('programs cannot', () => {
    expect(checked('current->t_procp->p_id', 'script')).toContain('t_procp is not a member');
  });

  it('-x solaris=off takes them away', () => {
    expect(checked('current->t_procp->p_id', 'library', 'off')).toContain('is not a member');
  });
});
