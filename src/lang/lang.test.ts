/** The tables: every row is complete, its prototype can be read, its example compiles. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compileScript } from '../test-compile.ts';
import {
  integer,
  parsePrototype,
  parseTypeText,
  type Type,
  type TypeLookup,
} from '../types/index.ts';
import { actions, aggregations, subroutines, variables } from './index.ts';

interface Row {
  readonly name: string;
  readonly doc: string;
  readonly example: string;
}

const tables: readonly (readonly [string, ReadonlyMap<string, Row>])[] = [
  ['actions', actions],
  ['aggregations', aggregations],
  ['subroutines', subroutines],
  ['variables', variables],
];
const rows = tables.flatMap(([table, of]) =>
  // The default action has no text of its own.
  [...of.values()]
    .filter((row) => row.example !== '')
    .map((row) => [table, row.name, row] as const),
);

const taskName = 'struct task_struct';
const thread = { name: 'pid', type: integer('int'), bitOffset: 0, bits: 0 };
const task: Type = {
  kind: 'struct',
  name: 'task_struct',
  layout: { bytes: 4, members: [thread] },
};

function compileText(text: string): void {
  const types = (name: string) => (name === taskName ? task : undefined);
  compileScript(text, { types }, 'description');
}

describe('every row', () => {
  test.each(rows)('%s %s is documented', (_table, name, row) => {
    expect(row.doc).toMatch(/^[A-Z0-9+−].*\.$/s);
    // The default action is what stands for an empty body: it is not written.
    if (name !== 'default') expect(row.example).toContain(name);
  });

  test.each(rows)('%s %s has an example that compiles', (_table, _name, row) => {
    expect(() => compileText(row.example)).not.toThrow();
  });
});

/** Names that are also words of ours, or of BPF's. */
const alsoOurWords = new Set([
  'args',
  'speculation',
  'count',
  'sum',
  'id',
  'stack',
  'default',
  'mod',
  'trace',
  'index',
  'exit',
  'clear',
  'print',
  'func',
  // A member of the kernel's task_struct.
  'pid',
  'sym',
  'min',
  'max',
]);

test.each(['check', 'lower', 'emit', 'consume', 'session'])(
  '%s asks rows, it names none',
  (folder) => {
    const found = readdirSync(`src/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !/\.test\.ts$|fake-/.test(file))
      .flatMap((file) => {
        const text = readFileSync(`src/${folder}/${file}`, 'utf8');
        return rows
          .filter(([, name]) => !alsoOurWords.has(name) && text.includes(`'${name}'`))
          .map(([, name]) => `${file}: ${name}`);
      });
    expect(found).toEqual([]);
  },
);

test('no name stands for two things', () => {
  const names = rows.map(([, name]) => name);
  expect(names).toEqual([...new Set(names)]);
});

/** A typedef of translators/. */
const libraryTypes = ['ipaddr_t'];

/** The types that a reading asked for and that neither kernels nor libraries have: misspelt ones. */
function misspelt(read: (lookup: TypeLookup) => unknown): readonly string[] {
  const names: string[] = [];
  read((name, module) => {
    if (module === '' && !/^struct /.test(name) && !libraryTypes.includes(name)) names.push(name);
    return undefined;
  });
  return names;
}

describe('prototypes have types that there are', () => {
  test.each([...subroutines.values()].map((row) => [row.name, row.proto]))('%s', (_name, proto) => {
    expect(misspelt((lookup) => parsePrototype(proto, lookup))).toEqual([]);
    expect(proto).not.toContain('@');
  });

  test.each([...variables.values()].map((row) => [row.name, row]))('%s', (_name, row) => {
    for (const type of [row.type, row.oracleType ?? row.type])
      expect(misspelt((lookup) => parseTypeText(type, lookup))).toEqual([]);
  });

  test.each(['strng', 'char', 'struct path *', 'chr *'])('the check itself: %s', (type) => {
    const isWrong = misspelt((lookup) => parsePrototype(`void(${type})`, lookup)).length > 0;
    expect(isWrong).toBe(/strng|chr/.test(type));
  });
});

test.each([
  ['strjoin', [4, 6], 9],
  ['strjoin', [200, 200], 256],
  ['substr', [16], 16],
  ['basename', [1], 2],
  ['lltostr', [8], 22],
  ['lltostr', [8, 8], 66],
])('%s of arguments of %j bytes has at most %i', (name, args, expected) => {
  expect(subroutines.get(name)?.bound?.(args, 256)).toBe(expected);
});
