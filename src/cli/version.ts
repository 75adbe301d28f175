import type { Dialect } from '../lang/index.ts';

/** Of this package; a test compares it with package.json, which a bundle does not carry. */
export const packageVersion = '0.1.0';

const languages: Readonly<Record<Dialect, string>> = {
  illumos: 'Sun D 1.13',
  oracle: 'Oracle D 2.0',
};

/** What -V prints: the version of the language, and with -v that of the program. */
export function versionText(dialect: Dialect, verbose: boolean): string {
  const language = `dtrace: ${languages[dialect]}\n`;
  return verbose ? `${language}This is dtrace-bpf ${packageVersion}\n` : language;
}
