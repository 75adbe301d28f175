import type { Span } from '../../diag/index.ts';
import type { Context } from '../context.ts';
import type { Checked } from '../symbols.ts';
import { compareParameters, type ParameterRule, readParameters } from './parameters.ts';

const unsigned16 = { least: 0n, most: 0xffffn, range: 'an unsigned 16-bit quantity' };
const factor16 = {
  least: 2n,
  most: 0xffffn,
  range: 'an unsigned 16-bit quantity greater than or equal to 2',
};

interface Dialect {
  readonly rules: readonly ParameterRule[];
  readonly problem: (values: readonly bigint[]) => Problem | undefined;
}

/** `position` says which argument's line the message has. */
interface Problem {
  readonly tag: string;
  readonly position: number;
  readonly message: string;
}

const oracleTags = (part: string, match = part) => ({
  typeTag: `D_LLQUANT_${part}TYPE`,
  valueTag: `D_LLQUANT_${part}VAL`,
  matchTag: `D_LLQUANT_MATCH${match}`,
});

const illumosTags = (part: string) => ({
  typeTag: `D_LLQUANT_${part}TYPE`,
  valueTag: `D_LLQUANT_${part}VAL`,
  matchTag: `D_LLQUANT_${part}MATCH`,
});

const dialects: Readonly<Record<'oracle' | 'illumos', Dialect>> = {
  oracle: {
    rules: [
      { word: 'factor', ...oracleTags('FACTOR'), ...factor16 },
      { word: 'lmag', ...oracleTags('LMAG'), ...unsigned16 },
      { word: 'hmag', ...oracleTags('HMAG'), ...unsigned16 },
      { word: 'steps', ...oracleTags('STEP', 'STEPS'), ...unsigned16, positive: true },
    ],
    problem: oracleProblem,
  },
  illumos: {
    rules: [
      { word: 'factor', ...illumosTags('FACTOR'), ...unsigned16 },
      { word: 'low magnitude', ...illumosTags('LOW'), ...unsigned16 },
      { word: 'high magnitude', ...illumosTags('HIGH'), ...unsigned16 },
      { word: 'number of steps', ...illumosTags('NSTEP'), ...unsigned16 },
    ],
    problem: illumosProblem,
  },
};

/** Factor, low and high magnitude, and steps of a log-linear distribution. */
export function checkLlquantize(
  cx: Context,
  [, ...args]: readonly Checked[],
  previous: readonly bigint[] | undefined,
  span: Span,
): readonly bigint[] {
  const { rules, problem } = dialects[cx.world.options.dialect];
  const values = readParameters(cx, 'llquantize( )', rules, args);
  if (!values) return [];
  const found = problem(values);
  if (found) cx.error(found.tag, args[found.position - 1]?.span ?? span, found.message);
  else if (previous) compareParameters(cx, 'llquantize()', rules, values, previous, span);
  return values;
}

const maximum = 2n ** 64n - 1n;

function oracleProblem([factor = 0n, low = 0n, high = 0n, steps = 0n]: readonly bigint[]):
  | Problem
  | undefined {
  const range = (message: string): Problem => ({
    tag: 'D_LLQUANT_HMAGVAL',
    position: 3,
    message: `llquantize( ) argument #3 (high magnitude) ${message}`,
  });
  if (high < low) return range('must be at least argument #2 (low magnitude)');
  if (overflows(factor, high)) return range('will cause overflow of 64 bits');
  const message = oracleSteps(factor, low, steps);
  if (message === undefined) return undefined;
  return {
    tag: 'D_LLQUANT_STEPVAL',
    position: 1,
    message: `llquantize() argument #4 (steps) must ${message}`,
  };
}

function oracleSteps(factor: bigint, low: bigint, steps: bigint): string | undefined {
  if (steps < factor) {
    return factor % steps === 0n
      ? undefined
      : 'evenly divide argument #1 (factor) when steps<factor';
  }
  if (steps === factor) return undefined;
  if (steps % factor !== 0n) return 'be a multiple of argument #1 (factor) when steps>factor';
  const divides = factor ** (low === 0n ? 2n : low + 1n) % steps === 0n;
  if (divides) return undefined;
  return low === 0n
    ? 'evenly divide the square of argument #1 (factor) when steps>factor and lmag==0'
    : 'evenly divide pow(argument #1 (factor), lmag (argument #2) + 1) when steps>factor and lmag>0';
}

function overflows(factor: bigint, high: bigint): boolean {
  return high >= 64n || factor ** (high + 1n) > maximum;
}

function illumosProblem([factor = 0n, low = 0n, high = 0n, steps = 0n]: readonly bigint[]):
  | Problem
  | undefined {
  const problem = (part: string, position: number, message: string): Problem => ({
    tag: `D_LLQUANT_${part}`,
    position,
    message: `llquantize( ) ${message}`,
  });
  if (factor < 2n) return problem('FACTORSMALL', 1, 'factor (argument #1) must be two or more');
  if (low >= high) {
    return problem(
      'MAGRANGE',
      2,
      'high magnitude (argument #3) must be greater than low magnitude (argument #2)',
    );
  }
  if (factor > steps) {
    return problem(
      'FACTORNSTEPS',
      1,
      'factor (argument #1) must be less than or equal to the number of linear steps per magnitude (argument #4)',
    );
  }
  if (!isEven(factor, steps)) {
    return problem(
      'FACTOREVEN',
      1,
      'number of linear steps per magnitude (argument #4) must evenly divide some power of the factor (argument #1), and be divisible by it',
    );
  }
  if (!overflows(factor, high)) return undefined;
  return problem(
    'MAGTOOBIG',
    3,
    'factor (argument #1) raised to the power of the high magnitude (argument #3) overflows 64 bits',
  );
}

/** Do the steps fall on whole numbers? Looked at in the first power that has enough of them. */
function isEven(factor: bigint, steps: bigint): boolean {
  let power = factor;
  while (power < steps) power *= factor;
  return power % steps === 0n && steps % factor === 0n;
}
