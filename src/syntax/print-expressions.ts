import { assertNever } from '../diag/index.ts';
import type { Expression, IntegerLiteral } from './ast.ts';
import { precedence, tightest } from './operators.ts';
import { printTypeName } from './print-declarations.ts';

// Binding strengths around those of the binary operators, which are 0 and more.
const comma = -3;
const assignment = -2;
const conditional = -1;
const cast = tightest;
const unary = tightest + 1;
const postfix = tightest + 2;

/** Prints an expression; parentheses only where precedence needs them. */
export function printExpression(expression: Expression): string {
  return print(expression, comma);
}

/** `least` is how tightly the place binds: what binds less needs parentheses there. */
function print(expression: Expression, least: number): string {
  const text = printBare(expression);
  return strength(expression) < least ? `(${text})` : text;
}

function strength(expression: Expression): number {
  switch (expression.kind) {
    case 'comma':
      return comma;
    case 'assignment':
      return assignment;
    case 'conditional':
      return conditional;
    case 'binary':
      return precedence(expression.operator);
    case 'cast':
      return cast;
    case 'unary':
    case 'sizeof':
    case 'stringof':
      return unary;
    case 'update':
      return expression.prefix ? unary : postfix;
    default:
      return postfix;
  }
}

function printBare(expression: Expression): string {
  switch (expression.kind) {
    case 'integer':
      return printInteger(expression);
    case 'string':
      return `"${printBytes(expression.value)}"`;
    case 'identifier':
      return expression.module === undefined
        ? expression.name
        : `${expression.module}\`${expression.name}`;
    case 'aggregation':
      return `@${expression.name}${expression.subscripts.map(printKeys).join('')}`;
    case 'unary':
      return separated(expression.operator, print(expression.operand, cast));
    case 'update':
      return expression.prefix
        ? separated(expression.operator, print(expression.operand, unary))
        : `${print(expression.operand, postfix)}${expression.operator}`;
    case 'binary': {
      const level = precedence(expression.operator);
      const right = print(expression.right, level + 1);
      return `${print(expression.left, level)} ${expression.operator} ${right}`;
    }
    case 'comma':
      return expression.expressions.map(printArgument).join(', ');
    case 'member':
      return `${print(expression.object, postfix)}${expression.operator}${expression.name}`;
    case 'index':
      return `${print(expression.object, postfix)}${printKeys(expression.keys)}`;
    case 'call':
      return `${print(expression.callee, postfix)}(${printArguments(expression.arguments)})`;
    default:
      return printLoose(expression);
  }
}

/** The forms that begin with a word, and those with three parts. */
function printLoose(
  expression: Extract<
    Expression,
    { kind: 'assignment' | 'conditional' | 'cast' | 'sizeof' | 'offsetof' | 'stringof' | 'xlate' }
  >,
): string {
  switch (expression.kind) {
    case 'assignment': {
      const { target, operator = '', value } = expression;
      return `${print(target, unary)} ${operator}= ${print(value, assignment)}`;
    }
    case 'conditional': {
      const arms = [print(expression.consequent, comma), print(expression.alternate, conditional)];
      return `${print(expression.condition, 0)} ? ${arms.join(' : ')}`;
    }
    case 'cast':
      return `(${printTypeName(expression.type)})${print(expression.operand, cast)}`;
    case 'sizeof':
      return expression.operand.kind === 'typename'
        ? `sizeof (${printTypeName(expression.operand)})`
        : `sizeof ${print(expression.operand, unary)}`;
    case 'offsetof':
      return `offsetof (${printTypeName(expression.type)}, ${expression.member})`;
    case 'stringof':
      return `stringof ${print(expression.operand, unary)}`;
    case 'xlate':
      return `xlate <${printTypeName(expression.type)}> (${printExpression(expression.operand)})`;
    default:
      return assertNever(expression);
  }
}

/** `- -x` and `& &x` must not become other operators; `!!x` cannot. */
function separated(operator: string, operand: string): string {
  return operator !== '!' && operand.startsWith(operator.slice(-1))
    ? `${operator} ${operand}`
    : operator + operand;
}

function printArgument(expression: Expression): string {
  return print(expression, assignment);
}

function printArguments(expressions: readonly Expression[]): string {
  return expressions.map(printArgument).join(', ');
}

function printKeys(keys: readonly Expression[]): string {
  return `[${printArguments(keys)}]`;
}

function printInteger({ value, base, unsigned, longs }: IntegerLiteral): string {
  if (base === 'char') return `'${printCharacter(value)}'`;
  const digits = base === 'decimal' || value === 0n ? `${value}` : `0x${value.toString(16)}`;
  return `${digits}${unsigned ? 'u' : ''}${'l'.repeat(longs)}`;
}

function printCharacter(value: bigint): string {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
  // An unknown escape stands for both its bytes, so a quote alone has to be octal.
  return printBytes(bytes.toString('latin1')).replace(/\\\\'|'/g, (text) =>
    text === "'" ? '\\047' : "\\'",
  );
}

const escapes: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\t': '\\t',
  '\r': '\\r',
};

/** Bytes that are UTF-8 as characters, control characters and stray bytes as octal escapes. */
function printBytes(bytes: string): string {
  const text = Buffer.from(bytes, 'latin1').toString('utf8');
  const isUtf8 = Buffer.from(text, 'utf8').toString('latin1') === bytes;
  return (isUtf8 ? text : bytes).replace(
    isUtf8 ? /["\\\p{Cc}]/gu : /["\\]|[^ -~]/g,
    (char) => escapes[char] ?? printOctal(char),
  );
}

function printOctal(char: string): string {
  const bytes = Buffer.from(char, 'latin1');
  return Array.from(bytes, (byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
