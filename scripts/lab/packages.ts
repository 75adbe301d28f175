import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache.ts';
import { type Guest, isForeign } from './guest.ts';
import { outputOf, type ToolPaths } from './tools.ts';

/**
 * Debian's packages for a kind of machine, from this machine's sources. Nothing is installed. Of
 * another architecture apt keeps its lists apart, as it must not hear of it here.
 */
export class Packages {
  readonly #tools: ToolPaths;
  readonly #options: readonly string[];
  #updated: boolean;

  constructor(guest: Guest, tools: ToolPaths) {
    this.#tools = tools;
    this.#options = isForeign(guest) ? optionsFor(guest) : [];
    this.#updated = !isForeign(guest);
  }

  /** What a package depends on, as `apt-cache depends` prints it; empty if there is none. */
  async dependsOf(name: string): Promise<string> {
    await this.#update();
    try {
      const words = [...this.#options, 'depends', name];
      return (await outputOf(this.#tools, this.#tools.aptCache, words)).toString();
    } catch {
      return '';
    }
  }

  /** Unpacks one package. */
  async unpack(name: string, folder: string): Promise<void> {
    await this.#apt(['download', name], folder);
    await this.#unpackAll(folder, folder);
  }

  /** Unpacks packages with all that they need, as if nothing were there. */
  async unpackWithNeeds(names: readonly string[], folder: string): Promise<void> {
    const archives = join(folder, 'archives');
    mkdirSync(join(archives, 'partial'), { recursive: true });
    // With apt's locks beside it.
    const nothing = join(archives, 'nothing');
    writeFileSync(nothing, '');
    const options = ['-y', '--no-install-recommends', '--download-only'];
    const places = [
      '-o',
      `Dir::Cache::archives=${archives}`,
      '-o',
      `Dir::State::status=${nothing}`,
    ];
    await this.#apt([...options, ...places, 'install', ...names], folder);
    await this.#unpackAll(archives, folder);
    rmSync(archives, { recursive: true });
  }

  async #apt(words: readonly string[], cwd: string): Promise<void> {
    await this.#update();
    await outputOf(this.#tools, this.#tools.aptGet, [...this.#options, '-qq', ...words], cwd);
  }

  async #update(): Promise<void> {
    if (this.#updated) return;
    this.#updated = true;
    await outputOf(this.#tools, this.#tools.aptGet, [...this.#options, '-qq', 'update']);
  }

  async #unpackAll(from: string, to: string): Promise<void> {
    for (const file of readdirSync(from).filter((entry) => entry.endsWith('.deb'))) {
      const path = join(from, file);
      await outputOf(this.#tools, this.#tools.dpkg, ['-x', path, to]);
      rmSync(path);
    }
  }
}

function optionsFor({ architecture }: Guest): string[] {
  const state = join(cacheFolder(), `apt-${architecture}`);
  for (const folder of ['lists/partial', 'cache/archives/partial'])
    mkdirSync(join(state, folder), { recursive: true });
  writeFileSync(join(state, 'status'), '');
  return Object.entries({
    'APT::Architecture': architecture,
    'APT::Architectures': architecture,
    'APT::Sandbox::User': 'root',
    'Dir::State': state,
    'Dir::State::status': join(state, 'status'),
    'Dir::Cache': join(state, 'cache'),
  }).flatMap(([name, value]) => ['-o', `${name}=${value}`]);
}
