import type { AttachSpec } from '../../bpf/index.ts';
import * as bpf from '../bpf.ts';
import { refusal } from '../failure.ts';
import type { Refuse } from '../refusals.ts';
import type { Sys } from '../sys.ts';

/** Attaches a program that was loaded for a function; yields a descriptor that detaches when closed. */
export function* attachFunction(
  sys: Sys,
  program: number,
  { function: fn, at }: Extract<AttachSpec, { kind: 'function' }>,
  refuse: Refuse,
): Generator<number> {
  const link = bpf.rawTracepointOpen(sys, program);
  if (link < 0) refuse(fn, at, refusal(-link, 'fentry'));
  else yield link;
}
