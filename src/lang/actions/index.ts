/** The actions: statements that record, or that work on what is recorded. One file each. */
import type { Action } from '../action.ts';
import { breakpoint } from './breakpoint.ts';
import { chill } from './chill.ts';
import { clear } from './clear.ts';
import { copyout } from './copyout.ts';
import { copyoutstr } from './copyoutstr.ts';
import { defaultAction } from './default.ts';
import { denormalize } from './denormalize.ts';
import { exit } from './exit.ts';
import { freopen } from './freopen.ts';
import { ftruncate } from './ftruncate.ts';
import { func } from './func.ts';
import { jstack } from './jstack.ts';
import { mod } from './mod.ts';
import { normalize } from './normalize.ts';
import { panic } from './panic.ts';
import { pcap } from './pcap.ts';
import { print } from './print.ts';
import { printa } from './printa.ts';
import { printf } from './printf.ts';
import { raise } from './raise.ts';
import { setopt } from './setopt.ts';
import { commit, discard } from './settle.ts';
import { speculate } from './speculate.ts';
import { stack } from './stack.ts';
import { stop } from './stop.ts';
import { sym } from './sym.ts';
import { system } from './system.ts';
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
  print,
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
  speculate,
  commit,
  discard,
  clear,
  trunc,
  normalize,
  denormalize,
  pcap,
  system,
  freopen,
  ftruncate,
  setopt,
  jstack,
  raise,
  stop,
  copyout,
  copyoutstr,
  chill,
  panic,
  breakpoint,
];

export const actionsByName: ReadonlyMap<string, Action> = new Map(
  actions.map((row) => [row.name, row]),
);
