/**
 * Which registers are live where. Blocks tell in order what they read and write; then the ways back
 * from each read to the writes are walked, register by register, which costs no more than the answer
 * is long.
 */
export class Flow {
  /** Register → the blocks that read it before they write it. */
  readonly #exposed = new Map<number, number[]>();
  /** Register → the blocks that write it. */
  readonly #writers = new Map<number, number[]>();
  /** Block → the blocks that lead to it. */
  readonly #before: number[][];
  #block = 0;

  constructor(blocks: number) {
    this.#before = Array.from({ length: blocks }, () => []);
  }

  read(register: number): void {
    if (this.#writers.get(register)?.at(-1) !== this.#block) this.#note(this.#exposed, register);
  }

  write(register: number): void {
    this.#note(this.#writers, register);
  }

  #note(map: Map<number, number[]>, register: number): void {
    const blocks = map.get(register);
    if (!blocks) map.set(register, [this.#block]);
    else if (blocks.at(-1) !== this.#block) blocks.push(this.#block);
  }

  /** The block is over; control goes to one of these, by their indices. */
  endBlock(next: readonly number[]): void {
    for (const block of next) this.#before[block]?.push(this.#block);
    this.#block++;
  }

  /** For each block the registers whose value is still needed after its last operation. */
  liveOut(): readonly (readonly number[])[] {
    const live: number[][] = this.#before.map(() => []);
    for (const [register, readers] of this.#exposed) {
      for (const block of this.#liveAfter(register, readers)) live[block]?.push(register);
    }
    return live;
  }

  /** The blocks after which a register is live. */
  #liveAfter(register: number, readers: readonly number[]): ReadonlySet<number> {
    const writers = this.#writers.get(register) ?? [];
    const found = new Set<number>();
    const todo = readers.slice();
    for (let block = todo.pop(); block !== undefined; block = todo.pop()) {
      for (const from of this.#before[block] ?? []) {
        if (found.has(from)) continue;
        found.add(from);
        if (!writers.includes(from)) todo.push(from);
      }
    }
    return found;
  }
}
