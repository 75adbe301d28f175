import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';

/**
 * Who may import whom: the table of ARCHITECTURE.md. A folder not named here (cli) may use any other.
 * Another folder is entered through its index.ts alone, the files directly in src are for main.ts
 * alone, and so is the FFI package for kernel/sys.ts.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  diag: [],
  machine: [],
  bpf: ['diag'],
  types: ['diag'],
  syntax: ['diag'],
  library: ['syntax', 'diag'],
  preprocess: ['diag'],
  ir: ['bpf', 'diag'],
  typed: ['bpf', 'types', 'diag'],
  lang: ['ir', 'types', 'bpf', 'machine', 'diag'],
  providers: ['ir', 'typed', 'types', 'bpf', 'machine', 'diag'],
  check: ['syntax', 'typed', 'types', 'lang', 'providers', 'bpf', 'diag'],
  lower: ['typed', 'ir', 'lang', 'providers', 'types', 'bpf', 'diag'],
  emit: ['ir', 'bpf', 'diag'],
  port: ['syntax', 'typed', 'providers', 'diag'],
  backend: ['bpf', 'diag'],
  kernel: ['backend', 'bpf', 'types', 'machine', 'diag'],
  consume: ['lang', 'backend', 'bpf', 'types', 'machine', 'diag'],
  saved: ['lang', 'types', 'bpf', 'diag'],
  session: ['consume', 'backend', 'lang', 'bpf', 'diag'],
  compile: [
    'syntax',
    'check',
    'library',
    'lower',
    'emit',
    'port',
    'lang',
    'providers',
    'typed',
    'types',
    'bpf',
    'diag',
  ],
};
const onlyUser: Readonly<Record<string, string>> = { koffi: 'kernel/sys.ts' };

/** Tests and their helpers (name.test.ts, test-name.ts) may reach where they like. */
const isChecked = (file: string): boolean =>
  file.endsWith('.ts') && !/\.d\.ts$|\.test\.ts$|(?:^|\/)test-/.test(file);

/** What is wrong with one import; `spec` as written. */
function complaint(file: string, spec: string): string | undefined {
  if (!spec.startsWith('.')) {
    const user = onlyUser[spec];
    return user === undefined || user === file ? undefined : `is for ${user} alone`;
  }
  const [from = ''] = file.split('/');
  const [to = '', ...rest] = posix.join(posix.dirname(file), spec).split('/');
  if (to === from) return undefined;
  if (rest.length === 0) return from === 'main.ts' ? undefined : 'is for main.ts alone';
  if (rest.join('/') !== 'index.ts') return `goes past ${to}/index.ts`;
  const allowed = mayImport[from];
  return allowed && !allowed.includes(to) ? `: ${from} must not use ${to}` : undefined;
}

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(isChecked);
const problems: string[] = [];
let imports = 0;

for (const file of files) {
  const text = readFileSync(`src/${file}`, 'utf8');
  for (const [, spec = ''] of text.matchAll(/\b(?:from|import)\s*\(?\s*'([^']+)'/g)) {
    imports++;
    const why = complaint(file, spec);
    if (why !== undefined) problems.push(`src/${file}: '${spec}' ${why}`);
  }
}

if (imports === 0) problems.push('no imports seen: the check itself is broken');
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;
