import { type ChildProcess, spawn } from 'node:child_process';
import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { machine } from '../src/machine/index.ts';
import { patience } from './patience.ts';

/**
 * D samples as DTrace's own suites name them: tst.* must succeed, err.* must fail (err.D_TAG.* with
 * that tag), drp.TAG.* must lose data and say so; any other name without a trigger is only compiled.
 * Beside NAME.d lies NAME.r, what it prints; NAME.r.p is a program that filters the output first, and
 * NAME.x one that says whether the sample can succeed on this machine (0), not (1), or must not run (2).
 * Comment tags rule the run, see `tagsOf`.
 */
export interface Sample {
  readonly path: string;
  /** Path without `.d`. */
  readonly base: string;
  readonly expectedStatus: 0 | 1;
  /** Must appear in brackets on stderr. */
  readonly tag: string | undefined;
  /** -e: neither its name nor a trigger says that it can run. */
  readonly compileOnly: boolean;
  readonly tags: Tags;
  readonly expected: string | undefined;
}

interface Tags {
  /** Seconds. */
  readonly timeout: number;
  /** Lines may come in this order only. */
  readonly nosort: boolean;
  /** Running out of time is right. */
  readonly timeoutSuccess: boolean;
  readonly skip: string | undefined;
  readonly xfail: string | undefined;
  /** More words for the command line. */
  readonly options: string;
  /** The options of an interpreter line `#!dtrace -qs`, which end in `s`. */
  readonly interpreter: string;
  /** A command for -c. */
  readonly trigger: string | undefined;
  /** It runs beside dtrace instead, from before or after the start; `$_pid` in the options is its id. */
  readonly timing: string;
  /** Failing is no failure. */
  readonly unstable: boolean;
}

export interface Outcome {
  readonly kind: 'pass' | 'fail' | 'skip' | 'xfail' | 'xpass';
  readonly reason: string;
  readonly output: string;
}

export interface SuiteOptions {
  readonly dtrace: string;
  /** Words for every run, for instance `-xdialect=oracle`. */
  readonly extra: readonly string[];
  /** Where the programs that @@trigger names are. */
  readonly triggers: string | undefined;
  /** By a file that --save writes and --load runs. */
  readonly saved?: boolean;
}

const RUNNABLE = /^(tst|err|drp)\./;

