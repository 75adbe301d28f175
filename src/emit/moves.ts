/** A move between real registers. */
export interface Move {
  readonly dst: number;
  readonly src: number;
}

/**
 * Moves that happen at once → moves one after the other. Each dst occurs once. `scratch` breaks
 * cycles: a register that is no dst; if it is a src, its moves are done before it is needed.
 */
export function sequentialize(moves: readonly Move[], scratch: number): Move[] {
  let todo = moves.filter(({ dst, src }) => dst !== src);
  const out: Move[] = [];
  while (todo.length > 0) {
    const ready = todo.find(({ dst }) => !todo.some(({ src }) => src === dst));
    const next = ready ?? todo[0];
    if (!next) break;
    if (ready) {
      out.push(ready);
      todo = todo.filter((move) => move !== ready);
    } else {
      out.push({ dst: scratch, src: next.dst });
      todo = todo.map((m) => (m.src === next.dst ? { dst: m.dst, src: scratch } : m));
    }
  }
  return out;
}
