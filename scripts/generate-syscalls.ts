/**
 * Writes src/machine/syscalls.ARCH.ts from a kernel's unistd.h:
 *
 *     tsx scripts/generate-syscalls.ts x86_64 /usr/include/x86_64-linux-gnu/asm/unistd_64.h
 *     tsx scripts/generate-syscalls.ts aarch64 /usr/include/asm-generic/unistd.h
 */
import { readFileSync, writeFileSync } from 'node:fs';

/** What Linux 6.4 to 6.18 added on all architectures; headers of distributions are often older. */
const FIRST_RECENT = 451;
const RECENT = `cachestat fchmodat2 map_shadow_stack futex_wake futex_wait futex_requeue statmount
  listmount lsm_get_self_attr lsm_set_self_attr lsm_list_modules mseal setxattrat getxattrat
  listxattrat removexattrat open_tree_attr file_getattr file_setattr`;

/** And on one only. */
const RECENT_OF: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  x86_64: { 335: 'uretprobe', 336: 'uprobe' },
};

/** The generic table's names that 64-bit architectures spell otherwise; '' is no call. */
const SPELT: Readonly<Record<string, string>> = {
  fstatat: 'newfstatat',
  syscalls: '',
  arch_specific_syscall: '',
};

const [arch = '', header = ''] = process.argv.slice(2);
const names = new Map<number, string>(
  Object.entries(RECENT_OF[arch] ?? {}).map(([n, name]) => [Number(n), name]),
);
for (const [i, name] of RECENT.split(/\s+/).entries()) names.set(FIRST_RECENT + i, name);
for (const [, name = '', number] of readFileSync(header, 'latin1').matchAll(
  /^#define\s+__NR(?:3264)?_(\w+)\s+(\d+)/gm,
)) {
  const spelt = SPELT[name] ?? name;
  if (spelt !== '') names.set(Number(number), spelt);
}
writeFileSync(`src/machine/syscalls.${arch}.ts`, moduleText());

function moduleText(): string {
  const runs = runsOf([...names.keys()].sort((a, b) => a - b));
  const texts = runs.map((run) => {
    const [first = 0] = run;
    return `  [\n    ${first},\n    \`${wrapped(run.map((n) => names.get(n) ?? ''))}\`,\n  ],\n`;
  });
  return `import { expandRuns } from './runs.ts';

/** System calls of Linux 6.18 on ${arch}, made by scripts/generate-syscalls.ts: runs of consecutive numbers. */
const runs: readonly (readonly [first: number, names: string])[] = [
${texts.join('')}];

/** Names by number; '' where there is none. */
export const syscalls: readonly string[] = expandRuns(runs);
`;
}

function runsOf(numbers: readonly number[]): number[][] {
  const runs: number[][] = [];
  for (const n of numbers) {
    const last = runs.at(-1);
    if (last?.at(-1) === n - 1) last.push(n);
    else runs.push([n]);
  }
  return runs;
}

/** Lines of at most 90 characters. */
function wrapped(words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length < 90)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.join('\n    ');
}
