import { fail, type Span } from '../diag/index.ts';
import { decodeString, type IntegerValue, parseMacroInteger } from './literals.ts';

/** Where macro arguments and variables get their values. */
export interface MacroOptions {
  readonly macros: {
    /** `$0` is the script's name. */
    readonly positional: readonly string[];
    /** `target`, `pid`, `ppid`, `uid`, …; by a name if their values are not known yet. */
    readonly named: ReadonlyMap<string, bigint | number | string>;
  };
  /** Missing arguments are 0 or "" (`-x defaultargs`). */
  readonly defaultArgs: boolean;
  /** Called for each use of a given argument; `$N` that is never used is D_MACRO_UNUSED. */
  readonly onMacroUsed?: (index: number) => void;
}

/** What a macro reference stands for: DTrace replaces it by a token, not by text. */
export type MacroToken =
  | { readonly kind: 'integer'; readonly sign: string; readonly integer: IntegerValue }
  | { readonly kind: 'word'; readonly name: string }
  | { readonly kind: 'string'; readonly value: string };

/** Replaces `$1`, `$$1`, `$pid`, `$$pid` in an expression. Errors: D_MACRO_UNDEF, D_MACRO_OFLOW. */
export function expandMacro(text: string, options: MacroOptions, span: Span): MacroToken {
  const asString = text.startsWith('$$');
  const name = text.replace(/^\$+/, '');
  if (/^[0-9]/.test(name)) {
    const value = argument(Number(name), options);
    if (value === undefined && !options.defaultArgs) {
      fail('D_MACRO_UNDEF', span, `macro argument ${text} is not defined`);
    }
    if (asString) return { kind: 'string', value: decodeString(value ?? '') };
    return argumentToken(value ?? '0', text, span);
  }
  const value = options.macros.named.get(name);
  if (value === undefined) {
    return fail('D_MACRO_UNDEF', span, `macro variable ${text} is not defined`);
  }
  return asString
    ? { kind: 'string', value: String(value) }
    : argumentToken(String(value), text, span);
}

function argument(index: number, options: MacroOptions): string | undefined {
  const value = options.macros.positional[index];
  if (value !== undefined) options.onMacroUsed?.(index);
  return value;
}

// A number with an optional sign, or a word that begins with a digit.
const integerArgument = /^(?:([-+]?)(0[xX][0-9a-fA-F]+|0[0-7]*|[1-9][0-9]*)|([0-9][\w`]*))$/;

/** An integer if it begins like one, a name if it is a word, else a string, its quotes stripped. */
function argumentToken(value: string, macro: string, span: Span): MacroToken {
  const match = integerArgument.exec(value);
  if (match) {
    const integer = parseMacroInteger(match[2] ?? match[3] ?? '', macro, span);
    return { kind: 'integer', sign: match[1] ?? '', integer };
  }
  if (/^[\w`]+$/.test(value)) return { kind: 'word', name: value };
  return { kind: 'string', value: decodeString(value.replace(/^"([\s\S]*)"$/, '$1')) };
}

/**
 * Replaces the first macro reference of one field of a probe description; undefined if it has no
 * value. `$` and `$$` are the same here, and missing arguments have no default (dt_subr.c). Text
 * may follow an argument's number, but not a variable's name.
 */
export function expandField(field: string, options: MacroOptions): string | undefined {
  const match = /^([^$]*)\$\$?(?:([0-9]+)([\s\S]*)|([\s\S]*))$/.exec(field);
  if (match === null) return field;
  const [, before = '', index, after = '', name = ''] = match;
  const value =
    index === undefined ? options.macros.named.get(name) : argument(Number(index), options);
  return value === undefined ? undefined : `${before}${value}${after}`;
}