/** All samples in and under a folder, by path; `all`: those too that can only be compiled. */
export function findSamples(folder: string, all = false): Sample[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.d') && (all || RUNNABLE.test(basename(file))))
    .map((file) => readSample(join(folder, file)))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function readSample(path: string): Sample {
  const base = path.slice(0, -'.d'.length);
  const [kind = '', tag = ''] = basename(path).split('.');
  const expected = [`${base}.${machine.name}.r`, `${base}.r`].find(existsSync);
  const tags = tagsOf(readFileSync(path, 'latin1'), folderOptions(path));
  return {
    path,
    base,
    expectedStatus: kind === 'err' ? 1 : 0,
    tag: kind === 'drp' || (kind === 'err' && tag.startsWith('D_')) ? tag : undefined,
    compileOnly: !RUNNABLE.test(basename(path)) && tags.trigger === undefined,
    tags,
    expected: expected === undefined ? undefined : readFileSync(expected, 'latin1'),
  };
}

/** Folders from a sample's own upwards, as far as samples may be. */
function foldersOf(path: string): readonly string[] {
  const folders = [dirname(path)];
  for (let n = 0; n < 3; n++) folders.push(dirname(folders.at(-1) ?? ''));
  return folders;
}

/** Tags in a file test.options of a folder hold for all samples below it; nearer ones first. */
function folderOptions(path: string): string {
  const files = foldersOf(path).map((folder) => join(folder, 'test.options'));
  return files
    .filter(existsSync)
    .map((file) => readFileSync(file, 'latin1'))
    .join('\n');
}

function tagsOf(text: string, folder: string): Tags {
  const all = `${text}\n${folder}`;
  const value = (name: string): string | undefined => {
    const match = new RegExp(`@@${name}(?: *:([^\\n]*?)|[ \\n]|$)(?:\\*/|\\n|$)`).exec(all);
    return match ? (match[1] ?? '').trim() : undefined;
  };
  return {
    timeout: Number(value('timeout') ?? 41),
    nosort: value('nosort') !== undefined,
    timeoutSuccess: value('timeout-success') !== undefined,
    skip: value('skip'),
    xfail: value('no-xfail') === undefined ? value('xfail') : undefined,
    options: value('(?:runtest|dtrace)-opts') ?? '',
    interpreter: /^#!dtrace (-\w*s)$/m.exec(text)?.[1] ?? '-s',
    trigger: value('trigger'),
    timing: value('trigger-timing') ?? 'synchro',
    unstable: value('tags')?.includes('unstable') ?? false,
  };
}

/** Runs one sample and says how it went. */
export async function runSample(sample: Sample, suite: SuiteOptions): Promise<Outcome> {
  const { tags } = sample;
  if (tags.skip !== undefined) return { kind: 'skip', reason: tags.skip, output: '' };
  const here = await askMachine(sample);
  if (here.status >= 2) return { kind: 'skip', reason: here.reason, output: '' };
  const output = await runFiltered(sample, suite);
  const expectFailure = tags.xfail !== undefined || here.status === 1;
  if (output.reason === undefined)
    return { kind: expectFailure ? 'xpass' : 'pass', ...output, reason: '' };
  return {
    kind: expectFailure || tags.unstable ? 'xfail' : 'fail',
    ...output,
    reason: output.reason,
  };
}

async function runFiltered(
  sample: Sample,
  suite: SuiteOptions,
): Promise<{ reason: string | undefined; output: string }> {
  const beside = startBeside(sample, suite);
  const words = commandLine(sample, suite).map((w) => w.replaceAll('$_pid', String(beside?.pid)));
  const runWords = suite.saved && !sample.compileOnly ? runSaved : run;
  const ran = await runWords(suite.dtrace, words, sample.tags.timeout * 1000, {
    _test: sample.path,
  });
  beside?.kill();
  const output = await postprocess(sample, joined(ran));
  return { reason: judge(sample, ran, output), output };
}

/** The most pessimistic answer of NAME.x and of the files test.x of the folders above. */
async function askMachine(sample: Sample): Promise<{ status: number; reason: string }> {
  let worst = { status: 0, reason: '' };
  for (const base of [sample.base, ...foldersOf(sample.path).map((f) => join(f, 'test'))]) {
    const file = [`${base}.${machine.name}.x`, `${base}.x`].find(existsSync);
    if (file === undefined) continue;
    const ran = isProgram(file) ? await run(file, [], 20_000) : { status: 1, stdout: '' };
    const status = ran.status ?? 2;
    if (status > worst.status) worst = { status, reason: ran.stdout.trim() };
  }
  return worst;
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A trigger that dtrace does not start itself. */
function startBeside({ tags }: Sample, suite: SuiteOptions): ChildProcess | undefined {
  if (!tags.trigger || tags.trigger === 'none' || tags.timing === 'synchro') return undefined;
  const delay = tags.timing === 'before' ? 0 : Number(tags.timing) || 1;
  const command = `sleep ${delay}; exec ${join(suite.triggers ?? '', tags.trigger)}`;
  return spawn('/bin/sh', ['-c', command], { stdio: 'ignore' });
}

function commandLine(sample: Sample, suite: SuiteOptions): string[] {
  const words = [...suite.extra];
  if (sample.tag?.startsWith('D_')) words.push('-xerrtags');
  else if (sample.tag) words.push('-xdroptags');
  words.push(sample.tags.interpreter, sample.path, ...shellWords(sample.tags.options));
  const { trigger, timing } = sample.tags;
  if (sample.compileOnly) words.push('-e');
  else if (trigger && trigger !== 'none' && timing === 'synchro')
    words.push('-c', join(suite.triggers ?? '', trigger));
  return words;
}

/** Splits as a shell does: blanks separate, quotes hold together. */
function shellWords(text: string): string[] {
  const words = text.match(/(?:'[^']*'|"(?:\\.|[^"])*"|\\.|[^\s'"\\])+/g) ?? [];
  return words.map((w) =>
    w.replace(
      /'([^']*)'|"((?:\\.|[^"])*)"|\\(.)/g,
      (_, a, b, c) => a ?? b?.replace(/\\(["\\$])/g, '$1') ?? c,
    ),
  );
}

interface Ran {
  readonly status: number | undefined;
  readonly timedOut: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

function run(
  command: string,
  args: readonly string[],
  timeoutMs: number,
  environment: NodeJS.ProcessEnv = {},
  input?: string,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, TZ: 'UTC', _DTRACE_TESTING: 't', ...environment };
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGKILL'), 3000).unref();
    }, timeoutMs * patience);
    child.stdout.setEncoding('latin1').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('latin1').on('data', (text: string) => (stderr += text));
    child.stdin.on('error', () => undefined).end(input ?? '', 'latin1');
    child.on('error', (error) => reject(new Error(`cannot run ${command}: ${error.message}`)));
    child.on('close', (status) => {
      clearTimeout(timer);
      resolve({ status: status ?? undefined, timedOut, stdout, stderr });
    });
  });
}

