import { assertNever, bug } from '../../diag/index.ts';
import {
  type BlockId,
  evaluateAlu,
  evaluateCondition,
  evaluateExtend,
  evaluateSwap,
  type IrFunction,
  type IrProgram,
  type Op,
  type Operand,
  type Terminator,
  type VReg,
} from '../../ir/index.ts';
import {
  addInPlace,
  CONTEXT,
  FRAME_BYTES,
  mapAddress,
  newWorld,
  type Outcome,
  outcome,
  runHelper,
  STACK_TOP,
  type World,
} from './world.ts';

/** Runs IR as its definition in ir.ts says. */
export function runIr(program: IrProgram): Outcome {
  const world = newWorld();
  const main = program.functions[0] ?? bug('no functions');
  return outcome(runIrFunction(program, main, [CONTEXT], world, STACK_TOP), world);
}

function runIrFunction(
  program: IrProgram,
  fn: IrFunction,
  args: readonly bigint[],
  world: World,
  stack: bigint,
): bigint {
  const regs = new Map<VReg, bigint>();
  fn.parameters.forEach((reg, i) => {
    regs.set(reg, args[i] ?? 0n);
  });
  const value = (operand: Operand): bigint =>
    typeof operand === 'object' ? operand.imm : (regs.get(operand) ?? bug(`v${operand} unwritten`));
  const invoke = (name: string, values: readonly bigint[]) => {
    const callee = program.functions.find((f) => f.name === name) ?? bug(`no function ${name}`);
    return runIrFunction(program, callee, values, world, stack - FRAME_BYTES);
  };
  for (let block = fn.blocks[0]; block; ) {
    for (const op of block.ops) {
      const result = runOp(op, { world, value, stack, invoke });
      if ('dst' in op) regs.set(op.dst, BigInt.asIntN(64, result));
    }
    const end = block.end;
    if (end.op === 'return') return value(end.value);
    const target = nextBlock(end, value);
    block = fn.blocks.find((candidate) => candidate.id === target);
  }
  return bug('control left the function');
}

function nextBlock(
  end: Exclude<Terminator, { readonly op: 'return' }>,
  value: (operand: Operand) => bigint,
): BlockId {
  if (end.op === 'jump') return end.target;
  if (end.op === 'mayGoto') return end.next;
  return evaluateCondition(end.condition, value(end.a), value(end.b)) ? end.yes : end.no;
}

interface IrState {
  readonly world: World;
  readonly stack: bigint;
  value(operand: Operand): bigint;
  invoke(name: string, args: readonly bigint[]): bigint;
}

function runOp(op: Op, state: IrState): bigint {
  const { world, value } = state;
  switch (op.op) {
    case 'constant':
      return op.value;
    case 'move':
      return value(op.src);
    case 'alu':
      return evaluateAlu(op.alu, value(op.a), value(op.b));
    case 'negate':
      return -value(op.src);
    case 'swap':
      return evaluateSwap(op.bytes, value(op.src));
    case 'extend':
      return evaluateExtend(op.bytes, op.signed, value(op.src));
    case 'load': {
      const loaded = world.memory.load(op.bytes, value(op.base) + BigInt(op.offset));
      return op.signed ? BigInt.asIntN(op.bytes * 8, loaded) : loaded;
    }
    case 'store':
      world.memory.store(op.bytes, value(op.base) + BigInt(op.offset), value(op.value));
      return 0n;
    case 'atomicAdd':
      addInPlace(world, op.bytes, value(op.base) + BigInt(op.offset), value(op.value));
      return 0n;
    case 'map':
      return mapAddress(op.map) + 1n;
    case 'mapValue':
      return mapAddress(op.map) + BigInt(op.offset);
    case 'stack':
      return state.stack - BigInt((op.slot + 1) * 64) + BigInt(op.offset);
    case 'call':
      return runHelper(world, op.helper, op.args.map(value));
    case 'invoke':
      return state.invoke(op.function, op.args.map(value));
    default:
      return assertNever(op);
  }
}
