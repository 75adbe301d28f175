/** The actions: statements that record, or that work on what is recorded. One file each. */
import type { Action } from '../action.ts';
import { clear } from './clear.ts';
import { defaultAction } from './default.ts';
import { denormalize } from './denormalize.ts';
import { exit } from './exit.ts';
import { func } from './func.ts';
import { mod } from './mod.ts';
import { normalize } from './normalize.ts';
import { printa } from './printa.ts';
import { printf } from './printf.ts';
import { stack } from './stack.ts';
import { sym } from './sym.ts';
import { trace } from './trace.ts';
import { tracemem } from './tracemem.ts';
import { trunc } from './trunc.ts';
import { uaddr } from './uaddr.ts';
import { ufunc } from './ufunc.ts';
import { umod } from './umod.ts';
import { ustack } from './ustack.ts';
import { usym } from './usym.ts';

const actions: readonly Action[] = [
  defaultAction,
  trace,
  printf,
  printa,
  exit,
  stack,
  ustack,
  tracemem,
  sym,
  func,
  mod,
  usym,
  ufunc,
  umod,
  uaddr,
  clear,
  trunc,
  normalize,
  denormalize,
];

export const actionsByName: ReadonlyMap<string, Action> = new Map(
  actions.map((row) => [row.name, row]),
);
