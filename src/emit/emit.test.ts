import { describe, expect, it } from 'vitest';
import { disassemble, precheck } from '../bpf/index.ts';
import { SystemError } from '../diag/index.ts';
import { type Condition, IrBuilder, type IrProgram, imm, type VReg } from '../ir/index.ts';
import { emitProgram } from './index.ts';
import { runBpf } from './testkit/run-bpf.ts';
import { runIr } from './testkit/run-ir.ts';

function program(build: (b: IrBuilder) => void, parameters = 1): IrProgram {
  const b = new IrBuilder('main', parameters);
  build(b);
  return { name: 'test', functions: [b.finish()] };
}

function text({ functions, name }: IrProgram): string[] {
  const { code, mapRefs } = emitProgram({ functions, name });
  return disassemble(code, mapRefs).map((line) => line.text.slice(5));
}

/** Runs as IR and as BPF; the results must be the same, and the code such as the kernel accepts. */
function check(it: IrProgram): string[] {
  const { code, mapRefs } = emitProgram(it);
  expect(precheck(code)).toEqual([]);
  expect(runBpf(code, mapRefs)).toEqual(runIr(it));
  return text(it);
}

const CODE: readonly [string, (b: IrBuilder) => void, string[]][] = [
  ['an empty program', (b) => b.return(), ['r0 = 0', 'exit']],
  [
    'arithmetic in place',
    (b) => b.return(b.alu('add', b.load(8, b.parameter(0)), imm(5))),
    ['r0 = *(u64 *)(r1 +0)', 'r0 += 5', 'exit'],
  ],
  [
    'constants folded',
    (b) => b.return(b.alu('mul', b.alu('add', b.constant(2), imm(3)), b.constant(4))),
    ['r0 = 20', 'exit'],
  ],
  [
    'a 32-bit unsigned constant in one slot, a 64-bit one in two',
    (b) => {
      b.store(8, b.parameter(0), 0, imm(0xffffffffn));
      b.store(8, b.parameter(0), 8, imm(0x123456789n));
    },
    [
      'w2 = -1',
      '*(u64 *)(r1 +0) = r2',
      'r2 = 0x123456789',
      '*(u64 *)(r1 +8) = r2',
      'r0 = 0',
      'exit',
    ],
  ],
  [
    'immediate stores, the narrow ones of any value',
    (b) => {
      b.store(8, b.parameter(0), 0, imm(-1));
      b.store(4, b.parameter(0), 8, imm(0xffffffffn));
      b.store(1, b.parameter(0), 12, imm(200));
    },
    ['*(u64 *)(r1 +0) = -1', '*(u32 *)(r1 +8) = -1', '*(u8 *)(r1 +12) = -56', 'r0 = 0', 'exit'],
  ],
  [
    'address sums in offsets',
    (b) => {
      const at = b.alu('add', b.alu('add', b.parameter(0), imm(8)), imm(16));
      b.return(b.load(4, at, -4));
    },
    ['r0 = *(u32 *)(r1 +20)', 'exit'],
  ],
  [
    'the stack from r10',
    (b) => {
      const slot = b.slotAddress(b.slot(16));
      b.store(8, b.alu('add', slot, imm(8)), 0, imm(1));
      b.return(b.load(8, slot, 8));
    },
    ['*(u64 *)(r10 -8) = 1', 'r0 = *(u64 *)(r10 -8)', 'exit'],
  ],
  [
    'arguments made in place, the result where it is',
    (b) => {
      const key = b.slotAddress(b.slot(8));
      b.store(8, key, 0, imm(0));
      b.return(b.call('map_lookup_elem', b.map('m0'), key));
    },
    [
      '*(u64 *)(r10 -8) = 0',
      'r1 = map[m0]',
      'r2 = r10',
      'r2 += -8',
      'call bpf_map_lookup_elem#1',
      'exit',
    ],
  ],
  [
    'over a call in r6',
    (b) => {
      b.call('ktime_get_ns');
      b.return(b.load(8, b.parameter(0)));
    },
    ['r6 = r1', 'call bpf_ktime_get_ns#5', 'r0 = *(u64 *)(r6 +0)', 'exit'],
  ],
  [
    'extensions',
    (b) => {
      const a = b.extend(4, false, b.load(8, b.parameter(0)));
      const c = b.extend(2, false, a);
      b.return(b.extend(1, true, b.alu('add', a, c)));
    },
    [
      'r0 = *(u64 *)(r1 +0)',
      'w0 = w0',
      'r2 = r0',
      'r2 &= 65535',
      'r0 += r2',
      'r0 <<= 56',
      'r0 s>>= 56',
      'exit',
    ],
  ],
  [
    'no extension of what is stored narrowly, none of what is narrow',
    (b) => {
      const p = b.parameter(0);
      b.store(4, p, 8, b.extend(4, true, b.load(8, p)));
      b.store(8, p, 16, b.extend(2, false, b.load(2, p)));
    },
    [
      'r2 = *(u64 *)(r1 +0)',
      '*(u32 *)(r1 +8) = r2',
      'r2 = *(u16 *)(r1 +0)',
      '*(u64 *)(r1 +16) = r2',
      'r0 = 0',
      'exit',
    ],
  ],
  [
    'a loop counts in place, and tests at its end only',
    (b) => b.repeat(3, () => b.call('ktime_get_ns')),
    ['r6 = 0', 'call bpf_ktime_get_ns#5', 'r6 += 1', 'if r6 < 0x3 goto pc-3', 'r0 = 0', 'exit'],
  ],
  [
    'a truth value that only steers becomes a jump',
    (b) => {
      const yes = b.truth('gt', b.load(8, b.parameter(0)), imm(5));
      b.when('ne', yes, imm(0), () => b.return(imm(7)));
    },
    ['r2 = *(u64 *)(r1 +0)', 'if r2 > 0x5 goto pc+2', 'r0 = 0', 'exit', 'r0 = 7', 'exit'],
  ],
  [
    'multiplication and division by powers of two',
    (b) => {
      const a = b.alu('mul', b.load(8, b.parameter(0)), imm(8));
      b.return(b.alu('mod', b.alu('div', a, imm(4)), imm(16)));
    },
    ['r0 = *(u64 *)(r1 +0)', 'r0 <<= 3', 'r0 >>= 2', 'r0 &= 15', 'exit'],
  ],
];

