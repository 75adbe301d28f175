/**
 * Writes src/providers/syscall-arguments.ts from what a kernel tells of its system calls:
 *
 *     tsx scripts/generate-syscall-arguments.ts /sys/kernel/tracing/events/syscalls
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

/** Calls that the kernel names otherwise than its table of numbers does. */
const SPELT: Readonly<Record<string, string>> = {
  newstat: 'stat',
  newfstat: 'fstat',
  newlstat: 'lstat',
  newuname: 'uname',
  sendfile64: 'sendfile',
  umount: 'umount2',
};

/** Calls that kernels are often made without. */
const OPTIONAL: Readonly<Record<string, string>> = {
  init_module: 'void *, unsigned long, const char *',
  delete_module: 'const char *, unsigned int',
  finit_module: 'int, const char *, int',
  kexec_load: 'unsigned long, unsigned long, struct kexec_segment *, unsigned long',
  kexec_file_load: 'int, int, unsigned long, const char *, unsigned long',
  map_shadow_stack: 'unsigned long, unsigned long, unsigned int',
};

const [folder = ''] = process.argv.slice(2);
const types = new Map<string, string>(Object.entries(OPTIONAL));
for (const event of readdirSync(folder)) {
  const [, name = ''] = /^sys_enter_(.*)$/.exec(event) ?? [];
  const list = name === '' ? '' : argumentTypes(readFileSync(`${folder}/${event}/format`, 'utf8'));
  if (list !== '') types.set(SPELT[name] ?? name, list);
}
writeFileSync('src/providers/syscall-arguments.ts', moduleText());

/** The fields behind those that all events have, and the number of the call. */
function argumentTypes(format: string): string {
  const fields = [...format.matchAll(/field:([^;]*\W)\w+;/g)].map(([, type = '']) => type);
  return fields.slice(5).map(tidied).join(', ');
}

/** Without what is constant for the callee only, and spaces that vary. */
function tidied(type: string): string {
  const text = type
    .trim()
    .replace(/ ?\* ?/g, '*')
    .replace(/\*const$/, '*');
  const plain = text.endsWith('*') ? text : text.replace(/^const /, '');
  const spaced = plain.replace(/\*+/g, ' $&').replace(/const \*/, 'const *');
  return spaced.replace(/\bunsigned(?! (?:int|long|char))/, 'unsigned int');
}

function moduleText(): string {
  const calls = new Map<string, string[]>();
  for (const [name, list] of types) calls.set(list, [...(calls.get(list) ?? []), name]);
  const lines = [...calls]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([list, names]) => `${wrapped([`${list}:`, ...names.toSorted()])}\n`);
  return `/**
 * What the system calls of Linux take, made by scripts/generate-syscall-arguments.ts: lists of types,
 * and the calls that have them.
 */
const table = \`
${lines.join('')}\`;

/** The types of a call's arguments as C writes them, by its name; absent: it has none. */
export const syscallArguments: ReadonlyMap<string, readonly string[]> = new Map(
  [...table.matchAll(/^(\\S.*?):((?:\\s.*\\n)(?: .*\\n)*)/gm)].flatMap(([, types = '', names = '']) =>
    names
      .trim()
      .split(/\\s+/)
      .map((name) => [name, types.split(', ')] as const),
  ),
);
`;
}

/** Lines of at most 98 characters. */
function wrapped(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 96)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n  ');
}
