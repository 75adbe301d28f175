/** What became of a script. */
export interface Outcome {
  readonly kind: 'output' | 'silent' | 'refused' | 'stuck';
  /** Of a refusal: DTrace's message. Of the others: errors while it ran. */
  readonly reason: string;
}

/** What a run left behind. */
export interface Run {
  /** The script's text: what is in it is no data. */
  readonly text: string;
  readonly stdout: string;
  readonly stderr: string;
  /** It had to be killed. */
  readonly stuck: boolean;
}

export function outcomeOf({ text, stdout, stderr, stuck }: Run): Outcome {
  const refusal = refusalOf(stderr);
  if (refusal !== undefined) return { kind: 'refused', reason: refusal };
  if (stuck) return { kind: 'stuck', reason: 'it did not stop' };
  const errors = stderr.split('\n').filter((line) => /error on enabled probe/.test(line));
  const reason = errors.length > 0 ? `${errors.length} errors, first: ${errors[0]}` : '';
  return {
    kind: hasData(text, stdout) || hasData(text, withoutMessages(stderr)) ? 'output' : 'silent',
    reason,
  };
}

/** DTrace repeats the program's text before it says what is wrong. */
const refusals = [
  /failed to compile script .*?: (?:line \d+: )?(.*)/,
  /(probe description \S+ does not match any probes)/,
  /invalid probe specifier [\s\S]*: (?:line \d+: )?(.*)\s*$/,
  /^dtrace: (could not enable tracing.*)/m,
  /^dtrace: (failed to .*)/m,
  /^dtrace: (no probes matched.*)/m,
  /(internal error.*)/,
  /^(spawn .*)/m,
  /^ERROR\d+: (.*)/m,
];

function refusalOf(stderr: string): string | undefined {
  for (const pattern of refusals) {
    const found = pattern.exec(stderr)?.[1];
    if (found !== undefined) return found.split('\n')[0];
  }
  return undefined;
}

/** Some scripts write to the standard error output. */
function withoutMessages(stderr: string): string {
  return stderr.replace(/^(dtrace:.*|\s+at line .*)$/gm, '');
}

/** Is there a number, or a word that the script does not write as it stands? Headers are its own words. */
function hasData(text: string, stdout: string): boolean {
  if (/(^|\s)-?\d+(\s|$)/.test(stdout)) return true;
  const words = stdout.split(/[^A-Za-z0-9_]+/).filter(Boolean);
  return words.some((word) => !text.includes(word));
}

/** Why nothing on this system can serve a script that is refused, in a word. */
export function classOf(reason: string): string {
  if (/\bfbt\b|dnlc|fop_/.test(reason)) return 'needs function probes';
  if (/\bpid\d+\b|pid\$target/.test(reason)) return 'needs the pid provider';
  if (/^spawn|No such file/.test(reason)) return 'needs what this system lacks';
  return 'other';
}
