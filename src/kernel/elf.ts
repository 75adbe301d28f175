import { fstatSync, readSync } from 'node:fs';

/** Code or data that a file's loader maps: where it lies in the file, and what its addresses are. */
export interface Segment {
  readonly offset: number;
  readonly address: number;
  readonly bytes: number;
  readonly executable: boolean;
}

/** One row of a symbol table. Addresses are the file's own, before it is moved to where it runs. */
export interface ElfSymbol {
  readonly address: number;
  readonly bytes: number;
  readonly isFunction: boolean;
  readonly isLocal: boolean;
  /** Where the name begins in the string table. */
  readonly name: number;
}

export interface Elf {
  readonly segments: readonly Segment[];
  readonly symbols: readonly ElfSymbol[];
  readonly strings: Uint8Array;
}

/**
 * Offsets of the fields read (elf(5)), and the bytes of a word. A row of `Shape` for each class; the
 * file's headers, program and section tables and symbols differ in these alone.
 */
interface Shape {
  readonly word: 4 | 8;
  readonly file: { programs: number; sections: number; programBytes: number; sectionBytes: number };
  readonly program: { flags: number; offset: number; address: number; bytes: number };
  readonly section: { offset: number; bytes: number; link: number };
  readonly symbol: { info: number; section: number; address: number; bytes: number; row: number };
}

const SHAPES: Readonly<Record<number, Shape>> = {
  1: {
    word: 4,
    file: { programs: 28, sections: 32, programBytes: 42, sectionBytes: 46 },
    program: { flags: 24, offset: 4, address: 8, bytes: 16 },
    section: { offset: 16, bytes: 20, link: 24 },
    symbol: { info: 12, section: 14, address: 4, bytes: 8, row: 16 },
  },
  2: {
    word: 8,
    file: { programs: 32, sections: 40, programBytes: 54, sectionBytes: 58 },
    program: { flags: 4, offset: 8, address: 16, bytes: 32 },
    section: { offset: 24, bytes: 32, link: 40 },
    symbol: { info: 4, section: 6, address: 8, bytes: 16, row: 24 },
  },
};

const MAGIC = 0x464c457f;
const LITTLE_ENDIAN = 1;
const HEADER_BYTES = 64;
const PT_LOAD = 1;
const PF_X = 1;
const SECTION_TYPE = 4;
const SHT_SYMTAB = 2;
const SHT_DYNSYM = 11;
/** NOTYPE, OBJECT, FUNC and COMMON: what DTrace takes for names of addresses. */
const NAMING_TYPES = new Set([0, 1, 2, 5]);
const STT_FUNC = 2;
const STB_LOCAL = 0;
/** Anybody may map a file that claims to be an ELF file. */
const LARGEST_TABLE = 2 ** 28;

/** Reads what symbols need of an ELF file; undefined if it is none that this machine could run. */
export function readElf(fd: number): Elf | undefined {
  const fileBytes = fstatSync(fd).size;
  const read = (offset: number, bytes: number): DataView => {
    if (bytes > LARGEST_TABLE || offset + bytes > fileBytes) throw new RangeError('a broken file');
    const buffer = Buffer.alloc(bytes);
    readSync(fd, buffer, 0, bytes, offset);
    return new DataView(buffer.buffer, buffer.byteOffset, bytes);
  };
  try {
    const header = read(0, Math.min(fileBytes, HEADER_BYTES));
    const shape = SHAPES[header.getUint8(4)];
    const known = header.getUint32(0, true) === MAGIC && header.getUint8(5) === LITTLE_ENDIAN;
    return known && shape ? readTables(header, shape, read) : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

type Read = (offset: number, bytes: number) => DataView;

function readTables(header: DataView, shape: Shape, read: Read): Elf {
  const { file } = shape;
  const programs = rows(header, shape, read, file.programs, file.programBytes);
  const sections = rows(header, shape, read, file.sections, file.sectionBytes);
  const ofType = (type: number) => sections.find((s) => s.getUint32(SECTION_TYPE, true) === type);
  // A superset of the other, unless it was stripped.
  const table = ofType(SHT_SYMTAB) ?? ofType(SHT_DYNSYM);
  const strings = table && sections[table.getUint32(shape.section.link, true)];
  const contents = (section: DataView): DataView => {
    const { offset, bytes } = shape.section;
    return read(word(section, shape, offset), word(section, shape, bytes));
  };
  return {
    segments: programs
      .filter((p) => p.getUint32(0, true) === PT_LOAD)
      .map((p) => segmentOf(p, shape)),
    symbols: table ? symbolsOf(contents(table), shape) : [],
    strings: strings ? bytesOf(contents(strings)) : new Uint8Array(),
  };
}

/** The table that the header has the offset of at `at`, and its rows' size and number at `sizes`. */
function rows(header: DataView, shape: Shape, read: Read, at: number, sizes: number): DataView[] {
  const bytes = header.getUint16(sizes, true);
  const count = header.getUint16(sizes + 2, true);
  const table = read(word(header, shape, at), bytes * count);
  return Array.from(
    { length: count },
    (_, i) => new DataView(table.buffer, table.byteOffset + i * bytes, bytes),
  );
}

function segmentOf(row: DataView, shape: Shape): Segment {
  const { program } = shape;
  return {
    offset: word(row, shape, program.offset),
    address: word(row, shape, program.address),
    bytes: word(row, shape, program.bytes),
    executable: (row.getUint32(program.flags, true) & PF_X) !== 0,
  };
}

/** Those that are defined, have a size (libproc names no others) and name code or data. */
function symbolsOf(table: DataView, shape: Shape): ElfSymbol[] {
  const { symbol } = shape;
  const found: ElfSymbol[] = [];
  for (let at = 0; at + symbol.row <= table.byteLength; at += symbol.row) {
    const bytes = word(table, shape, at + symbol.bytes);
    const info = table.getUint8(at + symbol.info);
    const isDefined = table.getUint16(at + symbol.section, true) !== 0;
    if (bytes === 0 || !isDefined || !NAMING_TYPES.has(info & 0xf)) continue;
    found.push({
      address: word(table, shape, at + symbol.address),
      bytes,
      isFunction: (info & 0xf) === STT_FUNC,
      isLocal: info >> 4 === STB_LOCAL,
      name: table.getUint32(at, true),
    });
  }
  return found;
}

/** A word as a number: exact below 2⁵³, and the upper half of addresses is no user's. */
function word(view: DataView, { word: bytes }: Shape, at: number): number {
  const low = view.getUint32(at, true);
  return bytes === 4 ? low : low + view.getUint32(at + 4, true) * 2 ** 32;
}

function bytesOf(view: DataView): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
