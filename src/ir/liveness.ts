/** Which registers are live where: backward data flow over any blocks that name their reads and writes. */

export interface FlowBlock {
  /** Read before the block writes them. */
  readonly exposed: ReadonlySet<number>;
  readonly written: ReadonlySet<number>;
  /** Indices of blocks. */
  readonly next: readonly number[];
}

/** For each block the registers whose value is still needed after its last operation. */
export function liveOut(blocks: readonly FlowBlock[]): readonly ReadonlySet<number>[] {
  const names = [...new Set(blocks.flatMap((block) => [...block.exposed]))];
  const bits = new Map(names.map((name, bit) => [name, bit]));
  const words = (names.length + 31) >> 5;
  const exposed = blocks.map((block) => toBits(block.exposed, bits, words));
  const written = blocks.map((block) => toBits(block.written, bits, words));
  const out = blocks.map(() => new Uint32Array(words));
  for (let changed = true; changed; ) {
    changed = false;
    for (let b = blocks.length - 1; b >= 0; b--) {
      for (const next of blocks[b]?.next ?? []) {
        if (addLiveIn(out[b], out[next], exposed[next], written[next])) changed = true;
      }
    }
  }
  return out.map((set) => toNames(set, names));
}

/** to ∪= exposed ∪ (out − written); says whether `to` grew. */
function addLiveIn(
  to: Uint32Array | undefined,
  out: Uint32Array | undefined,
  exposed: Uint32Array | undefined,
  written: Uint32Array | undefined,
): boolean {
  if (!to || !out || !exposed || !written) return false;
  let grew = false;
  for (let w = 0; w < to.length; w++) {
    const before = to[w] ?? 0;
    const after = (before | (exposed[w] ?? 0) | ((out[w] ?? 0) & ~(written[w] ?? 0))) >>> 0;
    if (after === before) continue;
    to[w] = after;
    grew = true;
  }
  return grew;
}

function toBits(
  names: ReadonlySet<number>,
  bits: ReadonlyMap<number, number>,
  words: number,
): Uint32Array {
  const set = new Uint32Array(words);
  for (const name of names) {
    const bit = bits.get(name);
    if (bit !== undefined) set[bit >> 5] = (set[bit >> 5] ?? 0) | (1 << (bit & 31));
  }
  return set;
}

/** Most sets are nearly empty: words without a bit are passed over. */
function toNames(set: Uint32Array, names: readonly number[]): Set<number> {
  const found = new Set<number>();
  for (let w = 0; w < set.length; w++) {
    for (let rest = set[w] ?? 0; rest !== 0; rest &= rest - 1) {
      const name = names[w * 32 + 31 - Math.clz32(rest & -rest)];
      if (name !== undefined) found.add(name);
    }
  }
  return found;
}
