import { describe, expect, it } from 'vitest';
import { IrBuilder } from './builder.ts';
import { type IrFunction, imm, printIr, validateIr } from './index.ts';

function problems(build: (b: IrBuilder) => void, change = (fn: IrFunction) => fn): string[] {
  const b = new IrBuilder('main');
  build(b);
  return validateIr({ name: 'test', functions: [change(b.finish())] });
}

describe('validateIr', () => {
  it('accepts a register written on both paths', () => {
    const found = problems((b) => {
      const dst = b.vreg();
      const set = (n: number) => () => b.assign(dst, imm(n));
      b.ifElse('eq', b.parameter(0), imm(0), set(1), set(2));
      b.return(dst);
    });
    expect(found).toEqual([]);
  });

  it('refuses one written on one path only', () => {
    const found = problems((b) => {
      const dst = b.vreg();
      b.when('eq', b.parameter(0), imm(0), () => b.assign(dst, imm(1)));
      b.return(dst);
    });
    expect(found).toEqual(['main: v1 may be unwritten: return v1']);
  });

  it('refuses one written later in a loop', () => {
    const found = problems((b) => {
      const late = b.vreg();
      b.repeat(3, () => {
        b.call('get_func_ip', late);
        b.assign(late, imm(1));
      });
    });
    expect(found).toEqual(['main: v1 may be unwritten: v3 = get_func_ip(v1)']);
  });

  it('refuses labels that are not bound', () => {
    const cut = (fn: IrFunction) => ({ ...fn, blocks: fn.blocks.slice(0, 1) });
    const found = problems((b) => b.when('eq', b.parameter(0), imm(0), () => undefined), cut);
    expect(found).toEqual(['main: b1 is used but not bound', 'main: b2 is used but not bound']);
  });

  it('refuses unknown functions and wrong numbers of arguments', () => {
    expect(problems((b) => void b.invoke('nobody'))).toEqual(['main: no function nobody']);
    expect(problems((b) => void b.invoke('main'))).toEqual([
      'main: v1 = invoke main(): 1 parameters',
    ]);
  });
});

it('printIr', () => {
  const b = new IrBuilder('main');
  const slot = b.slotAddress(b.slot(12), 4);
  b.mark({ source: 'x.d', line: 2, column: 1, text: 'a = -b' });
  b.store(4, slot, -4, b.negate(b.load(2, b.parameter(0), 8, true)));
  b.mark(undefined);
  const again = b.label();
  b.bind(again);
  const value = b.call('map_lookup_elem', b.map('m'), slot);
  b.branch('sgt', value, imm(-1), again, again);
  expect(printIr({ name: 'p', functions: [b.finish()] })).toBe(`program p
function main(v0)
  slot0: 16 bytes
b0:
  v1 = &slot0 + 4
  ; x.d:2: a = -b
  v2 = signed u16[v0 + 8]
  v3 = negate v2
  u32[v1 - 4] = v3
  jump b1
b1:
  v4 = map m
  v5 = map_lookup_elem(v4, v1)
  if v5 s> -1 b1 else b1
`);
});
