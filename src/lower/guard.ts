import { CONTROL, CONTROL_MAP, type MapSpec } from '../bpf/index.ts';
import { type BlockId, type IrBuilder, imm, type VReg } from '../ir/index.ts';
import { countDrop } from './drops.ts';

/** How many programs of the object run on this CPU, one interrupting the other. */
const RUNNING: MapSpec = {
  name: 'running',
  kind: 'percpu_array',
  keyBytes: 4,
  valueBytes: 8,
  entries: 1,
};

/**
 * Programs at the kernel's locks must not run within another program, whose helper may hold the very lock that theirs
 * wants: of the ring of records, of a hash table. So in an object that has such a program, all say that they run.
 */
export class Guard {
  readonly map = RUNNING;
  readonly #b: IrBuilder;
  readonly #running: VReg;

  /** `strict`: the program is at a lock, and leaves to `out` if another one runs. That is a drop. */
  constructor(b: IrBuilder, strict: boolean, out: BlockId) {
    this.#b = b;
    const slot = b.slot(8);
    b.store(4, b.slotAddress(slot), 0, imm(0));
    this.#running = b.call('map_lookup_elem', b.map(RUNNING.name), b.slotAddress(slot));
    b.release(slot);
    b.jumpIf('eq', this.#running, imm(0), out);
    if (strict) this.#leaveIfOneRuns(out);
    b.atomicAdd(8, this.#running, 0, imm(1));
  }

  /** The session takes locks, too, when it takes something out of a map. */
  #leaveIfOneRuns(out: BlockId): void {
    const b = this.#b;
    const taking = b.load(4, b.mapValue(CONTROL_MAP, CONTROL.taking));
    const running = b.alu('or', b.load(8, this.#running, 0), taking);
    b.when('ne', running, imm(0), () => {
      countDrop(b, 'nesting');
      b.jump(out);
    });
  }

  leave(): void {
    this.#b.atomicAdd(8, this.#running, 0, this.#b.constant(-1n));
  }
}
