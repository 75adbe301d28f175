import { assertNever } from '../diag/index.ts';
import type { Block, Condition, IrFunction, IrProgram, Op, Operand, Terminator } from './ir.ts';
import { isReg } from './operands.ts';

/** The text of --dump=ir: one operation a line, the D source it is for as a comment above. */

const CONDITION_SYMBOL: Readonly<Record<Condition, string>> = {
  eq: '==',
  ne: '!=',
  gt: '>',
  ge: '>=',
  lt: '<',
  le: '<=',
  sgt: 's>',
  sge: 's>=',
  slt: 's<',
  sle: 's<=',
  set: '&',
};

function value(operand: Operand): string {
  return isReg(operand) ? `v${operand}` : `${operand.imm}`;
}

function memory(bytes: number, base: number, offset: number): string {
  return `u${bytes * 8}[v${base}${offset < 0 ? ' - ' : ' + '}${Math.abs(offset)}]`;
}

/** The right-hand side of an operation, or the whole of one without a result. */
function effect(op: Op): string {
  switch (op.op) {
    case 'constant':
      return `${op.value}`;
    case 'move':
      return `v${op.src}`;
    case 'alu':
      return `${op.alu} v${op.a}, ${value(op.b)}`;
    case 'negate':
      return `negate v${op.src}`;
    case 'swap':
      return `swap${op.bytes * 8} v${op.src}`;
    case 'extend':
      return `${op.signed ? 'signed' : 'unsigned'}${op.bytes * 8} v${op.src}`;
    case 'load':
      return `${op.signed ? 'signed ' : ''}${memory(op.bytes, op.base, op.offset)}`;
    case 'store':
      return `${memory(op.bytes, op.base, op.offset)} = ${value(op.value)}`;
    case 'atomicAdd':
      return `${memory(op.bytes, op.base, op.offset)} += v${op.value}`;
    case 'map':
      return `map ${op.map}`;
    case 'mapValue':
      return `&${op.map}[0] + ${op.offset}`;
    case 'stack':
      return `&slot${op.slot} + ${op.offset}`;
    case 'call':
      return `${op.helper}(${op.args.map(value).join(', ')})`;
    case 'invoke':
      return `invoke ${op.function}(${op.args.map(value).join(', ')})`;
    default:
      return assertNever(op);
  }
}

export function printOp(op: Op): string {
  return 'dst' in op ? `v${op.dst} = ${effect(op)}` : effect(op);
}

export function printTerminator(end: Terminator): string {
  switch (end.op) {
    case 'jump':
      return `jump b${end.target}`;
    case 'branch': {
      const test = `v${end.a} ${CONDITION_SYMBOL[end.condition]} ${value(end.b)}`;
      return `if ${test} b${end.yes} else b${end.no}`;
    }
    case 'mayGoto':
      return `may jump b${end.exit} else b${end.next}`;
    case 'return':
      return `return ${value(end.value)}`;
    default:
      return assertNever(end);
  }
}

function printBlock(block: Block, out: string[]): void {
  out.push(`b${block.id}:`);
  let shown: string | undefined;
  block.ops.forEach((op, i) => {
    const mark = block.marks[i];
    const comment = mark && `  ; ${mark.source}:${mark.line}: ${mark.text}`;
    if (comment && comment !== shown) out.push(comment);
    shown = comment;
    out.push(`  ${printOp(op)}`);
  });
  out.push(`  ${printTerminator(block.end)}`);
}

function printFunction(fn: IrFunction): string {
  const out = [`function ${fn.name}(${fn.parameters.map((p) => `v${p}`).join(', ')})`];
  fn.slots.forEach((bytes, i) => {
    out.push(`  slot${i}: ${bytes} bytes`);
  });
  for (const block of fn.blocks) printBlock(block, out);
  return `${out.join('\n')}\n`;
}

export function printIr(program: IrProgram): string {
  return `program ${program.name}\n${program.functions.map(printFunction).join('\n')}`;
}
