/**
 * Samples of D text and how it is understood. A file of parse/ holds cases of the form
 *
 *   == title
 *   D text
 *   =>
 *   the same program as printProgram writes it
 *
 * Names that end in _t are types; the macro arguments are those below. UPDATE=1 rewrites the
 * expected text.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ParseOptions, parseProgram, printProgram } from '../src/syntax/index.ts';

const folder = new URL('parse/', import.meta.url);

const options: ParseOptions = {
  isType: (name) => name.endsWith('_t'),
  defaultArgs: false,
  macros: {
    positional: ['sample.d', '97', 'read', '"two words"', '-5', '10ms'],
    named: new Map([
      ['target', 4242n],
      ['pid', 17n],
    ]),
  },
};

/** A source has one character a byte. */
function print(text: string): string {
  const bytes = Buffer.from(text, 'utf8').toString('latin1');
  const program = parseProgram({ name: 'sample.d', text: bytes, kind: 'script' }, options);
  return printProgram(program);
}

function readCases(path: URL): readonly { title: string; text: string; expected: string }[] {
  return readFileSync(path, 'utf8').split(/^== /m).slice(1).map(readCase);
}

function readCase(sample: string): { title: string; text: string; expected: string } {
  const [, title = '', text = '', expected = ''] =
    /^(.*)\n([\s\S]*?^)=>\n?([\s\S]*)$/m.exec(sample) ?? [];
  return { title, text, expected: expected.trim() };
}

for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  const path = new URL(file, folder);
  if (process.env['UPDATE']) {
    const cases = readCases(path).map(
      ({ title, text }) => `== ${title}\n${text}=>\n${print(text)}`,
    );
    writeFileSync(path, cases.join('\n'));
  }
  describe(`parse/${file}`, () => {
    it.each(readCases(path))('$title', ({ text, expected }) => {
      const printed = print(text);
      expect(printed.trim()).toBe(expected);
      expect(print(printed), 'printing is stable').toBe(printed);
    });
  });
}
