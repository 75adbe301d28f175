import { type BpfObject, RECORD_HEADER_BYTES, SPECULATIONS_MAP } from '../bpf/index.ts';
import { SystemError } from '../diag/index.ts';
import { MOST_SPECULATIONS, type Options } from '../lang/index.ts';

/** The kernel makes no ring smaller than this. */
const PAGE_BYTES = 4096;

/** Refuses buffers that cannot hold what is to be recorded, in DTrace's words. SystemError. */
export function checkBuffers(object: BpfObject, { bufpolicy, bufsize, nspec }: Options): void {
  if (nspec > MOST_SPECULATIONS && object.maps.some((m) => m.name === SPECULATIONS_MAP))
    throw new SystemError(
      'could not enable tracing: Cannot allocate memory',
      `nspec may be ${MOST_SPECULATIONS} at most`,
    );
  const clauses = object.clauses.filter((c) => c.speculative === undefined);
  const largest = Math.max(0, ...clauses.map((c) => c.cost));
  const bytes = Math.max(0, ...clauses.map((c) => RECORD_HEADER_BYTES + c.recordBytes));
  const roomForRecord = largest <= bufsize && bytes <= Math.max(bufsize, PAGE_BYTES);
  const roomInMaps = object.maps.every((m) => m.kind === 'task_storage' || m.entries > 0);
  if (bufpolicy === 'fill' && endingCost(object) > bufsize) {
    throw new SystemError(
      'could not enable tracing: END enablings exceed size of principal buffer',
    );
  }
  if (roomForRecord && roomInMaps) return;
  throw new SystemError('could not enable tracing: Enabling exceeds size of buffer');
}

/** What END's clauses record, which a buffer of bufpolicy=fill keeps room for. */
function endingCost({ probes, clauses }: BpfObject): number {
  const end = probes.find((p) => p.provider === 'dtrace' && p.name === 'END');
  const ending = clauses.filter((c) => end !== undefined && c.probes.includes(end.id));
  return ending.reduce((sum, c) => sum + c.cost, 0);
}
