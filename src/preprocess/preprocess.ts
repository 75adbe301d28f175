import { type Complaint, Conditions } from './conditions.ts';
import { Expander, MacroError, Unclosed } from './expand.ts';
import { ExpressionError } from './expression.ts';
import { type FoundFile, type Includes, readInclude } from './includes.ts';
import { type Line, splitLines } from './lines.ts';
import { type Definition, type Macro, readDefinition, readOption } from './macros.ts';
import { Output, type Preprocessed } from './output.ts';
import { Questions } from './questions.ts';
import { blank, type Token, textOf, tokenize, trim } from './tokens.ts';

export interface PreprocessSetting extends Includes {
  /** What messages call the script. */
  readonly name: string;
  /** `X` or `X=text`. */
  readonly defines: readonly string[];
  readonly undefines: readonly string[];
}

/** Files within files within files. */
const MOST_NESTED = 200;

/** C's preprocessor for a D script. Nothing but the files of `setting` is read. */
export function preprocess(text: string, setting: PreprocessSetting): Preprocessed {
  const run = new Preprocessor(setting);
  for (const option of setting.defines) run.define(readOption(option));
  for (const name of setting.undefines) run.macros.delete(name);
  const folder = setting.folder;
  run.file({ path: undefined, folder, text: text.replace(/^#![^\n]*/, '') });
  return run.output;
}

class Preprocessor {
  readonly macros = new Map<string, Macro>();
  readonly #setting: PreprocessSetting;
  readonly output = new Output();
  readonly #once = new Set<string>();
  readonly #expander: Expander;
  readonly #questions: Questions;
  #depth = 0;
  /** The file that is read, what its lines are called, and the line that is looked at. */
  #current: FoundFile;
  #shift = 0;
  #line = 1;
  #conditions = new Conditions();

  constructor(setting: PreprocessSetting) {
    this.#setting = setting;
    this.#current = { path: undefined, folder: '', text: '' };
    const table = { get: (name: string) => this.#changing(name) ?? this.macros.get(name) };
    this.#expander = new Expander(table);
    this.#questions = new Questions(table, this.#expander);
  }

  define(definition: Definition): void {
    if ('problem' in definition) this.#error(definition.problem);
    else this.macros.set(definition.name, definition.macro);
  }

  file(file: FoundFile): void {
    const before = [this.#current, this.#conditions, this.#shift, this.#line] as const;
    [this.#current, this.#conditions, this.#shift] = [file, new Conditions(), 0];
    this.#depth++;
    this.#lines(splitLines(file.text));
    for (const complaint of this.#conditions.close()) this.#complain(complaint);
    this.#depth--;
    [this.#current, this.#conditions, this.#shift, this.#line] = before;
  }

  #changing(name: string): Macro | undefined {
    const body = (token: Token): Macro => ({
      parameters: undefined,
      variadic: false,
      body: [token],
    });
    if (name === '__LINE__') return body({ kind: 'number', text: `${this.#here}` });
    return name === '__FILE__'
      ? body({ kind: 'string', text: JSON.stringify(this.#name) })
      : undefined;
  }

  get #name(): string {
    return this.#current.path ?? this.#setting.name;
  }

  // ---- what is said

  #complain({ message, line }: Complaint): void {
    this.output.error(`${this.#name}:${line ?? this.#here}`, message);
  }

  #error(message: string): void {
    this.#complain({ message });
  }

  // ---- lines

  #lines(lines: readonly Line[]): void {
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i] as Line;
      this.#line = line.number;
      if (line.isDirective) this.#directive(line.text);
      else if (this.#conditions.active) i += this.#text(lines, i);
    }
  }

  /** A line of D; gives how many more it took, to the end of a macro's arguments. */
  #text(lines: readonly Line[], index: number): number {
    const tokens = tokenize(lines[index]?.text ?? '');
    for (let more = 0; ; more++) {
      const next = lines[index + more + 1];
      const expanded = this.#expand(tokens, next === undefined || next.isDirective);
      if (expanded !== undefined) {
        this.#put(textOf(expanded));
        return more;
      }
      tokens.push(blank, ...tokenize(next?.text ?? ''));
    }
  }

  /** Undefined if arguments of a macro go on in the next line. */
  #expand(tokens: readonly Token[], isLast: boolean): readonly Token[] | undefined {
    try {
      return this.#expander.expand(tokens);
    } catch (error) {
      if (error instanceof Unclosed) {
        if (!isLast) return undefined;
        this.#error(unclosed(error));
      } else if (error instanceof MacroError) this.#error(error.message);
      else throw error;
      return tokens;
    }
  }

  #put(text: string): void {
    const { path } = this.#current;
    this.output.put(text, { line: this.#here, ...(path === undefined ? {} : { file: path }) });
  }

  // ---- directives

  #directive(text: string): void {
    const [, name = '', rest = ''] = /^\s*#\s*(\w*)(.*)$/s.exec(text) ?? [];
    const condition = this.#conditionals[name];
    if (condition) {
      for (const complaint of condition(tokenize(rest))) this.#complain(complaint);
      return;
    }
    if (!this.#conditions.active) return;
    const directive = this.#directives[name];
    if (directive) directive(rest, text);
    else if (/^\d+$/.test(name)) this.#renumber(`${name}${rest}`);
    else if (name !== '' || rest.trim() !== '') {
      this.#error(`invalid preprocessing directive #${name || rest.trim()}`);
    }
  }

  readonly #conditionals: Readonly<
    Record<string, (tokens: readonly Token[]) => readonly Complaint[]>
  > = {
    if: (tokens) => this.#open('if', () => this.#questions.holds(tokens, 'if')),
    ifdef: (tokens) => this.#open('ifdef', () => this.#questions.isDefined(tokens, 'ifdef')),
    ifndef: (tokens) => this.#open('ifndef', () => !this.#questions.isDefined(tokens, 'ifndef')),
    elif: (tokens) =>
      this.#conditions.elif(() => this.#ask(() => this.#questions.holds(tokens, 'elif'))),
    else: () => this.#conditions.else(),
    endif: () => this.#conditions.endif(),
  };

  get #here(): number {
    return this.#line + this.#shift;
  }

  #open(directive: string, holds: () => boolean): readonly Complaint[] {
    this.#conditions.open(directive, this.#here, () => this.#ask(holds));
    return [];
  }

  readonly #directives: Readonly<Record<string, (rest: string, text: string) => void>> = {
    define: (rest) => this.define(readDefinition(tokenize(rest))),
    undef: (rest) => {
      const definition = readDefinition(tokenize(rest), 'undef');
      if ('problem' in definition) this.#error(definition.problem);
      else this.macros.delete(definition.name);
    },
    include: (rest) => this.#include(rest),
    line: (rest) => this.#renumber(textOf(this.#expand(tokenize(rest), true) ?? [])),
    error: (rest) => this.#error(`#error ${rest.trim()}`),
    warning: (rest) => {
      this.output.warn(`${this.#name}:${this.#here}`, `#warning ${rest.trim()}`);
    },
    ident: (_rest, text) => this.#put(text.trim()),
    pragma: (rest, text) => {
      if (rest.trim() === 'once') this.#once.add(this.#current.path ?? '');
      else this.#put(text.trim());
    },
  };

  /** False, said, if the question is wrong. */
  #ask(question: () => boolean): boolean {
    try {
      return question();
    } catch (error) {
      if (error instanceof Unclosed) this.#error(unclosed(error));
      else if (error instanceof ExpressionError || error instanceof MacroError)
        this.#error(error.message);
      else throw error;
      return false;
    }
  }

  #include(rest: string): void {
    const direct = /^\s*(?:"([^"]+)"|<([^>]+)>)/;
    const expanded = (): string => textOf(trim(this.#expand(tokenize(rest), true) ?? []));
    const [, quoted, system] = direct.exec(rest) ?? direct.exec(expanded()) ?? [];
    const name = quoted ?? system;
    if (name === undefined) {
      this.#error('#include expects "FILENAME" or <FILENAME>');
      return;
    }
    if (this.#depth >= MOST_NESTED) {
      this.#error(`#include nested depth ${MOST_NESTED} exceeds maximum of ${MOST_NESTED}`);
      return;
    }
    const from = quoted === undefined ? undefined : this.#current.folder;
    const file = readInclude(name, from, this.#setting);
    if (file === undefined) this.#error(`${name}: No such file or directory`);
    else if (!this.#once.has(file.path ?? '')) {
      this.output.headers.push(`${'.'.repeat(this.#depth)} ${file.path ?? name}`);
      this.file(file);
    }
  }

  /** `7` or `7 "file"`: what the next line is called. */
  #renumber(text: string): void {
    const [, number, name] = /^\s*(\d+)(?:\s+"([^"]*)")?/.exec(text) ?? [];
    if (number === undefined) {
      this.#error(`"${text.trim()}" after #line is not a positive integer`);
      return;
    }
    this.#shift = Number(number) - this.#line - 1;
    if (name !== undefined) this.#current = { ...this.#current, path: name };
  }
}

function unclosed({ message }: Unclosed): string {
  return `unterminated argument list invoking macro "${message}"`;
}
