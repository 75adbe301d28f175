import { endianness } from 'node:os';
import { describe, expect, test } from 'vitest';
import type { BpfObject } from '../bpf/index.ts';
import { compileScript } from '../test-compile.ts';
import { readSaved, type Saved, writeSaved } from './format.ts';
import { toJson } from './json.ts';

const { object, options } = compileScript(
  'BEGIN { @a[execname] = quantize(pid); printf("%s", execname); trace(timestamp); }',
);
const good: Saved = {
  ...{ architecture: 'x86_64', byteOrder: endianness(), kernel: '6.18', lowered: [], reports: [] },
  ...{ options, variants: [{ object, facts: [], relocations: {} }] },
};
const file = writeSaved(good);
const read = (bytes: Buffer): Saved => readSaved(bytes, 'x.saved', 'x86_64');

test('what is written is read', () => {
  const { variants, ...rest } = read(file);
  expect(toJson(variants[0]?.object)).toBe(toJson(object));
  expect(variants[0]?.object.programs).toEqual(object.programs);
  expect(rest.options.lockmem).toBe(Number.POSITIVE_INFINITY);
});

test('equal programs are equal files', () => {
  expect(writeSaved({ ...good }).equals(file)).toBe(true);
});

const text = file.toString('latin1');
const flipped = Buffer.from(file);
flipped.writeUInt8(flipped.readUInt8(4000) ^ 1, 4000);

describe('a file is refused in one line:', () => {
  test.each<[string, Buffer, string]>([
    ['empty', Buffer.alloc(0), 'it is not a saved program'],
    ['of another kind', Buffer.from('BEGIN { exit(0); }'), 'it is not a saved program'],
    ['cut in its first line', file.subarray(0, 40), 'it is truncated or corrupt'],
    ['truncated', file.subarray(0, 5000), `it is truncated: ${5000 - text.indexOf('\n') - 1} of `],
    ['corrupt', flipped, 'it is corrupt: its digest is not that of its first line'],
    ['with more behind it', Buffer.concat([file, Buffer.from(' ')]), 'it is corrupt'],
    [
      'of another version',
      Buffer.from(text.replace('version=1', 'version=2'), 'latin1'),
      'it is of version 2, and this dtrace reads version 1: save it again',
    ],
    [
      'for another processor',
      writeSaved({ ...good, architecture: 'aarch64' }),
      'it is for aarch64, and this machine is x86_64',
    ],
    ['of the other byte order', writeSaved({ ...good, byteOrder: 'BE' }), 'it is for BE, and this'],
  ])('%s', (_, bytes, message) => {
    expect(() => read(bytes)).toThrow(`failed to load x.saved: ${message}`);
  });
});

type Change = (saved: Saved) => unknown;

/** Something else in its first program, map or clause. */
const first = <Part extends object>(parts: readonly Part[], change: object): readonly object[] =>
  parts.map((part, i) => (i === 0 ? { ...part, ...change } : { ...part }));
const inObject =
  (change: (of: BpfObject) => object): Change =>
  (saved) => ({
    ...saved,
    variants: saved.variants.map((v) => ({ ...v, object: { ...v.object, ...change(v.object) } })),
  });

describe('a file with a good digest is not trusted:', () => {
  test.each<[string, Change, string]>([
    ['no object', () => ({}), 'architecture is not a text'],
    [
      'code that is no code',
      inObject(({ programs }) => ({ programs: first(programs, { code: new Uint8Array(12) }) })),
      'variants.0.object.programs.0.code is not instructions',
    ],
    [
      'a way of attaching',
      inObject(({ programs }) => ({ programs: first(programs, { attach: { kind: 'x' } }) })),
      'variants.0.object.programs.0.attach.kind is not one of manual, ',
    ],
    [
      'a map that is not there',
      inObject(({ programs }) => ({
        programs: first(programs, { mapRefs: [{ insn: 0, map: 'gone' }] }),
      })),
      'uses a map gone that is not there',
    ],
    [
      'a reference behind the code',
      inObject(({ programs }) => ({
        programs: first(programs, { mapRefs: [{ insn: 1e6, map: 'records' }] }),
      })),
      'is shorter than its references',
    ],
    [
      'a negative size',
      inObject(({ maps }) => ({ maps: first(maps, { valueBytes: -1 }) })),
      'variants.0.object.maps.0.valueBytes is not a count',
    ],
    [
      'a field outside of its record',
      inObject(({ clauses }) => ({ clauses: first(clauses, { recordBytes: 9 }) })),
      'is outside of its record',
    ],
    [
      'a relocation by nothing',
      (saved) => ({
        ...saved,
        variants: saved.variants.map((v) => ({
          ...v,
          relocations: { 'maps.0.entries': [[3, 1]] },
        })),
      }),
      'maps.0.entries depends on nothing',
    ],
  ])('%s', (_, change, message) => {
    const bytes = writeSaved(change(good) as Saved);
    expect(() => read(bytes)).toThrow(/^failed to load x.saved: it is malformed: /);
    expect(() => read(bytes)).toThrow(message);
  });
});
