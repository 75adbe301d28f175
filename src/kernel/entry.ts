import { closeSync, openSync, readFileSync, readSync, writeSync } from 'node:fs';
import { machine } from '../machine/index.ts';
import { PTRACE_CONT, runTo, SIGTRAP } from './hold.ts';
import type { Sys } from './sys.ts';

/** In the auxiliary vector (elf.h): where the program, not its dynamic linker, begins. */
const AT_ENTRY = 9n;

/** The kernel's struct user begins with the registers. */
const PTRACE_POKEUSER = 6;
const { breakpoint, registers } = machine;

/**
 * Lets a held process run to its entry point: a breakpoint there, which is gone when it has been hit.
 * False if the process ended on the way. Where there is no entry point to be found, it stays held.
 */
export function runToEntry(sys: Sys, pid: number): boolean {
  const entry = entryOf(pid);
  if (entry === undefined) return true;
  const original = exchange(pid, entry, Buffer.from(breakpoint.instruction));
  if (!runTo(sys, pid, PTRACE_CONT, SIGTRAP)) return false;
  exchange(pid, entry, original);
  if (breakpoint.passes) sys.ptrace(PTRACE_POKEUSER, pid, Number(entry), registers.pc);
  return true;
}

function entryOf(pid: number): bigint | undefined {
  const bytes = readFileSync(`/proc/${pid}/auxv`);
  for (let at = 0; at + 16 <= bytes.length; at += 16)
    if (bytes.readBigUInt64LE(at) === AT_ENTRY) return bytes.readBigUInt64LE(at + 8);
  return undefined;
}

/** Puts bytes where others were; a tracer may write to text. */
function exchange(pid: number, address: bigint, bytes: Buffer): Buffer {
  const memory = openSync(`/proc/${pid}/mem`, 'r+');
  try {
    const before = Buffer.alloc(bytes.length);
    readSync(memory, before, 0, bytes.length, address);
    writeSync(memory, bytes, 0, bytes.length, Number(address));
    return before;
  } finally {
    closeSync(memory);
  }
}
