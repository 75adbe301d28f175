import type { MapRef } from '../../src/bpf/index.ts';

/** One section of code of a relocatable eBPF object (elf64, little endian). */
export interface CodeSection {
  readonly name: string;
  readonly code: Uint8Array;
  /** Every relocation that names an undefined symbol: the maps. */
  readonly mapRefs: readonly MapRef[];
}

/** Elf64_Shdr, the members we need. */
interface Header {
  readonly name: string;
  readonly type: number;
  readonly flags: number;
  readonly offset: number;
  readonly bytes: number;
  /** Of relocations: the section of symbols. Of symbols: the section of strings. */
  readonly link: number;
  /** Of relocations: the section they are for. */
  readonly info: number;
}

const SHT_PROGBITS = 1;
const SHT_REL = 9;
const SHF_EXECINSTR = 4;
const R_BPF_64_64 = 1;
const REL_BYTES = 16;
const SYMBOL_BYTES = 24;
const INSN_BYTES = 8;

/** The sections with code in them, those without any left out. Error if the file is something else. */
export function readCode(file: Uint8Array): CodeSection[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const magic = file.byteLength < 64 ? 0 : view.getUint32(0);
  if (magic !== 0x7f454c46 || view.getUint16(4, true) !== 0x0102)
    throw new Error('not a 64-bit little-endian ELF file');
  const headers = readHeaders(view);
  return headers.flatMap((section, index) => {
    const { name, type, flags, offset, bytes } = section;
    if (type !== SHT_PROGBITS || !(flags & SHF_EXECINSTR) || bytes === 0) return [];
    const relocations = headers.filter((h) => h.type === SHT_REL && h.info === index);
    const mapRefs = relocations.flatMap((r) => readRelocations(view, headers, r));
    return [{ name, code: new Uint8Array(file.subarray(offset, offset + bytes)), mapRefs }];
  });
}

function readHeaders(view: DataView): Header[] {
  const start = long(view, 40);
  const stride = view.getUint16(58, true);
  const count = view.getUint16(60, true);
  const names = start + view.getUint16(62, true) * stride;
  return Array.from({ length: count }, (_, i) => {
    const at = start + i * stride;
    return {
      name: text(view, long(view, names + 24) + view.getUint32(at, true)),
      type: view.getUint32(at + 4, true),
      flags: long(view, at + 8),
      offset: long(view, at + 24),
      bytes: long(view, at + 32),
      link: view.getUint32(at + 40, true),
      info: view.getUint32(at + 44, true),
    };
  });
}

function readRelocations(view: DataView, headers: readonly Header[], of: Header): MapRef[] {
  const symbols = headers[of.link];
  const strings = symbols && headers[symbols.link];
  if (!symbols || !strings) throw new Error(`section ${of.name} has no symbols`);
  return Array.from({ length: of.bytes / REL_BYTES }, (_, i) => {
    const at = of.offset + i * REL_BYTES;
    const type = view.getUint32(at + 8, true);
    if (type !== R_BPF_64_64) throw new Error(`relocation of type ${type} in ${of.name}`);
    const symbol = symbols.offset + view.getUint32(at + 12, true) * SYMBOL_BYTES;
    const map = text(view, strings.offset + view.getUint32(symbol, true));
    return { insn: long(view, at) / INSN_BYTES, map };
  });
}

function long(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function text(view: DataView, at: number): string {
  let result = '';
  for (let i = at; view.getUint8(i) !== 0; i++) result += String.fromCharCode(view.getUint8(i));
  return result;
}
