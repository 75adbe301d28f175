import { assertNever, UsageError } from '../diag/index.ts';
import { toolScript } from './tools.ts';

/** What DTrace does not have goes by words, so that no letter of its own is taken. */
interface LongOption {
  readonly value?: string;
  readonly help: string;
}

export const longOptions = {
  tool: { value: 'name', help: 'run one of the tools that come along, as -s does' },
  tools: { help: 'list these tools' },
  port: {
    value: 'file',
    help: 'say what becomes of a script for another DTrace, instead of running it',
  },
  save: {
    value: 'file',
    help: 'compile the program into a file that runs without compiler, on other kernels, too',
  },
  load: { value: 'file', help: 'run a program that --save has written' },
  capabilities: {
    help: 'say what this kernel can do for dtrace, and what is done otherwise; or of those that are named',
  },
  json: { help: 'with --port, --capabilities: for programs to read' },
} satisfies Readonly<Record<string, LongOption>>;

type LongName = keyof typeof longOptions;

export interface LongCommand {
  /** The other words, for DTrace's own options. */
  readonly words: readonly string[];
  /** What is asked for instead of tracing. */
  readonly instead?: 'tools' | 'port' | 'capabilities';
  readonly files: readonly string[];
  /** Where the compiled program is to be written. */
  readonly save?: string;
  /** The saved program that is to run. */
  readonly load?: string;
  readonly json: boolean;
}

/**
 * Takes options like `--tool` out of a command line; a bare `--` ends them. UsageError if one is
 * unknown, SystemError if there is no such tool.
 */
export function readLongOptions(all: readonly string[]): LongCommand {
  const command: Draft = { words: [], files: [], json: false };
  const rest = [...all];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '--') {
      command.words.push(word, ...rest);
      break;
    }
    if (word.startsWith('--')) apply(command, ...readOption(word, rest));
    else command.words.push(word);
  }
  return command;
}

type Draft = { -readonly [K in keyof LongCommand]: LongCommand[K] } & {
  words: string[];
  files: string[];
};

function apply(command: Draft, name: LongName, value: string): void {
  switch (name) {
    case 'tool':
      command.words.push('-s', toolScript(value));
      break;
    case 'tools':
    case 'capabilities':
      command.instead = name;
      break;
    case 'port':
      command.instead = name;
      command.files.push(value);
      break;
    case 'save':
    case 'load':
      command[name] = value;
      break;
    case 'json':
      command.json = true;
      break;
    default:
      assertNever(name);
  }
}

/** `--name value`, `--name=value`. */
function readOption(word: string, rest: string[]): readonly [LongName, string] {
  const [, name = '', given] = /^--([^=]*)(?:=(.*))?$/s.exec(word) ?? [];
  if (!isName(name)) throw new UsageError(`illegal option -- ${name}`);
  const option: LongOption = longOptions[name];
  if (option.value === undefined) return [name, ''];
  const value = given ?? rest.shift();
  if (value === undefined) throw new UsageError(`option requires an argument -- ${name}`);
  return [name, value];
}

function isName(name: string): name is LongName {
  return Object.hasOwn(longOptions, name);
}
