import { describe, expect, it } from 'vitest';
import {
  FAULT_CLAUSE,
  FAULT_CODES,
  FAULT_RECORD,
  FAULT_RECORD_BYTES,
  type ProbeSpec,
  RECORD_HEADER,
} from '../bpf/index.ts';
import { begin, clause, FakeSource, noDrops, record, type TypeName } from './fake-source.ts';
import type { ConsumeOptions } from './source.ts';

const read: ProbeSpec = {
  id: 12,
  provider: 'syscall',
  module: 'vmlinux',
  function: 'read',
  name: 'entry',
};
const readReturn: ProbeSpec = { ...read, id: 13, name: 'return' };
const call: ProbeSpec = {
  id: 20,
  provider: 'fbt',
  module: 'vmlinux',
  function: 'f',
  name: 'entry',
};
const callReturn: ProbeSpec = { ...call, id: 21, name: 'return' };
const tick: ProbeSpec = { id: 30, provider: 'profile', module: '', function: '', name: 'tick-1s' };
const probes = [begin, read, readReturn, call, callReturn, tick];

const bare = clause(0, [{ action: 'default' }]);
const hello = clause(1, [{ action: 'printf', data: { format: 'hello\n' } }]);

function run(options: Partial<ConsumeOptions>, ...records: readonly DataView[]): string {
  return new FakeSource({ probes, clauses: [bare, hello], options }).run(...records);
}

describe('rows', () => {
  it('have a prefix, and a newline of their own', () => {
    expect(run({}, record(bare), record(hello, [], { cpu: 7, probe: 12 }))).toBe(
      'CPU     ID                    FUNCTION:NAME\n' +
        '  0      1                           :BEGIN \n' +
        '  7     12                       read:entry hello\n\n',
    );
  });
  it('have none in quiet mode', () => {
    expect(run({ quiet: true }, record(bare), record(hello))).toBe('hello\n');
  });
  it('leave out CPU and ID when a suite compares them', () => {
    expect(run({ testing: true }, record(bare))).toBe(
      '                   FUNCTION:NAME\n                          :BEGIN \n',
    );
  });
  it('have their header only once', () => {
    const source = new FakeSource({ clauses: [bare] });
    expect(source.run(record(bare)).split('\n')).toHaveLength(3);
    expect(source.run(record(bare))).toBe('  0      1                           :BEGIN \n');
  });
});

describe('flow', () => {
  /** Lines of -F without CPU and trailing blanks; records are [probe, clause, cpu]. */
  function flow(
    ...list: readonly (readonly [probe: number, clause?: number, cpu?: number])[]
  ): string[] {
    const records = list.map(([probe, id = 0, cpu = 0]) =>
      record(id === 0 ? bare : clause(id, []), [], { probe, cpu }),
    );
    const clauses = [bare, clause(1, []), clause(2, [])];
    const output = new FakeSource({ probes, clauses, options: { flowindent: true } }).run(
      ...records,
    );
    return output.split('\n').map((line) => line.slice(3).trimEnd());
  }

  it('has its own header, and columns of 41', () => {
    const source = new FakeSource({ probes, clauses: [bare], options: { flowindent: true } });
    expect(source.run(record(bare, [], { probe: 20 }))).toBe(
      `CPU FUNCTION${' '.repeat(33)}\n  0  -> f${' '.repeat(36)} \n`,
    );
  });
  it.each([
    ['a call', [[20], [21]], ['  -> f', '  <- f']],
    ['a system call', [[12], [13]], ['  => read', '  <= read']],
    ['nested', [[12], [20], [21], [13]], ['  => read', '    -> f', '    <- f', '  <= read']],
    ['neither', [[20], [30], [21]], ['  -> f', '   | :tick-1s', '  <- f']],
    ['returns alone', [[21], [21], [20]], ['  <- f', '  <- f', '  -> f']],
    ['two clauses of an entry', [[20], [20, 1], [21]], ['  -> f', '   | f:entry', '  <- f']],
    ['two clauses of a return', [[20], [21], [21, 1]], ['  -> f', '   | f:return', '  <- f']],
    ['recursion', [[20], [20], [21], [21]], ['  -> f', '    -> f', '    <- f', '  <- f']],
    [
      'each CPU by itself',
      [
        [20, 0, 0],
        [12, 0, 1],
        [21, 0, 0],
        [21, 1, 0],
        [13, 0, 1],
      ],
      ['  -> f', '  => read', '   | f:return', '  <- f', '  <= read'],
    ],
  ] as const)('%s', (_name, records, lines) => {
    expect(flow(...records).slice(1, -1)).toEqual(lines);
  });
  it('goes on where the last round ended', () => {
    const source = new FakeSource({ probes, clauses: [bare], options: { flowindent: true } });
    source.run(record(bare, [], { probe: 12 }));
    expect(source.run(record(bare, [], { probe: 20 })).trimEnd()).toBe('  0    -> f');
  });
});

