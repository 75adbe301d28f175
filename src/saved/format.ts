import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import type { BpfObject } from '../bpf/index.ts';
import { SystemError } from '../diag/index.ts';
import type { LoweredSize, Options } from '../lang/index.ts';
import { fromJson, toJson } from './json.ts';
import { checkReferences } from './references.ts';
import type { SavedFact } from './save.ts';
import { savedSchema } from './saved-schema.ts';
import { check } from './schema.ts';

/** Another number at each change that older readers, or newer ones, would get wrong. */
const VERSION = 1;

/** Bytes of a map's first value that are this machine's, and are put there when the program is loaded. */
export interface MachineBytes {
  readonly map: string;
  readonly offset: number;
  readonly bytes: number;
}

/** A way in which the program was compiled. */
export interface Variant {
  readonly facts: readonly SavedFact[];
  /** `programs.0.code.12.imm`: which facts, by their places in the list above, and how many times each. */
  readonly relocations: Readonly<Record<string, readonly (readonly [number, number])[]>>;
  readonly object: BpfObject;
  /** Where the table of processors is. */
  readonly processors?: MachineBytes;
}

/** What is in the file. */
export interface Saved {
  /** `x86_64`, `aarch64`. */
  readonly architecture: string;
  readonly byteOrder: string;
  /** Where it was compiled, for people. */
  readonly kernel: string;
  readonly options: Options;
  /** Sizes that there was no room for. */
  readonly lowered: readonly LoweredSize[];
  /** Reports of -v, by units. */
  readonly reports: readonly string[];
  /** The first that fits the kernel runs. */
  readonly variants: readonly Variant[];
}

const MAGIC = '#!dtrace-saved-program';

/** `#!dtrace-saved-program version=1 bytes=12345 sha256=…`, and what follows that line. */
export function writeSaved(saved: Saved): Buffer {
  const body = Buffer.from(`${toJson(saved)}\n`);
  const head = `${MAGIC} version=${VERSION} bytes=${body.length} sha256=${digest(body)}\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

/**
 * Reads and checks a file: it is loaded by root, though perhaps written by others. SystemError, one line, for
 * what is no saved program, or not all of one, or for another version or machine.
 */
export function readSaved(file: Buffer, name: string, architecture: string): Saved {
  const refuse = (why: string): never => {
    throw new SystemError(`failed to load ${name}: ${why}`);
  };
  const end = file.indexOf('\n');
  const head = file.toString('latin1', 0, Math.min(end < 0 ? file.length : end, LONGEST_HEAD));
  const [, version, bytes, sha256] = HEAD.exec(head) ?? [];
  if (!head.startsWith(MAGIC)) refuse('it is not a saved program');
  if (version === undefined) refuse('it is truncated or corrupt: its first line is incomplete');
  if (version !== `${VERSION}`)
    refuse(`it is of version ${version}, and this dtrace reads version ${VERSION}: save it again`);
  const body = file.subarray(end + 1);
  if (body.length < Number(bytes))
    refuse(`it is truncated: ${body.length} of ${bytes} bytes are there`);
  if (digest(body) !== sha256) refuse('it is corrupt: its digest is not that of its first line');
  const saved = parse(body, refuse);
  const own = { architecture, byteOrder: endianness() };
  for (const part of ['architecture', 'byteOrder'] as const)
    if (saved[part] !== own[part])
      refuse(`it is for ${saved[part]}, and this machine is ${own[part]}`);
  return saved;
}

const LONGEST_HEAD = 200;
const HEAD = new RegExp(`^${MAGIC} version=(\\d+) bytes=(\\d+) sha256=([\\da-f]{64})$`);

function parse(body: Buffer, refuse: (why: string) => never): Saved {
  try {
    const value = fromJson(body.toString('utf8'));
    check(value, savedSchema);
    const saved = value as Saved;
    for (const variant of saved.variants) checkReferences(variant);
    if (saved.variants.length === 0) throw new Error('there is no program in it');
    return saved;
  } catch (error) {
    return refuse(`it is malformed: ${error instanceof Error ? error.message : error}`);
  }
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
