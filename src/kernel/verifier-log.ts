import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LineRef, ProgramSpec } from '../bpf/index.ts';

/** What a verifier log comes down to. */
export interface Verdict {
  /** The last line that says what is wrong. */
  readonly reason: string;
  /** The instruction it was looking at. */
  readonly insn: number | undefined;
}

/** Lines after the reason: statistics only. */
const STATISTICS = /^(processed \d+ insns|verification time|stack depth|max_states)/;
/** `42: (79) r1 = *(u64 *)(r1 +8)`; the same with a state only (`42: R0=…`) names the next one. */
const INSTRUCTION = /^(\d+): (\(|R)/;

/** Finds reason and place at the end of a log: the verifier stops at the first thing it dislikes. */
export function readVerdict(log: string): Verdict {
  const lines = log.split('\n').map((line) => line.trim());
  const telling = lines.filter((line) => line !== '' && !STATISTICS.test(line));
  const place = telling.findLast((line) => INSTRUCTION.test(line));
  const reason =
    telling.findLast((line) => !INSTRUCTION.test(line)) ?? telling.at(-1) ?? 'no reason';
  return { reason, insn: place === undefined ? undefined : Number.parseInt(place, 10) };
}

/** The D text an instruction was made for: the last entry at or before it. */
export function lineOf(program: ProgramSpec, insn: number): LineRef | undefined {
  return program.lines.findLast((line) => line.insn <= insn);
}

/** One line: the D clause, the verifier's reason, where all of the log is. */
export function describeVerdict(program: ProgramSpec, log: string): string {
  const { reason, insn } = readVerdict(log);
  const refused = `the kernel's verifier refused instruction ${insn ?? '?'}`;
  return `${placeOf(program, insn)}: ${refused}: ${reason}; ${saved(log)}`;
}

/** The same of a program that is too large: where the verifier gave up, which is no mistake there. */
export function describeSize(program: ProgramSpec, log: string): string {
  const { reason, insn } = readVerdict(log);
  return `${placeOf(program, insn)}: ${reason}; ${saved(log)}`;
}

function placeOf(program: ProgramSpec, insn: number | undefined): string {
  const line = insn === undefined ? undefined : lineOf(program, insn);
  return line ? `${line.source}: line ${line.line} (${line.text.trim()})` : program.name;
}

/** In a directory of our own: a fixed name in /tmp would let others choose what root writes to. */
function saved(log: string): string {
  try {
    const path = join(mkdtempSync(join(tmpdir(), 'dtrace-')), 'verifier.log');
    writeFileSync(path, log);
    return `its log is in ${path}`;
  } catch {
    return 'its log could not be saved';
  }
}