describe('trace()', () => {
  function trace(
    type: TypeName,
    value: bigint | number | string,
    options: Partial<ConsumeOptions>,
  ): string {
    const spec = clause(0, [{ action: 'trace', types: [type] }]);
    const text = new FakeSource({ clauses: [spec], options }).run(record(spec, [value]));
    return options.quiet ? text : text.slice(text.indexOf(':BEGIN ') + 7, -1);
  }
  it.each([
    ['i64', -1n, '               -1', '                  -1'],
    ['u64', (1n << 64n) - 1n, '               -1', ' 18446744073709551615'],
    ['u64', 1n << 60n, ' 1152921504606846976', '  1152921504606846976'],
    ['i32', -5, '       -5', '         -5'],
    ['u32', 4294967295, '       -1', ' 4294967295'],
    ['i16', -2, ' 65534', '    -2'],
    ['u16', 7, '     7', '     7'],
    ['i8', -2, ' 254', '  -2'],
    ['u8', 255, ' 255', ' 255'],
    ['string', 'hello', `  hello${' '.repeat(28)}`, `  hello${' '.repeat(28)}`],
  ] as const)('%s %s', (type, value, illumos, oracle) => {
    expect(trace(type, value, {})).toBe(illumos);
    expect(trace(type, value, { dialect: 'oracle' })).toBe(oracle);
  });
  it.each([
    ['i64', -1n, '-1', '-1'],
    ['u32', 4294967295, '-1', '4294967295'],
    ['i8', -2, '254', '-2'],
    ['string', 'hello', 'hello', 'hello'],
  ] as const)('quiet %s %s', (type, value, illumos, oracle) => {
    expect(trace(type, value, { quiet: true })).toBe(illumos);
    expect(trace(type, value, { quiet: true, dialect: 'oracle' })).toBe(oracle);
  });
  const dump =
    '\n             0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f  0123456789abcdef\n' +
    '         0: 61 01 62 00 00 00 00 00 00 00 00 00 00 00 00 00  a.b.............\n' +
    '        10: 00 00 00 00                                      ....\n';
  it('dumps bytes that are no text', () => {
    expect(trace('bytes', 'a\x01b', { quiet: true })).toBe(dump);
  });
  it('shows bytes that look like text', () => {
    expect(trace('bytes', 'a b', { quiet: true })).toBe('a b');
    expect(trace('bytes', 'a b', {})).toBe(`  a b${' '.repeat(30)}`);
  });
  it('dumps all with rawbytes', () => {
    const raw = { quiet: true, rawbytes: true, strsize: 3 };
    expect(trace('string', 'A', raw)).toMatch(/\n {9}0: 41 00 00 {41}A\.\.\n$/);
    expect(trace('string', 'ABCD', raw)).toMatch(/\n {9}0: 41 42 00 {41}AB\.\n$/);
    const counted = { ...raw, dialect: 'oracle' } as const;
    expect(trace('string', 'ABCD', counted)).toMatch(/\n {9}0: 41 42 43 00 {38}ABC\.\n$/);
  });
  it('keeps the text of a record apart from the last one', () => {
    const spec = clause(0, [{ action: 'trace', types: ['string'] }]);
    const source = new FakeSource({ clauses: [spec], options: { quiet: true } });
    const texts = ['abc', 'abc', 'abcd', 'ab', '', 'abc', 'x'.repeat(32)];
    expect(texts.map((text) => source.run(record(spec, [text])))).toEqual(texts);
  });
});