describe('code', () => {
  it.each(CODE)('%s', (_name, build, expected) => {
    expect(text(program(build))).toEqual(expected);
  });
});

describe('pressure', () => {
  it('30 values that live across calls', () => {
    check(
      program((b) => {
        const values = Array.from({ length: 30 }, (_, i) => b.load(1, b.parameter(0), i));
        b.call('ktime_get_ns');
        let sum: VReg = b.call('get_func_ip', values[7] ?? imm(0));
        for (const v of values) sum = b.alu('xor', b.alu('mul', sum, imm(3)), v);
        b.call('ringbuf_query', ...values.slice(20, 25));
        for (const v of values) sum = b.alu('sub', sum, v);
        b.return(sum);
      }),
    );
  });

  it('spilled registers in every position', () => {
    check(
      program((b) => {
        const p = b.parameter(0);
        const m = b.mapValue('m0');
        const address = b.alu('add', m, b.load(1, p, 3));
        const kept = Array.from({ length: 12 }, (_, i) => b.load(8, p, i));
        const [x = p, y = p, z = p] = kept;
        b.call('ktime_get_ns');
        b.store(8, address, 0, x);
        b.call('ktime_get_ns');
        b.atomicAdd(8, address, 8, y);
        b.call('ktime_get_ns');
        const results = [
          b.alu('sub', x, y),
          b.alu('lsh', z, x),
          b.alu('add', y, imm(0x123456789an)),
          b.load(2, address, 8, true),
          b.negate(z),
          b.swap(4, y),
          b.extend(4, true, x),
          b.copy(z),
          b.call('get_func_ip', y),
          b.truth('slt', x, y),
          b.truth('set', z, imm(0x8000000000n)),
        ];
        b.call('ktime_get_ns');
        const sum = b.constant(0);
        for (const v of [...kept, ...results])
          b.assign(sum, b.alu('xor', b.alu('mul', sum, imm(7)), v));
        b.return(sum);
      }),
    );
  });

  it('arguments that trade places', () => {
    const callee = new IrBuilder('callee', 3);
    const [x, y, z] = [0, 1, 2].map((n) => callee.parameter(n));
    callee.when('eq', x ?? imm0(callee), imm(0), () => callee.return(y));
    callee.return(callee.invoke('leaf', z ?? imm(0), x ?? imm(0), y ?? imm(0)));
    const leaf = new IrBuilder('leaf', 3);
    const mixed = leaf.alu('sub', leaf.alu('mul', leaf.parameter(0), imm(5)), leaf.parameter(1));
    leaf.return(leaf.alu('lsh', mixed, leaf.parameter(2)));
    const main = program((b) => b.return(b.invoke('callee', imm(3), imm(4), imm(5))));
    const functions = [...main.functions, callee.finish(), leaf.finish()];
    const lines = check({ name: 'test', functions });
    expect(lines).toContain('r0 = r1');
  });

  const imm0 = (b: IrBuilder): VReg => b.constant(0);
});

