import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/**
 * D samples as DTrace's own suites name them: tst.* must succeed, err.* must fail (err.D_TAG.* with
 * that tag), drp.TAG.* must lose data and say so. Beside NAME.d lies NAME.r, what it prints; NAME.r.p
 * is a program that filters the output first. Comment tags rule the run, see `tagsOf`.
 */
export interface Sample {
  readonly path: string;
  /** Path without `.d`. */
  readonly base: string;
  readonly expectedStatus: 0 | 1;
  /** Must appear in brackets on stderr. */
  readonly tag: string | undefined;
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
}

/** All samples in and under a folder, by path. */
export function findSamples(folder: string): Sample[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /^(tst|err|drp)\..*\.d$/.test(basename(file)))
    .map((file) => readSample(join(folder, file)))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function readSample(path: string): Sample {
  const base = path.slice(0, -'.d'.length);
  const [kind = '', tag = ''] = basename(path).split('.');
  const expected = [`${base}.${machine()}.r`, `${base}.r`].find(existsSync);
  return {
    path,
    base,
    expectedStatus: kind === 'err' ? 1 : 0,
    tag: kind === 'drp' || (kind === 'err' && tag.startsWith('D_')) ? tag : undefined,
    tags: tagsOf(readFileSync(path, 'latin1'), optionsFiles(path)),
    expected: expected === undefined ? undefined : readFileSync(expected, 'latin1'),
  };
}

function machine(): string {
  return process.arch === 'arm64' ? 'aarch64' : 'x86_64';
}

/** Tags in a file test.options of a folder hold for all its samples. */
function optionsFiles(path: string): string {
  const file = join(dirname(path), 'test.options');
  return existsSync(file) ? readFileSync(file, 'latin1') : '';
}

function tagsOf(text: string, folder: string): Tags {
  const all = `${folder}\n${text}`;
  const value = (name: string): string | undefined => {
    const match = new RegExp(`@@${name}(?: *:([^\\n]*?)|[ \\n]|$)(?:\\*/|\\n|$)`).exec(all);
    return match ? (match[1] ?? '').trim() : undefined;
  };
  return {
    timeout: Number(value('timeout') ?? 41),
    nosort: value('nosort') !== undefined,
    timeoutSuccess: value('timeout-success') !== undefined,
    skip: value('skip'),
    xfail: value('xfail'),
    options: value('(?:runtest|dtrace)-opts') ?? '',
    interpreter: /^#!dtrace (-\w*s)$/m.exec(text)?.[1] ?? '-s',
    trigger: value('trigger'),
  };
}

/** Runs one sample and says how it went. */
export async function runSample(sample: Sample, suite: SuiteOptions): Promise<Outcome> {
  const { tags } = sample;
  if (tags.skip !== undefined) return { kind: 'skip', reason: tags.skip, output: '' };
  const ran = await run(suite.dtrace, commandLine(sample, suite), tags.timeout * 1000);
  const output = await postprocess(sample, joined(ran));
  const reason = judge(sample, ran, output);
  const expectFailure = tags.xfail !== undefined;
  if (reason === undefined) return { kind: expectFailure ? 'xpass' : 'pass', reason: '', output };
  return { kind: expectFailure ? 'xfail' : 'fail', reason, output };
}

function commandLine(sample: Sample, suite: SuiteOptions): string[] {
  const words = [...suite.extra];
  if (sample.tag?.startsWith('D_')) words.push('-xerrtags');
  else if (sample.tag) words.push('-xdroptags');
  words.push(sample.tags.interpreter, sample.path, ...shellWords(sample.tags.options));
  const { trigger } = sample.tags;
  if (trigger && trigger !== 'none') words.push('-c', join(suite.triggers ?? '', trigger));
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
  input?: string,
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, TZ: 'UTC', _DTRACE_TESTING: 't' };
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    const timer = setTimeout(() => {
      timedOut = true;
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGKILL'), 3000).unref();
    }, timeoutMs);
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

function joined({ stdout, stderr }: Ran): string {
  return stderr === '' ? stdout : `${stdout}-- @@stderr --\n${stderr}`;
}

/** The sample's own filter, then addresses and program counters become constants. */
async function postprocess(sample: Sample, text: string): Promise<string> {
  const filter = `${sample.base}.r.p`;
  const filtered =
    existsSync(filter) && (statSync(filter).mode & 0o111) !== 0
      ? (await run(filter, [], 20_000, text)).stdout
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