/** Words that are about the run, and not about the program; those with a value. */
const OF_RUNS: ReadonlySet<string> = new Set(['-c', '-p', '-o', '-B', '-v']);
const WITH_VALUE: ReadonlySet<string> = new Set(['-c', '-p', '-o']);

/** In two steps: what goes wrong in the first is all that there is. */
async function runSaved(
  command: string,
  words: readonly string[],
  timeoutMs: number,
  environment: NodeJS.ProcessEnv,
): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'saved-'));
  const file = join(folder, 'program');
  const isOfRun = words.map((word, i) => OF_RUNS.has(word) || WITH_VALUE.has(words[i - 1] ?? ''));
  const ofProgram = words.filter((_, i) => !isOfRun[i]);
  const consent = ofProgram.some((word) => /^-[a-zA-Z]*w[a-zA-Z]*$/.test(word)) ? ['-w'] : [];
  const ofRun = [...words.filter((_, i) => isOfRun[i]), ...consent];
  try {
    const saving = await run(command, ['--save', file, ...ofProgram], timeoutMs, environment);
    if (saving.status !== 0) return saving;
    const ran = await run(command, ['--load', file, ...ofRun], timeoutMs, environment);
    return { ...ran, stdout: saving.stdout + ran.stdout, stderr: saving.stderr + ran.stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function joined({ stdout, stderr }: Ran): string {
  return stderr === '' ? stdout : `${stdout}-- @@stderr --\n${stderr}`;
}

/** The sample's own filter, then addresses and program counters become constants. */
async function postprocess(sample: Sample, text: string): Promise<string> {
  const filter = `${sample.base}.r.p`;
  const filtered =
    existsSync(filter) && isProgram(filter)
      ? (await run(filter, [], 20_000, {}, text)).stdout
      : text;
  return filtered
    .replace(/0x[0-9a-f]+/g, '{ptr}')
    .replace(/at BPF pc [1-9][0-9]*/g, 'at BPF pc NNN');
}

/** What is wrong; undefined if nothing is. */
function judge(sample: Sample, ran: Ran, output: string): string | undefined {
  const { tags, tag } = sample;
  if (sample.expected !== undefined && !equal(sample.expected, output, tags.nosort))
    return ran.timedOut ? 'timed out' : 'expected results differ';
  if (tag && !ran.stderr.includes(`[${tag}]`)) return `expected tag ${tag}`;
  if (ran.timedOut) return tags.timeoutSuccess ? undefined : 'timed out';
  if (ran.status !== sample.expectedStatus) return `exit status ${ran.status}`;
  return undefined;
}

function equal(a: string, b: string, inOrder: boolean): boolean {
  if (inOrder) return a === b;
  const sorted = (text: string): string => text.split('\n').sort().join('\n');
  return sorted(a) === sorted(b);
}
