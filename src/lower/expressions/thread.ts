import { imm, type VReg } from '../../ir/index.ts';
import type { ClauseGen } from '../gen.ts';
import { SELF_MAP } from '../storage.ts';

const CREATE = 1;

/**
 * The running thread's storage, or 0: one lookup for all its thread-locals in a clause. The register
 * is shared, so that what `create` makes is seen by later readers. Task storage (Linux 5.11) is
 * freed by the kernel when the thread ends.
 */
export function threadStorage(g: ClauseGen, mode: 'find' | 'create'): VReg {
  const { b } = g;
  let fresh = false;
  const storage = g.once('self', () => {
    fresh = true;
    return b.copy(get(g, mode === 'create' ? CREATE : 0));
  });
  if (mode === 'create' && !fresh)
    b.when('eq', storage, imm(0), () => b.assign(storage, get(g, CREATE)));
  return storage;
}

function get(g: ClauseGen, flags: number): VReg {
  const { b } = g;
  return b.call('task_storage_get', b.map(SELF_MAP), g.task(), imm(0), imm(flags));
}
