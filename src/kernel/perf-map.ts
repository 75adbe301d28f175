import { readFileSync, statSync } from 'node:fs';
import { lastIndex } from './search.ts';

interface Code {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/**
 * What a just-in-time compiler says of its code, in the file that perf(1) reads: lines of
 * `start bytes name`, appended as code is made. The file may come later than the process, or never.
 */
export class PerfMap {
  readonly #paths: readonly string[];
  #code: readonly Code[] = [];
  #bytesRead = 0;

  /** `root` is the process's own file system. */
  constructor(pid: number, root = `/proc/${pid}/root`) {
    const path = `/tmp/perf-${pid}.map`;
    this.#paths = [`${root}${path}`, path];
  }

  find(address: number): { readonly symbol: string; readonly offset: number } | undefined {
    const found = this.#at(address) ?? (this.#grew() ? this.#at(address) : undefined);
    return found && { symbol: found.name, offset: address - found.start };
  }

  #at(address: number): Code | undefined {
    const code = this.#code;
    const found = code[lastIndex(code.length, (i) => (code[i]?.start ?? 0) <= address)];
    return found && address < found.end ? found : undefined;
  }

  /** Reads the file if it has changed. Anybody may have made it, so it must be a file indeed. */
  #grew(): boolean {
    for (const path of this.#paths) {
      const stat = statSync(path, { throwIfNoEntry: false });
      if (!stat?.isFile() || stat.size > LARGEST_FILE) continue;
      if (stat.size === this.#bytesRead) return false;
      this.#bytesRead = stat.size;
      this.#code = parse(readFileSync(path, 'utf8'));
      return true;
    }
    return false;
  }
}

const LARGEST_FILE = 2 ** 28;

/** Where code was compiled again, the later line counts. */
function parse(text: string): readonly Code[] {
  const code = text.split('\n').flatMap((line): Code | [] => {
    const [, start = '', bytes = '', name = ''] = LINE.exec(line) ?? [];
    const address = Number.parseInt(start, 16);
    return name === '' ? [] : { start: address, end: address + Number.parseInt(bytes, 16), name };
  });
  return code.sort((a, b) => a.start - b.start);
}

const LINE = /^(?:0x)?([0-9a-f]+) (?:0x)?([0-9a-f]+) (.+)$/i;