describe('stacks and symbols', () => {
  const kernel = (address: bigint) =>
    address >= 0x1000n && address < 0x2000n
      ? { module: 'vmlinux', symbol: 'f', offset: address - 0x1000n }
      : undefined;
  function show(
    action: string,
    type: TypeName,
    value: bigint | readonly bigint[],
    options = {},
  ): string {
    const spec = clause(0, [{ action, types: [type] }]);
    return new FakeSource({ clauses: [spec], kernel, options: { quiet: true, ...options } }).run(
      record(spec, [value]),
    );
  }
  const indent = ' '.repeat(14);
  it.each([
    [
      'stack',
      'stack',
      [0x1010n, 0x1000n, 0x5n, 0n],
      {},
      `\n${indent}vmlinux\`f+0x10\n${indent}vmlinux\`f\n${indent}0x5\n`,
    ],
    ['stack', 'stack', [0x1010n, 0n], { stackindent: 2 }, '\n  vmlinux`f+0x10\n'],
    ['ustack', 'ustack', [99n, 0x1010n, 0x7n, 0n], {}, `\n${indent}0x1010\n${indent}0x7\n`],
    ['sym', 'sym', 0x1010n, {}, `  vmlinux\`f${' '.repeat(41)}`],
    ['sym', 'sym', 0x5n, {}, `  0x5${' '.repeat(47)}`],
    ['mod', 'mod', 0x1010n, {}, `  vmlinux${' '.repeat(43)}`],
    ['uaddr', 'uaddr', [99n, 0x7n], {}, `  0x7${' '.repeat(47)}`],
  ] as const)('%s() of %o', (action, type, value, options, expected) => {
    expect(show(action, type, value, options)).toBe(expected);
  });
});

describe('tracemem()', () => {
  it.each([
    [3n, 3],
    [100n, 20],
    [-1n, 20],
    [0n, 0],
  ])('shows %d bytes of 20 as %d', (size, shown) => {
    const spec = clause(0, [{ action: 'tracemem', types: ['pointer', 'bytes', 'i64'] }]);
    const output = new FakeSource({ clauses: [spec], options: { quiet: true } }).run(
      record(spec, [4096, 'abc', size]),
    );
    expect([...output.matchAll(/ [0-9a-f]{2}(?= )/g)].length).toBe(shown);
  });
});

describe('printf()', () => {
  it('takes its fields in order, widths among them', () => {
    const spec = clause(0, [
      {
        action: 'printf',
        types: ['i32', 'i32', 'string', 'u64'],
        data: { format: '[%*d|%-6s|%x]\xc3\xa9\n' },
      },
    ]);
    const source = new FakeSource({ clauses: [spec], options: { quiet: true } });
    expect(source.run(record(spec, [-5, 42, 'ab', 255n]))).toBe('[42   |ab    |ff]\xc3\xa9\n');
  });
  it.each([
    ['a constant', '%99999999999d', ['i32'], [1]],
    ['an argument', '%*d', ['i32', 'i32'], [0x7fffffff, 1]],
    ['a precision', '%.*d', ['i32', 'i32'], [0x7fffffff, 1]],
  ] as const)('cuts a wild width: %s', (_, format, types, values) => {
    const spec = clause(0, [{ action: 'printf', types: [...types], data: { format } }]);
    const source = new FakeSource({ clauses: [spec], options: { quiet: true } });
    expect(source.run(record(spec, [...values]))).toHaveLength(2 ** 20);
  });
  it('shows a probe id as its text', () => {
    const spec = clause(0, [{ action: 'printf', types: ['probefunc'], data: { format: '%8s' } }]);
    const source = new FakeSource({ probes, clauses: [spec], options: { quiet: true } });
    expect(source.run(record(spec, [12]))).toBe('    read');
  });
});

