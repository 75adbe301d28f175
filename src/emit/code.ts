import type { ClauseSize, Insn, LineRef, MapRef } from '../bpf/index.ts';
import type { BlockId, SourceMark } from '../ir/index.ts';

type Count = { -readonly [Name in keyof ClauseSize]: ClauseSize[Name] };

/** A program under construction: instructions, and what is not known yet about some of them. */
export class Code {
  readonly insns: Insn[] = [];
  readonly mapRefs: MapRef[] = [];
  readonly lines: LineRef[] = [];
  /** Fault site → the first instruction made for it. */
  readonly sites = new Map<number, number>();
  /** By the clause's place. */
  readonly #clauses = new Map<string, Count>();
  /** The clause that was counted last. */
  #counted: { readonly clause: SourceMark; readonly count: Count } | undefined;
  /** Calls of functions that may not be there yet. */
  readonly calls: { readonly at: number; readonly callee: string }[] = [];
  /** Jumps of the current function. */
  jumps: { readonly at: number; readonly target: BlockId }[] = [];
  #mark: SourceMark | undefined;

  /** Index of the next instruction. */
  get here(): number {
    return this.insns.length;
  }

  /** How many instructions each clause has, in order of the text. */
  get clauses(): readonly ClauseSize[] {
    return [...this.#clauses.values()];
  }

  /** So many instructions were made for a clause. The parts of one that was split count together. */
  count(clause: SourceMark, instructions: number): void {
    if (this.#counted?.clause !== clause) this.#counted = { clause, count: this.#countOf(clause) };
    this.#counted.count.instructions += instructions;
  }

  #countOf({ source, line, column, text }: SourceMark): Count {
    const key = `${source}:${line}:${column}`;
    const count = this.#clauses.get(key) ?? { source, line, text, instructions: 0 };
    this.#clauses.set(key, count);
    return count;
  }

  push(...insns: readonly Insn[]): void {
    this.insns.push(...insns);
  }

  pushJump(target: BlockId, insn: Insn): void {
    this.jumps.push({ at: this.here, target });
    this.push(insn);
  }

  pushMap(insns: readonly [Insn, Insn], map: string, valueOffset?: number): void {
    const ref = { insn: this.here, map };
    this.mapRefs.push(valueOffset === undefined ? ref : { ...ref, valueOffset });
    this.push(...insns);
  }

  pushCall(callee: string, insn: Insn): void {
    this.calls.push({ at: this.here, callee });
    this.push(insn);
  }

  /** What follows was made for this piece of D. */
  mark(mark: SourceMark): void {
    if (mark.site !== undefined && !this.sites.has(mark.site)) this.sites.set(mark.site, this.here);
    const last = this.#mark;
    this.#mark = mark;
    if (last && sameText(last, mark)) return;
    const { source, line, column, text } = mark;
    if (this.lines.at(-1)?.insn === this.here) this.lines.pop();
    this.lines.push({ insn: this.here, source, line, column, text });
  }
}

function sameText(a: SourceMark, b: SourceMark): boolean {
  return a.source === b.source && a.line === b.line && a.column === b.column && a.text === b.text;
}
