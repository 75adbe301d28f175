import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { SystemError } from './diag/index.ts';
import { Answers } from './kernel/index.ts';
import {
  BtfTypes,
  type CopiedVariable,
  type FunctionType,
  isOnlyOfSolaris,
  joinBtf,
  type KernelNames,
  type KernelSymbol,
  KernelTypes,
  pointedTo,
  publishedVariable,
  resolve,
  solarisVariable,
  type Type,
} from './types/index.ts';

const BTF_FOLDER = '/sys/kernel/btf';
const KERNEL = 'vmlinux';
/** Oracle's name for the kernel with what is built in, and Sun's for the kernel itself. */
const kernelModules: ReadonlySet<string> = new Set(['', KERNEL, 'kernel']);

/** Where the kernel's files come from. */
interface Files {
  read(path: string): Buffer;
  list(folder: string): readonly string[];
}

export const machineFiles: Files = {
  read: (path) => readFileSync(path),
  list: (folder) => (existsSync(folder) ? readdirSync(folder) : []),
};

/**
 * What the running kernel says about its types and names. Files are read when first asked for: most
 * programs need none.
 */
export class MachineNames implements KernelNames {
  readonly #files: Files;
  readonly #typesOf: (btf: Buffer, module: string) => BtfTypes;
  #kernelBytes: Buffer | undefined;
  readonly #modules = new Map<string, Module | undefined>();
  /** Also of names that are no types: to find that out takes longest. */
  readonly #types = new Map<string, Type | undefined>();
  #symbols: Buffer | undefined;

  /** `typesOf` reads BTF, of the kernel or of a module with the kernel's. */
  constructor(
    files: Files = machineFiles,
    typesOf: (btf: Buffer, module: string) => BtfTypes = (btf) => new BtfTypes(btf),
  ) {
    this.#files = files;
    this.#typesOf = typesOf;
  }

  /** The kernel's types as they are. SystemError without BTF. */
  get btf(): BtfTypes {
    return this.#kernel.btf;
  }

  get #kernel(): Module {
    const known = this.#modules.get(KERNEL);
    if (known) return known;
    this.#kernelBytes = this.#readKernel();
    const made = new Module(this.#typesOf(this.#kernelBytes, KERNEL));
    this.#modules.set(KERNEL, made);
    return made;
  }