describe('exit()', () => {
  it('gives the status', () => {
    const spec = clause(0, [{ action: 'exit', types: ['i32'] }]);
    const source = new FakeSource({ clauses: [spec], options: { quiet: true } });
    expect(source.consumer.exitStatus).toBeUndefined();
    expect(source.run(record(spec, [3]))).toBe('');
    expect(source.consumer.exitStatus).toBe(3);
  });
});

describe('faults', () => {
  function fault(
    code: number,
    value: bigint,
    options: Partial<ConsumeOptions>,
    action = 1,
  ): string | undefined {
    const view = new DataView(new ArrayBuffer(FAULT_RECORD_BYTES));
    view.setUint16(RECORD_HEADER.clause, FAULT_CLAUSE, true);
    view.setUint32(RECORD_HEADER.probe, 12, true);
    view.setUint32(FAULT_RECORD.code, code, true);
    view.setBigUint64(FAULT_RECORD.value, value, true);
    const source = new FakeSource({
      probes,
      clauses: [clause(0, []), clause(1, [], [1, 12])],
      faultSites: [{ clause: 1, action, pc: 44, line: 9, column: 3 }],
      options,
    });
    expect(source.run(view)).toBe('');
    return source.faults[0];
  }
  const site = 'syscall:vmlinux:read:entry';
  it.each([
    [FAULT_CODES.badAddress, 16n, 'invalid address (0x10)'],
    [FAULT_CODES.badAlignment, 3n, 'invalid alignment (0x3)'],
    [FAULT_CODES.divideByZero, 0n, 'divide-by-zero'],
    [FAULT_CODES.badIndex, (1n << 64n) - 2n, 'index out of bounds (-2)'],
    [FAULT_CODES.noScratch, 0n, 'out of scratch space'],
    [77, 0n, 'unknown fault'],
  ])('code %d', (code, value, text) => {
    expect(fault(code, value, {})).toBe(
      `9: error on enabled probe ID 3 (ID 12: ${site}): ${text} in action #1 at DIF offset 44`,
    );
    expect(fault(code, value, { dialect: 'oracle' })).toBe(
      `9: error in dt_clause_1 for probe ID 12 (${site}): ${text} at BPF pc 44`,
    );
  });
  it('in a predicate', () => {
    expect(fault(FAULT_CODES.divideByZero, 0n, {}, 0)).toContain('divide-by-zero in predicate at');
  });
});

describe('drops', () => {
  it.each([
    ['principal', 1n, '1 drop on CPU 1', 'PRINCIPAL'],
    ['principal', 20n, '20 drops on CPU 1', 'PRINCIPAL'],
    ['aggregation', 2n, '2 aggregation drops on CPU 1', 'AGGREGATION'],
    ['dynamic', 2n, '2 dynamic variable drops', 'DYNAMIC'],
    ['speculation', 1n, '1 speculative drop', 'SPEC'],
    ['speculationBusy', 2n, '2 failed speculations (available buffer(s) still busy)', 'SPECBUSY'],
    [
      'speculationUnavailable',
      1n,
      '1 failed speculation (no speculative buffer available)',
      'SPECUNAVAIL',
    ],
    ['nesting', 3n, '3 nested probe drops on CPU 1', 'NESTING'],
    ['error', 2n, '2 errors in ERROR probe enabling', 'DBLERROR'],
  ] as const)('%s %d', (kind, count, text, tag) => {
    for (const droptags of [false, true]) {
      const source = new FakeSource({ options: { droptags } });
      source.counts = [noDrops(), { ...noDrops(), [kind]: count }];
      source.consumer.reportDrops();
      source.consumer.reportDrops();
      expect(source.dropped).toEqual([droptags ? `[DTRACEDROP_${tag}] ${text}` : text]);
    }
  });
});
