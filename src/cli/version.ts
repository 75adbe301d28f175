import { type Dialect, newestVersion } from '../lang/index.ts';

/** Of this package; a test compares it with package.json, which a bundle does not carry. */
export const packageVersion = '0.1.0';

const makers: Readonly<Record<Dialect, string>> = { illumos: 'Sun', oracle: 'Oracle' };

/** What -V prints: the version of the language, and with -v that of the program. */
export function versionText(dialect: Dialect, verbose: boolean): string {
  const language = `dtrace: ${makers[dialect]} D ${newestVersion(dialect)}\n`;
  return verbose ? `${language}This is dtrace-bpf ${packageVersion}\n` : language;
}
