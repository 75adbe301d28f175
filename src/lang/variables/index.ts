/** The builtin variables of D, one row each: its type, and the code that reads it. */
import type { BuiltinVariable } from '../subroutine.ts';
import { boundVariables } from './bound.ts';
import { cpuinfo } from './cpu.ts';
import {
  args,
  argumentVariables,
  epid,
  extra,
  id,
  probefunc,
  probemod,
  probename,
  probeprov,
  raw,
} from './probe.ts';
import { cpu, errno, execname, gid, pid, ppid, tid, uid } from './process.ts';
import { uregs } from './registers.ts';
import { caller, stackdepth, ucaller, ustackdepth } from './stack.ts';
import { curthread, execargs, ipl } from './task.ts';
import { timestamp, vtimestamp, walltimestamp } from './time.ts';

const all: readonly BuiltinVariable[] = [
  ...argumentVariables,
  args,
  ...boundVariables,
  caller,
  cpuinfo,
  cpu,
  curthread,
  epid,
  errno,
  execargs,
  execname,
  extra,
  gid,
  id,
  ipl,
  pid,
  ppid,
  probefunc,
  probemod,
  probename,
  probeprov,
  raw,
  stackdepth,
  tid,
  timestamp,
  ucaller,
  uregs,
  uid,
  ustackdepth,
  vtimestamp,
  walltimestamp,
];

export const variablesByName: ReadonlyMap<string, BuiltinVariable> = new Map(
  all.map((v) => [v.name, v]),
);
