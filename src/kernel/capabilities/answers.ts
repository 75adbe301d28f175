import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { release } from 'node:os';
import { machine } from '../../machine/index.ts';
import { BtfTypes } from '../../types/index.ts';
import { missingPrivileges } from '../privileges.ts';
import { nativeSys } from '../sys.ts';
import { type Asked, atLeast, type Capability, statusOf, VMLINUX } from './capability.ts';
import { type CapabilityName, capabilities } from './table.ts';

export type { CapabilityName } from './table.ts';

/** What a row has found on this machine. */
export interface Answer {
  readonly here: boolean;
  /** Nobody could say: it is what the kernel's version lets expect. */
  readonly guessed: boolean;
  /** Of the kernel, "it": why it is not there, or why it is guessed; undefined: it is there. */
  readonly why: string | undefined;
}

/** A row of the table with what it has found. */
export interface CapabilityAnswer
  extends Answer,
    Pick<Capability, 'what' | 'since' | 'otherwise' | 'loses'> {
  readonly name: string;
  /** How it has found out. */
  readonly by: Capability['detection']['by'];
}

/** All that dtrace asks of a kernel, for people and programs. */
export interface CapabilityReport {
  /** `6.18.44-name`. */
  readonly release: string;
  /** As uname(1) calls it. */
  readonly processor: string;
  /** Of the asking process. */
  readonly missingPrivileges: readonly string[];
  readonly capabilities: readonly CapabilityAnswer[];
}

/** Answers of a machine; each row asks when it is first asked for, and once. */
export class Answers {
  readonly #machine: Asked;
  readonly #known = new Map<CapabilityName, Answer>();

  constructor(machine: Partial<Asked> = {}) {
    this.#machine = { ...thisMachine, ...machine };
  }

  has(name: CapabilityName): boolean {
    return this.of(name).here;
  }

  of(name: CapabilityName): Answer {
    const known = this.#known.get(name) ?? ask(capabilities[name], this.#machine);
    this.#known.set(name, known);
    return known;
  }

  /** Why tests, or something else, cannot do what needs all of these: the words of the first row that is not there. */
  whyNot(...names: readonly CapabilityName[]): string | undefined {
    const missing = names.find((name) => !this.has(name));
    return missing && `${missing}: ${this.of(missing).why}`;
  }

  /** Why programs may not call a helper, if the table has that. */
  whyNoHelper(helper: string): string | undefined {
    const rows = Object.entries<Capability>(capabilities) as [CapabilityName, Capability][];
    const needing = rows.find(([, row]) => row.helpers?.some((name) => name === helper));
    return needing && this.whyNot(needing[0]);
  }

  /** Asks everything. */
  report(): CapabilityReport {
    const rows = Object.entries<Capability>(capabilities) as [CapabilityName, Capability][];
    return {
      release: this.#machine.release,
      processor: this.#machine.processor,
      missingPrivileges: missingPrivileges(statusOf(this.#machine)),
      capabilities: rows.map(([name, { detection, what, since, otherwise, loses }]) => {
        return { name, ...this.of(name), what, since, by: detection.by, otherwise, loses };
      }),
    };
  }
}

function ask({ what, since, detection }: Capability, machine: Asked): Answer {
  const finding = detection.find(machine);
  if (finding === undefined) return { here: true, guessed: false, why: undefined };
  const isNew = atLeast(machine.release, since);
  const age = `it is older than Linux ${since}, which brought ${what}`;
  if ('untold' in finding) return { here: isNew, guessed: true, why: isNew ? finding.untold : age };
  return { here: false, guessed: false, why: isNew ? finding.lacks : age };
}

const thisMachine: Asked = {
  sys: nativeSys(),
  release: release(),
  processor: machine.name,
  read: (path, most) => readOr(undefined, () => readSome(path, most)),
  list: (folder) => readOr([], () => readdirSync(folder)),
  types: () => {
    const bytes = thisMachine.read(VMLINUX);
    return bytes && new BtfTypes(bytes);
  },
};

function readSome(path: string, most: number | undefined): Buffer {
  if (most === undefined) return readFileSync(path);
  const file = openSync(path, 'r');
  const bytes = Buffer.alloc(most);
  const length = readSync(file, bytes);
  closeSync(file);
  return bytes.subarray(0, length);
}

function readOr<T>(otherwise: T, read: () => T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** The running kernel's. */
export const answers = new Answers();

/**
 * Why something that needs a capability was refused, if the kernel's age explains it. A distribution may have
 * brought it to an older kernel, so this never refuses by itself. `running` is for tests.
 */
export function tooOld(name: CapabilityName, running: string = release()): string | undefined {
  const { what, since } = capabilities[name];
  if (atLeast(running, since)) return undefined;
  return `${what}: not supported before Linux ${since} (this is ${running})`;
}
