import { closeSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import type { Symbols } from '../backend/index.ts';
import { mappingAt, parseMaps, type UserMapping } from './address-space.ts';
import { readElf } from './elf.ts';
import { ElfSymbols } from './elf-symbols.ts';
import { PerfMap } from './perf-map.ts';

/** What a process has mapped, and had: the newest first, an older one for records from before an exec. */
interface Process {
  readonly spaces: readonly Space[];
  /** In milliseconds. */
  readonly readAt: number;
  readonly compiled: PerfMap;
}

interface Space {
  /** /proc/PID/maps */
  readonly text: string;
  readonly mappings: readonly UserMapping[];
}

/** A process may have mapped more since, or exec'd: after so many milliseconds it is read again, */
const BELIEVED_MS = 1000;
/** or so many if an address is in no mapping. */
const DOUBTED_MS = 20;
const SPACES_KEPT = 2;
/** Those not read for the longest are forgotten. */
const PROCESSES_KEPT = 4096;

type Place = NonNullable<ReturnType<Symbols['user']>>;

/**
 * Names of user addresses: from what the process has mapped when it is first asked for, and the symbol
 * tables of the files mapped. Of a process that has ended remains what was read while it lived.
 */
export class UserSymbols {
  readonly #processes = new Map<number, Process>();
  readonly #files = new Map<string, ElfSymbols | undefined>();
  /** A file is opened once for all addresses of a mapping; it may be gone, with the process, later. */
  readonly #byMapping = new WeakMap<UserMapping, { readonly file: ElfSymbols | undefined }>();

  /**
   * The parts of `` object`symbol+offset ``; `symbol` is '' if the object has none there, `module` if the
   * code is of no object. User addresses are exact as doubles.
   */
  find(pid: number, address: bigint): Place | undefined {
    const at = Number(address);
    const { spaces, compiled } = this.#process(pid, at);
    for (const { mappings } of spaces) {
      const mapping = mappingAt(mappings, at);
      if (mapping?.path !== undefined) return this.#inFile(pid, mapping, at);
    }
    const found = compiled.find(at);
    return found && { module: '', symbol: found.symbol, offset: BigInt(found.offset) };
  }

  /** Reads what a process has mapped now, for after its end. */
  remember(pid: number): void {
    this.#read(pid);
  }

  #process(pid: number, address: number): Process {
    const known = this.#processes.get(pid);
    if (known === undefined) return this.#read(pid);
    const isMapped = known.spaces.some((space) => mappingAt(space.mappings, address));
    const age = performance.now() - known.readAt;
    return age < (isMapped ? BELIEVED_MS : DOUBTED_MS) ? known : this.#read(pid);
  }

  #read(pid: number): Process {
    const known = this.#processes.get(pid);
    const old = known?.spaces ?? [];
    const text = readMaps(pid);
    const isNew = text !== '' && text !== old[0]?.text;
    const process: Process = {
      spaces: isNew ? withNewest(old, { text, mappings: parseMaps(text) }) : old,
      readAt: performance.now(),
      compiled: known?.compiled ?? new PerfMap(pid),
    };
    this.#processes.delete(pid);
    this.#processes.set(pid, process);
    const [oldest = pid] = this.#processes.keys();
    if (this.#processes.size > PROCESSES_KEPT) this.#processes.delete(oldest);
    return process;
  }

  #inFile(pid: number, mapping: UserMapping, address: number): Place {
    const offset = address - mapping.start + mapping.offset;
    const found = this.#file(pid, mapping)?.find(offset, mapping.executable);
    const { symbol, offset: within } = found ?? { symbol: '', offset: 0 };
    return { module: mapping.name, symbol, offset: BigInt(within), start: BigInt(mapping.start) };
  }

  #file(pid: number, mapping: UserMapping): ElfSymbols | undefined {
    const known = this.#byMapping.get(mapping);
    if (known) return known.file;
    const file = this.#open(pid, mapping);
    this.#byMapping.set(mapping, { file });
    return file;
  }

  /**
   * By the link of the mapping, which leads to what is mapped even if it has been deleted, replaced or
   * hidden by a mount since. It needs more privileges than the path, and both need the process; once it
   * is gone, the path as we see it may do.
   */
  #open(pid: number, { start, end, path = '', inode }: UserMapping): ElfSymbols | undefined {
    const link = `/proc/${pid}/map_files/${start.toString(16)}-${end.toString(16)}`;
    const fd =
      openFile(link) ?? openFile(`/proc/${pid}/root${path}`, inode) ?? openFile(path, inode);
    if (fd === undefined) return undefined;
    try {
      return this.#symbolsOf(fd);
    } finally {
      closeSync(fd);
    }
  }

  /** Each file once, whoever maps it. */
  #symbolsOf(fd: number): ElfSymbols | undefined {
    const { dev, ino, size, mtimeMs } = fstatSync(fd);
    const identity = `${dev} ${ino} ${size} ${mtimeMs}`;
    if (!this.#files.has(identity)) {
      const elf = readElf(fd);
      this.#files.set(identity, elf && new ElfSymbols(elf));
    }
    return this.#files.get(identity);
  }
}

/** In place of what the same program had mapped, but before another's: the process has exec'd. */
function withNewest(old: readonly Space[], newest: Space): readonly Space[] {
  const program = ({ mappings: [first] }: Space) => `${first?.start} ${first?.inode}`;
  const others = old.filter((space) => program(space) !== program(newest));
  return [newest, ...others].slice(0, SPACES_KEPT);
}

/** '' if the process is gone, or is a kernel thread. */
function readMaps(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/maps`, 'utf8');
  } catch {
    return '';
  }
}

/** Files only, since to open a device may do something; and no other than `inode`. */
function openFile(path: string, inode?: number): number | undefined {
  try {
    const stat = statSync(path);
    const isWanted = stat.isFile() && (inode === undefined || stat.ino === inode);
    return isWanted ? openSync(path, 'r') : undefined;
  } catch {
    return undefined;
  }
}
