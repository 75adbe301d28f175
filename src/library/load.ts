import { CompileError, type Source } from '../diag/index.ts';
import { type Program, parseProgram } from '../syntax/index.ts';
import { libraries } from './libraries.generated.ts';
import { typedefsOf } from './library.ts';
import { orderLibraries } from './order.ts';
import { declaringLibrary, type Entry, type IsThere, selectItems } from './select.ts';

export interface LibrarySetting {
  /** Without those that come with this program: -x nolibs, -x syslibdir. */
  readonly bare: boolean;
  /** The files of -L and -x libdir: a program gets all of them, whole. */
  readonly files: readonly Source[];
  readonly isThere: IsThere;
  /** Whether a name is that of a type of the kernel. */
  readonly isType: (name: string, module?: string) => boolean;
}

export interface Loaded {
  /** In the order in which they are to be checked, before the program itself. */
  readonly programs: readonly Program[];
  /** Whether a name is that of a type: of a library, or of the kernel. */
  readonly isType: (name: string, module?: string) => boolean;
  /** What other texts need besides, to be checked after `programs`. */
  readonly more: (texts: readonly string[]) => readonly Program[];
}

/** The libraries for a program's texts. CompileError for one that is no D. */
export function loadLibraries(texts: readonly Source[], setting: LibrarySetting): Loaded {
  const { bare, files, isThere } = setting;
  const typedefs = new Set<string>();
  const isType: Loaded['isType'] = (name, module) =>
    (module === undefined && typedefs.has(name)) || setting.isType(name, module);
  const parse = (source: Source): Program => {
    const program = parseProgram(source, { ...withoutMacros, isType });
    for (const name of typedefsOf(program)) typedefs.add(name);
    return program;
  };
  const selected = new Set<Entry>();
  const more: Loaded['more'] = (needed) =>
    bare ? [] : selectItems(libraries, needed, isThere, selected).map(parse);
  return blaming(texts[0], () => {
    const own = more([...texts, ...files].map(({ text }) => text));
    return { programs: [...own, ...orderLibraries(files.map(parse), isThere)], isType, more };
  });
}

const withoutMacros = {
  macros: { positional: [], named: new Map<string, bigint | number>() },
  defaultArgs: false,
};

/** Says which program an error in a library spoils: that is what DTrace names first. */
export function blaming<Result>(program: Source | undefined, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof CompileError) || program === undefined) throw error;
    const [first, ...more] = error.diagnostics.map((d) =>
      d.span.source.kind === 'library' ? { ...d, program } : d,
    );
    throw first ? new CompileError([first, ...more]) : error;
  }
}

/** The library that comes with this program and declares a name; undefined: none does. */
export function libraryOf(name: string): string | undefined {
  return declaringLibrary(libraries, name);
}