  /** A type by name; without a module one of the kernel, or of the first module that has it. */
  type(name: string, module: string): Type | undefined {
    const key = `${module}\`${name}`;
    if (!this.#types.has(key)) this.#types.set(key, this.#findType(name, module));
    return this.#types.get(key);
  }

  /** What a typedef of a pointer to a function says of it. */
  prototype(name: string): FunctionType | undefined {
    const type = this.type(name, '');
    const target = type && pointedTo(type);
    const resolved = target && resolve(target);
    return resolved?.kind === 'function' ? resolved : undefined;
  }

  /** The types of the kernel, with those of a module if it is one. SystemError without BTF. */
  btfOf(module: string): BtfTypes {
    return this.#module(module)?.btf ?? this.btf;
  }

  /** A function's parameters and result; undefined where BTF knows no single function of that name. */
  functionType(name: string, module: string): FunctionType | undefined {
    const of = this.hasBtf ? this.#module(module) : undefined;
    const id = of?.btf.functions().get(name);
    const type = id === undefined ? undefined : of?.types.type(id);
    return type?.kind === 'function' ? type : undefined;
  }

  /** Names of the functions that BTF knows of the kernel, or of a module besides the kernel's. */
  functionNames(module: string): readonly string[] {
    return [...((this.hasBtf && this.#module(module)?.btf.functions().keys()) || [])];
  }

  /** Names of the kernel's typedefs that begin so. */
  typedefs(prefix: string): readonly string[] {
    return this.hasBtf ? this.btf.names('typedef', prefix) : [];
  }

  #findType(name: string, module: string): Type | undefined {
    // Any word in parentheses might be a type: without BTF it is none, while `struct foo` is missed.
    if (!this.hasBtf && !name.includes(' ')) return undefined;
    const found = this.#module(module)?.types.find(name);
    return found || module !== '' ? found : this.#typeOfAnyModule(name);
  }

  get hasBtf(): boolean {
    return this.#modules.has(KERNEL) || this.#files.list(BTF_FOLDER).includes(KERNEL);
  }

  /** Only modules whose own strings have the name are looked into: those are small. */
  #typeOfAnyModule(name: string): Type | undefined {
    const text = `\0${name.replace(/^\w+ /, '')}\0`;
    for (const module of this.#files.list(BTF_FOLDER)) {
      const has = module !== KERNEL && this.#files.read(`${BTF_FOLDER}/${module}`).includes(text);
      const found = has ? this.#module(module)?.types.find(name) : undefined;
      if (found) return found;
    }
    return undefined;
  }

  enumerator(name: string): { readonly value: bigint; readonly type: Type } | undefined {
    return this.hasBtf ? this.#kernel.types.enumerator(name) : undefined;
  }

  get hint(): string | undefined {
    const answers = new Answers({ read: () => this.#kallsyms });
    return answers.of('symbol-addresses').why ?? answers.of('data-symbols').why;
  }

  get #kallsyms(): Buffer {
    this.#symbols ??= this.#files.read('/proc/kallsyms');
    return this.#symbols;
  }

  symbol(name: string, module: string): KernelSymbol | undefined {
    const copy = isOnlyOfSolaris(name) ? this.published(name, module) : undefined;
    if (copy) return { address: undefined, type: undefined, perCpu: false, published: copy };
    const types = this.hasBtf ? this.#module(module)?.types : undefined;
    const found = types?.symbol(name);
    const address = this.#address(name, module);
    const published = address === undefined ? this.published(name, module) : undefined;
    if (address === undefined && !found && !published) return undefined;
    const symbol = { address, type: found?.type, perCpu: found?.perCpu ?? false };
    return published ? { ...symbol, published } : symbol;
  }

  /** What a variable of the kernel holds, if the kernel says so elsewhere. */
  published(name: string, module = ''): CopiedVariable | undefined {
    if (!kernelModules.has(module)) return undefined;
    const read = (path: string): string => this.#files.read(path).toString('latin1');
    const enumerator = (of: string) => this.enumerator(of)?.value;
    return publishedVariable(name, { read, enumerator }) ?? solarisVariable(name, read);
  }

  #module(name: string): Module | undefined {
    if (kernelModules.has(name)) return this.#kernel;
    if (!this.#modules.has(name)) this.#modules.set(name, this.#readModule(name));
    return this.#modules.get(name);
  }

  #readModule(name: string): Module | undefined {
    if (!this.#files.list(BTF_FOLDER).includes(name)) return undefined;
    this.#kernelBytes ??= this.#readKernel();
    const own = this.#files.read(`${BTF_FOLDER}/${name}`);
    return new Module(this.#typesOf(joinBtf(this.#kernelBytes, own), name));
  }

  #readKernel(): Buffer {
    const path = `${BTF_FOLDER}/${KERNEL}`;
    try {
      return this.#files.read(path);
    } catch {
      throw new SystemError(
        `failed to read kernel types from ${path}`,
        'the kernel must be built with CONFIG_DEBUG_INFO_BTF=y',
      );
    }
  }

  /** From kallsyms, which shows addresses to those with CAP_SYSLOG only. */
  #address(name: string, module: string): bigint | undefined {
    const symbols = this.#kallsyms;
    const end = kernelModules.has(module) ? '\n' : `\t[${module}]\n`;
    const any = module === '' ? '\t' : end;
    for (const ending of [end, any]) {
      const at = symbols.indexOf(` ${name}${ending}`, 0, 'latin1');
      if (at < 0) continue;
      const digits = symbols.toString('latin1', at - HEX_DIGITS - 2, at - 2);
      const address = BigInt(`0x${digits}`);
      return address === 0n ? undefined : address;
    }
    return undefined;
  }
}

const HEX_DIGITS = 16;

/** The types of the kernel, or of a module with the kernel's. */
class Module {
  readonly btf: BtfTypes;
  readonly types: KernelTypes;

  constructor(btf: BtfTypes) {
    this.btf = btf;
    this.types = new KernelTypes(this.btf);
  }
}
