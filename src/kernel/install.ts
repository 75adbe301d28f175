import type { VerifierListener } from '../backend/index.ts';
import type { BpfObject, ProgramSpec } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import { Descriptors } from './failure.ts';
import { loadElsewhere, loadProgram, type TypesOf } from './load.ts';
import { createMap, type KernelMap, possibleCpus } from './maps.ts';
import { Refusals } from './refusals.ts';
import type { Sys } from './sys.ts';

/** The maps and programs of an object in the kernel, attached to nothing. */
export interface Installed {
  readonly maps: ReadonlyMap<string, KernelMap>;
  /** Descriptors by name; those that were refused and may be are not there. */
  readonly programs: ReadonlyMap<string, number>;
  /** Of functions that are not traced, and why. */
  readonly refused: Refusals;
  /** Of all of it. */
  readonly descriptors: Descriptors;
}

/**
 * Creates the maps and loads the programs. Those that take the verifier long are loaded at the same time,
 * on other threads. SystemError if the kernel refuses one; then nothing stays.
 */
export async function install(
  sys: Sys,
  object: BpfObject,
  types: TypesOf,
  listener: VerifierListener | undefined,
): Promise<Installed> {
  const descriptors = new Descriptors(sys);
  const refused = new Refusals();
  const maps = new Map<string, KernelMap>();
  const programs = new Map<string, number>();
  const mapFd = (name: string): number => (maps.get(name) ?? bug(`no map ${name}`)).fd;
  const keep = ({ name }: ProgramSpec, fd: number): void =>
    void programs.set(name, descriptors.keep(fd));
  const load = (spec: ProgramSpec): void => {
    const fd = refused.unless(spec, () => loadProgram(sys, spec, mapFd, types, listener));
    if (fd !== undefined) keep(spec, fd);
  };
  const elsewhere: Promise<void>[] = [];
  try {
    for (const map of createMaps(sys, object)) {
      descriptors.keep(map.fd);
      maps.set(map.spec.name, map);
    }
    // A listener gets one log after the other.
    const [there, here] = listener ? [[], object.programs] : divided(object.programs);
    for (const spec of there)
      elsewhere.push(
        loadElsewhere(sys, spec, mapFd, types).then((fd) => (fd < 0 ? load(spec) : keep(spec, fd))),
      );
    here.forEach(load);
    await Promise.all(elsewhere);
    return { maps, programs, refused, descriptors };
  } catch (error) {
    await Promise.allSettled(elsewhere);
    descriptors.close();
    throw error;
  }
}

/** One at a time, so that each that is there is known if the next one is refused. */
function* createMaps(sys: Sys, object: BpfObject): Generator<KernelMap> {
  const cpus = possibleCpus();
  for (const spec of object.maps) yield createMap(sys, spec, cpus);
}

/** The verifier takes some milliseconds for so much, about as long as it takes to begin a thread. */
const LARGE_BYTES = 1000 * 8;

/** Which programs to load on other threads, and which on this one: a large one is for this one, too. */
function divided(
  programs: readonly ProgramSpec[],
): readonly [there: readonly ProgramSpec[], here: readonly ProgramSpec[]] {
  const there = new Set(
    programs
      .filter(({ attach, code }) => attach.kind !== 'function' && code.length >= LARGE_BYTES)
      .slice(1),
  );
  return [[...there], programs.filter((spec) => !there.has(spec))];
}