const WIDE = 0x8000000000n;
const CONDITIONS: readonly Condition[] = ['eq', 'gt', 'slt', 'set'];

describe('branches on 64-bit constants', () => {
  it.each(CONDITIONS)('%s', (condition) => {
    for (const value of [WIDE, WIDE + 1n, -WIDE, 0n]) {
      check(
        program((b) => {
          b.store(8, b.mapValue('m0'), 0, imm(value));
          b.return(b.truth(condition, b.load(8, b.mapValue('m0')), imm(WIDE)));
        }),
      );
    }
  });
});

describe('limits', () => {
  it('leaves out functions nobody invokes', () => {
    const spare = new IrBuilder('spare');
    const { functions } = program((b) => b.return());
    expect(text({ name: 'test', functions: [...functions, spare.finish()] })).toHaveLength(2);
  });

  const deep = (bytes: number) => {
    const callee = new IrBuilder('callee');
    callee.store(8, callee.slotAddress(callee.slot(bytes)), 0, imm(1));
    const { functions } = program((b) => {
      b.store(8, b.slotAddress(b.slot(200)), 0, imm(1));
      b.return(b.invoke('callee', imm(0)));
    });
    return { name: 'test', functions: [...functions, callee.finish()] };
  };

  it('adds up the frames of a chain, each rounded to 32', () => {
    expect(emitProgram(deep(288)).stackBytes).toBe(224 + 288);
    expect(() => emitProgram(deep(289))).toThrow(SystemError);
  });

  it('leaves room in the frame for the counter of may_goto', () => {
    const framed = (build: (b: IrBuilder) => void) =>
      emitProgram(
        program((b) => {
          b.store(8, b.slotAddress(b.slot(64)), 0, imm(1));
          build(b);
        }),
      ).stackBytes;
    expect(framed(() => undefined)).toBe(64);
    expect(
      framed((b) => b.repeat(9, () => b.call('ktime_get_ns'), b.load(8, b.parameter(0)))),
    ).toBe(96);
  });

  it('leaves a loop with may_goto that is longer than 16 bits say', () => {
    const far = program((b) => {
      const p = b.parameter(0);
      const body = (): void => {
        for (let n = 0; n < 20_000; n++) b.store(8, p, 8, imm(n));
      };
      b.repeat(2, body, b.copy(imm(0)));
      b.return(b.load(8, p, 8));
    });
    const { code, mapRefs } = emitProgram(far);
    expect(precheck(code)).toEqual([]);
    expect(runBpf(code, mapRefs)).toEqual(runIr(far));
  });

  it('jumps further than 16 bits say', () => {
    const far = program((b) => {
      const p = b.parameter(0);
      b.when('ne', b.load(8, p), imm(0), () => {
        for (let n = 0; n < 40_000; n++) b.store(8, p, 8, imm(n));
      });
      b.return(b.load(8, p, 8));
    });
    const { code, mapRefs } = emitProgram(far);
    expect(runBpf(code, mapRefs)).toEqual(runIr(far));
  });
});

describe('marks', () => {
  const mark = (line: number, site?: number) => {
    const at = { source: 'x.d', line, column: 1, text: `line ${line}` };
    return site === undefined ? at : { ...at, site };
  };

  it('says where lines and fault sites begin', () => {
    const { lines, sites } = emitProgram(
      program((b) => {
        b.mark(mark(1));
        b.call('ktime_get_ns');
        b.mark(mark(2));
        b.store(4, b.parameter(0), 0, imm(1));
        b.mark(mark(2, 9));
        b.store(4, b.parameter(0), 4, imm(2));
        b.return();
      }),
    );
    expect(lines.map(({ insn, text: source }) => [insn, source])).toEqual([
      [1, 'line 1'],
      [2, 'line 2'],
    ]);
    expect([...sites]).toEqual([[9, 3]]);
  });
});
