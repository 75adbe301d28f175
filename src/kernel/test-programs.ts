/**
 * Hand-assembled programs for this folder's tests, which must not depend on the compiler. Only what they
 * need of the instruction set.
 */
import {
  type AttachSpec,
  type BpfObject,
  CONTROL_BYTES,
  CONTROL_MAP,
  DROP_KINDS,
  DROPS_MAP,
  type MapRef,
  type MapSpec,
  type ProgramSpec,
  RECORDS_MAP,
} from '../bpf/index.ts';

/** One instruction slot, or a map reference (two slots). */
export type Insn =
  | readonly [op: number, dst: number, src: number, off: number, imm: number]
  | MapInsn;
interface MapInsn {
  readonly mapName: string;
  readonly dst: number;
  readonly valueOffset?: number;
}

export const mov = (dst: number, imm: number): Insn => [0xb7, dst, 0, 0, imm];
export const movReg = (dst: number, src: number): Insn => [0xbf, dst, src, 0, 0];
export const add = (dst: number, imm: number): Insn => [0x07, dst, 0, 0, imm];
export const shiftRight = (dst: number, imm: number): Insn => [0x77, dst, 0, 0, imm];
export const load64 = (dst: number, src: number, off: number): Insn => [0x79, dst, src, off, 0];
export const store64 = (dst: number, off: number, src: number): Insn => [0x7b, dst, src, off, 0];
export const storeImm = (dst: number, off: number, imm: number): Insn => [0x7a, dst, 0, off, imm];
export const jumpIfNot = (dst: number, imm: number, off: number): Insn => [0x55, dst, 0, off, imm];
export const jumpIf = (dst: number, imm: number, off: number): Insn => [0x15, dst, 0, off, imm];
/** lock *(u64 *)(dst + off) += src. */
export const atomicAdd = (dst: number, off: number, src: number): Insn => [0xdb, dst, src, off, 0];
export const call = (helper: number): Insn => [0x85, 0, 0, 0, helper];
export const exit = (): Insn => [0x95, 0, 0, 0, 0];
export const loadMap = (dst: number, mapName: string): Insn => ({ mapName, dst });
export const loadValue = (dst: number, mapName: string, valueOffset: number): Insn => ({
  mapName,
  dst,
  valueOffset,
});

export const HELPER = {
  ktimeGetNs: 5,
  getCurrentPidTgid: 14,
  getStack: 67,
  ringbufOutput: 130,
  ringbufReserve: 131,
  ringbufSubmit: 132,
  ringbufDiscard: 133,
  taskStorageGet: 156,
  getCurrentTaskBtf: 158,
} as const;

/** Assembles a program. */
export function program(name: string, attach: AttachSpec, insns: readonly Insn[]): ProgramSpec {
  const slots: (readonly [number, number, number, number, number])[] = [];
  const mapRefs: MapRef[] = [];
  for (const insn of insns) {
    if (!('mapName' in insn)) {
      slots.push(insn);
      continue;
    }
    const { mapName, dst, valueOffset } = insn;
    mapRefs.push({
      insn: slots.length,
      map: mapName,
      ...(valueOffset === undefined ? {} : { valueOffset }),
    });
    slots.push([0x18, dst, 0, 0, 0], [0, 0, 0, 0, 0]);
  }
  const view = new DataView(new ArrayBuffer(slots.length * 8));
  slots.forEach(([op, dst, src, off, imm], i) => {
    view.setUint8(i * 8, op);
    view.setUint8(i * 8 + 1, dst | (src << 4));
    view.setInt16(i * 8 + 2, off, true);
    view.setInt32(i * 8 + 4, imm, true);
  });
  const lines = [{ insn: 0, source: 'test.d', line: 7, column: 1, text: `${name} { }` }];
  return { name, attach, code: new Uint8Array(view.buffer), mapRefs, lines };
}

/**
 * An object with the maps that every object has, `cells` (eight mapped u64) and those given, which may
 * replace one of the others.
 */
export function object(programs: readonly ProgramSpec[], maps: readonly MapSpec[] = []): BpfObject {
  const given = new Set(maps.map(({ name }) => name));
  return {
    programs,
    maps: [...STANDARD_MAPS.filter(({ name }) => !given.has(name)), ...maps],
    probes: [],
    clauses: [],
    aggregations: [],
    faultSites: [],
    units: [],
  };
}

const ARRAY = { kind: 'array', keyBytes: 4, entries: 1, mmap: true } as const;

export const RING: MapSpec = {
  name: RECORDS_MAP,
  kind: 'ringbuf',
  keyBytes: 0,
  valueBytes: 0,
  entries: 65536,
};

const STANDARD_MAPS: readonly MapSpec[] = [
  RING,
  { ...ARRAY, name: CONTROL_MAP, valueBytes: CONTROL_BYTES },
  { ...ARRAY, name: 'cells', valueBytes: 64 },
  {
    name: DROPS_MAP,
    kind: 'percpu_array',
    keyBytes: 4,
    valueBytes: 8 * DROP_KINDS.length,
    entries: 1,
  },
];

/** Adds one to a cell; uses r1 and r2. */
export const bump = (cell: number): readonly Insn[] => [
  loadValue(1, 'cells', cell * 8),
  mov(2, 1),
  atomicAdd(1, 0, 2),
];
