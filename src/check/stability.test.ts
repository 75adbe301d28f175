import { describe, expect, test } from 'vitest';
import { probeIndex } from '../providers/index.ts';
import { describeFields, reportStability } from './stability.ts';
import { checkText, testWorld } from './testing.ts';

function report(text: string, dialect: 'illumos' | 'oracle' = 'illumos') {
  return reportStability(checkText([text], dialect), 0, testWorld(dialect));
}

const STABLE = 'Stable/Stable/Common';
const UNKNOWN = 'Unstable/Unstable/Common';
const EVOLVING = 'Evolving/Evolving/Common';

/** What the description promises, and its probes' arguments. */
describe('descriptions', () => {
  test.each([
    ['BEGIN', UNKNOWN, UNKNOWN],
    ['dtrace:::BEGIN', STABLE, STABLE],
    ['d*:::BEGIN', UNKNOWN, UNKNOWN],
    ['dtrace:::B?GIN', STABLE, STABLE],
    ['1', STABLE, STABLE],
    ['profile:::profile-97', EVOLVING, EVOLVING],
    ['profile:::tick-7s', EVOLVING, EVOLVING],
    ['syscall::read:entry', 'Private/Private/ISA', 'Private/Private/ISA'],
    ['syscall:vmlinux:read:entry', 'Private/Private/Unknown', 'Private/Private/ISA'],
    // Several probes, of which the name may be relied on.
    ['dtrace:::*', UNKNOWN, undefined],
    ['syscall::read:', UNKNOWN, undefined],
    ['syscall:::entry', UNKNOWN, undefined],
    [':::', UNKNOWN, undefined],
  ])('%s', (description, expected, args) => {
    const { descriptions, probes } = report(`${description} { }`);
    expect(descriptions).toBe(expected);
    expect(probes.map(({ stability }) => stability?.arguments)).toEqual([args]);
  });

  test.each([
    ['syscall:::entry', EVOLVING],
    ['syscall::read:', UNKNOWN],
    ['s*:::entry', UNKNOWN],
    ['dtrace:::', UNKNOWN],
  ])('%s in the oracle dialect', (description, expected) => {
    expect(report(`${description} { }`, 'oracle').descriptions).toBe(expected);
  });

  test('the least of all, each told once', () => {
    const { descriptions, probes } = report(
      'dtrace:::BEGIN, profile:::tick-1 { if (pid) { trace(1); } } syscall::read:entry { }',
    );
    expect(descriptions).toBe('Private/Private/ISA');
    expect(probes.map(({ fields }) => fields.name)).toEqual(['BEGIN', 'tick-1', 'entry']);
  });

  test('an id stands for the whole name', () => {
    const { fields } = report('3 { }').probes[0] ?? {};
    expect(fields).toMatchObject({ provider: 'dtrace', name: 'ERROR' });
  });

  test('a listed probe', () => {
    const fields = { provider: 'syscall', module: 'vmlinux', function: 'read', name: 'entry' };
    const index = probeIndex();
    const args = index.typedArguments(fields);
    expect(describeFields(fields, index.stability('syscall'), args)).toEqual({
      description: 'Private/Private/Unknown',
      arguments: 'Private/Private/ISA',
      types: ['unsigned int', 'char *', 'size_t'],
    });
  });
});

describe('statements', () => {
  test.each([
    ['BEGIN { trace(pid); }', STABLE],
    ['BEGIN { }', STABLE],
    ['BEGIN { x = htons(1) + 1; }', EVOLVING],
    ['BEGIN { @[htons(1)] = sum(2); }', EVOLVING],
    ['BEGIN { @ = sum(htons(1)); }', EVOLVING],
    ['BEGIN /htons(1)/ { trace(1); }', EVOLVING],
    // A name's stability is that of its part in the provider of the clause.
    ['dtrace:::BEGIN { trace(probename); }', STABLE],
    ['dtrace:::BEGIN { trace(probefunc); }', 'Private/Private/Unknown'],
    ['syscall::read:entry { trace(probefunc); }', 'Private/Private/ISA'],
    ['syscall::read:entry { trace(probeprov); }', EVOLVING],
    ['syscall:::entry { trace(probemod); }', UNKNOWN],
    ['dtrace:::BEGIN, profile:::tick-1 { trace(probemod); }', 'Private/Private/Unknown'],
  ])('%s', (text, expected) => {
    expect(report(text).statements).toBe(expected);
  });

  test.each([
    ['illumos', STABLE],
    ['oracle', EVOLVING],
  ] as const)('%s: a predicate alone', (dialect, expected) => {
    expect(report('BEGIN /htons(1)/ { }', dialect).statements).toBe(expected);
  });

  test.each([
    ['int x;\n#pragma D attributes External/Private/CPU x', 'x'],
    ['#pragma D attributes External/Private/CPU a\nint a[int];', 'a[1]'],
    ['inline int y = pid;\n#pragma D attributes External/Private/CPU y', 'y'],
  ])('%s', (declaration, use) => {
    const text = `${declaration}\nBEGIN { trace(${use}); }`;
    expect(report(text).statements).toBe('External/Private/CPU');
  });

  test('attributes of an inline are those of its value, if nothing else is said', () => {
    const inline = 'inline int y = htons(1);';
    const pragma = '#pragma D attributes Standard/Standard/Common y';
    expect(report(`${inline} BEGIN { trace(y); }`).statements).toBe(EVOLVING);
    expect(report(`${inline}\n${pragma}\nBEGIN { trace(y); }`).statements).toBe(STABLE);
  });
});

test('a program of declarations', () => {
  expect(report('#pragma D option empty\nint x;')).toEqual({
    descriptions: STABLE,
    statements: STABLE,
    probes: [],
  });
});
