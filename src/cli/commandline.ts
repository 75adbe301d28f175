import { assertNever, SystemError, UsageError } from '../diag/index.ts';
import type { Setting } from '../lang/index.ts';
import { type DescriptionForm, type Effect, flags } from './flags.ts';
import { scan } from './getopt.ts';

/** What the words of the command line ask for; nothing has been looked up yet. */
export interface CommandLine {
  readonly mode: 'trace' | 'list' | 'version' | 'help';
  readonly compileOnly: boolean;
  /** -B. */
  readonly debugOutput: boolean;
  readonly verbose: boolean;
  /** In the order given, as clauses run in source order. */
  readonly programs: readonly ProgramText[];
  readonly settings: readonly LabelledSetting[];
  readonly targets: readonly TargetText[];
  readonly output: string | undefined;
  /** $1 and on. */
  readonly args: readonly string[];
}

export type ProgramText =
  | { readonly kind: 'script'; readonly path: string }
  | { readonly kind: 'description'; readonly form: DescriptionForm; readonly text: string };

export interface TargetText {
  readonly by: 'command' | 'pid';
  readonly text: string;
}

/** A setting and the words that made it, for `failed to set -x strsize: …`. */
export interface LabelledSetting extends Setting {
  readonly label: string;
}

type Draft = { -readonly [K in keyof CommandLine]: CommandLine[K] } & {
  programs: ProgramText[];
  settings: LabelledSetting[];
  targets: TargetText[];
  modes: number;
};

/** Reads the words after the command's name. UsageError if they are no command line of dtrace's, SystemError if not of this one. */
export function parseCommandLine(words: readonly string[], mayBeEmpty = false): CommandLine {
  if (words.length === 0 && !mayBeEmpty) throw new UsageError('');
  const { flags: given, operands } = scan(words, takesValue);
  const draft: Draft = {
    mode: 'trace',
    compileOnly: false,
    debugOutput: false,
    verbose: false,
    programs: [],
    settings: [],
    targets: [],
    output: undefined,
    args: operands,
    modes: 0,
  };
  for (const { letter, value } of given) {
    const flag = flags[letter];
    if (flag) apply(draft, flag.effect, letter, value ?? '');
  }
  const { modes, ...line } = draft;
  if (modes > 1) throw new UsageError('only one of the [-hlV] options can be specified at a time');
  return line;
}

function takesValue(letter: string): boolean | undefined {
  return Object.hasOwn(flags, letter) ? flags[letter]?.value !== undefined : undefined;
}

function apply(draft: Draft, effect: Effect, letter: string, value: string): void {
  switch (effect.kind) {
    case 'option':
      draft.settings.push(optionSetting(effect.name, letter, value));
      break;
    case 'assignment':
      draft.settings.push(assignment(value));
      break;
    case 'script':
      draft.programs.push({ kind: 'script', path: value });
      break;
    case 'description':
      draft.programs.push({ kind: 'description', form: effect.form, text: value });
      break;
    case 'target':
      draft.targets.push({ by: effect.by, text: value });
      break;
    case 'output':
      draft.output = value;
      break;
    case 'mode':
      draft.mode = effect.mode;
      draft.modes++;
      break;
    case 'switch':
      draft[effect.name] = true;
      break;
    case 'dataModel':
      checkDataModel(effect.bits, letter + value);
      break;
    case 'unsupported':
      throw new SystemError(`-${letter}: ${effect.reason}`);
    default:
      assertNever(effect);
  }
}

function optionSetting(name: string, letter: string, value: string): LabelledSetting {
  if (!takesValue(letter)) return { name, label: `-${letter}` };
  return { name, value, label: `-${letter} ${value}` };
}

/** `name`, or `name=value` with whatever follows the first `=`. */
function assignment(text: string): LabelledSetting {
  const [name = '', ...value] = text.split('=');
  const label = `-x ${name}`;
  return value.length === 0 ? { name, label } : { name, value: value.join('='), label };
}

/** getopt cannot say `-32`: it is `-3` with the value 2. */
function checkDataModel(bits: '32' | '64', given: string): void {
  if (given !== bits) throw new UsageError(`illegal option -- ${given}`);
  if (bits === '32') throw new SystemError('-32: the 32-bit data model is not supported');
}
