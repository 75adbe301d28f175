import { assertNever } from '../diag/index.ts';
import type {
  TypedClause,
  TypedExpression,
  TypedProgram,
  TypedStatement,
  Variable,
} from '../typed/index.ts';
import { typeName } from '../types/index.ts';

/** The checked program as text, one line a predicate or statement: for people, and for tests. */
export function printTyped(program: TypedProgram): string {
  return program.clauses.flatMap(printClause).join('\n');
}

function printClause(clause: TypedClause): readonly string[] {
  const probes = clause.probes.map((p) => [p.provider, p.module, p.function, p.name].join(':'));
  const predicate = clause.predicate ? [`  / ${printExpression(clause.predicate)} /`] : [];
  return [probes.join(', '), ...predicate, ...clause.body.map((s) => `  ${printStatement(s)}`)];
}

function printStatement(s: TypedStatement): string {
  switch (s.kind) {
    case 'expression':
      return printExpression(s.expression);
    case 'record': {
      const data = Object.entries(s.data).map(([name, value]) => `${name}=${printData(value)}`);
      return `${s.action}(${[...data, ...s.args.map(printExpression)].join(', ')})`;
    }
    case 'aggregate': {
      const { name, function: called, parameters } = s.aggregation;
      const args = [s.value, s.increment].flatMap((e) => (e ? printExpression(e) : []));
      return `@${name}[${list(s.keys)}] = ${called}(${[...parameters, ...args].join(', ')})`;
    }
    default:
      return assertNever(s);
  }
}

function printData(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : `[${String(value)}]`;
}

const prefixes = { global: '', self: 'self->', this: 'this->' } as const;

function printVariable({ scope, name }: Variable): string {
  return `${prefixes[scope]}${name}`;
}

function list(expressions: readonly TypedExpression[]): string {
  return expressions.map(printExpression).join(', ');
}

/** With the type behind it. */
function printExpression(e: TypedExpression): string {
  return `${printBare(e)}:${typeName(e.type)}`;
}

const unary = { negate: '-', complement: '~', not: '!' } as const;

function printBare(e: TypedExpression): string {
  const p = printExpression;
  switch (e.kind) {
    case 'integer':
      return String(e.value);
    case 'string':
      return JSON.stringify(e.value);
    case 'variable':
      return printVariable(e.variable);
    case 'element':
      return `${printVariable(e.variable)}[${list(e.keys)}]`;
    case 'builtin':
      return e.index ? `${e.name}[${p(e.index)}]` : e.name;
    case 'negate':
    case 'complement':
    case 'not':
      return `${unary[e.kind]}${p(e.operand)}`;
    case 'arithmetic':
    case 'logical':
      return `(${p(e.left)} ${e.operator} ${p(e.right)})`;
    case 'comparison':
      return `(${p(e.left)} ${e.signed ? '' : 'u'}${e.operator} ${p(e.right)})`;
    case 'conditional':
      return `(${p(e.condition)} ? ${p(e.consequent)} : ${p(e.alternate)})`;
    case 'assignment':
      return `(${p(e.target)} ${e.operator ?? ''}= ${p(e.value)})`;
    case 'update': {
      const sign = e.delta === 1n ? '++' : '--';
      return e.prefix ? `${sign}${p(e.target)}` : `${p(e.target)}${sign}`;
    }
    case 'cast':
      return `(cast)${p(e.operand)}`;
    case 'stringof':
      return `stringof ${p(e.operand)}`;
    case 'call':
      return `${e.name}(${list(e.args)})`;
    case 'comma':
      return `(${list(e.expressions)})`;
    case 'load':
      return `*${p(e.address)}`;
    case 'member':
      return `${p(e.object)}.+${e.offset}`;
    case 'item':
      return `${p(e.object)}[${p(e.index)} of ${e.count}]`;
    case 'character':
      return `${p(e.object)}[${p(e.index)}]`;
    case 'bits':
      return `${p(e.storage)}{${e.shift}+${e.width}}`;
    case 'address':
      return `&${p(e.of)}`;
    case 'bounded':
      return `${p(e.index)}<${e.count}`;
    case 'stack':
      return `${e.user ? 'u' : ''}stack(${e.frames})`;
    case 'published':
      return `&\`${e.name}`;
    case 'structure':
      return `{ ${e.parts.map((x) => `${x.bitOffset / 8}: ${p(x.value)}`).join(', ')} }`;
    case 'symbol':
      return `symbol(${p(e.address)})`;
    default:
      return assertNever(e);
  }
}
