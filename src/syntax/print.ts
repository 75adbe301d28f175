import { assertNever } from '../diag/index.ts';
import type {
  Clause,
  Inline,
  Item,
  Pragma,
  ProbeDescription,
  Program,
  ProviderBlock,
  ProviderProbe,
  Statement,
  Translator,
} from './ast.ts';
import {
  printDeclarator,
  printParameters,
  printSpecifiers,
  printTypeName,
} from './print-declarations.ts';
import { printExpression } from './print-expressions.ts';

/**
 * Prints a program as D text in one canonical form: macro values in place, no comments, parentheses
 * only where the tree needs them, one statement a line. Parsing the text again gives the same tree.
 */
export function printProgram(program: Program): string {
  return program.items.map((item) => `${printItem(item)}\n`).join('');
}

function printItem(item: Item): string {
  switch (item.kind) {
    case 'clause':
      return printClause(item);
    case 'declaration': {
      const declarators = item.declarators.map(printDeclarator).join(', ');
      return `${words(printSpecifiers(item.specifiers), declarators)};`;
    }
    case 'inline':
      return printInline(item);
    case 'translator':
      return printTranslator(item);
    case 'provider':
      return printProvider(item);
    case 'pragma':
      return printPragma(item);
    default:
      return assertNever(item);
  }
}

function printPragma({ directive, text }: Pragma): string {
  return `#${words(directive, text)}`;
}

function printClause({ probes, predicate, body }: Clause): string {
  const head = probes.map(printProbe).join(',\n');
  const condition = predicate && `/${printExpression(predicate)}/`;
  return [head, condition, body && printBlock(body, '')].filter((part) => part).join('\n');
}

/** All four fields, so that what was filled in from the right can be seen; or the id. */
function printProbe(probe: ProbeDescription): string {
  if (probe.id !== undefined) return `${probe.id}`;
  return [probe.provider, probe.module, probe.function, probe.name].join(':');
}

function printBlock(statements: readonly Statement[], indent: string): string {
  if (statements.length === 0) return '{}';
  const inner = `${indent}  `;
  const lines = statements.map((statement) => `${inner}${printStatement(statement, inner)}\n`);
  return `{\n${lines.join('')}${indent}}`;
}

function printStatement(statement: Statement, indent: string): string {
  switch (statement.kind) {
    case 'expression':
      return `${printExpression(statement.expression)};`;
    case 'empty':
      return ';';
    case 'if': {
      const { condition, consequent, alternate } = statement;
      const head = `if (${printExpression(condition)}) ${printBlock(consequent, indent)}`;
      return alternate ? `${head} else ${printBlock(alternate, indent)}` : head;
    }
    default:
      return assertNever(statement);
  }
}

function printInline({ specifiers, declarator, value }: Inline): string {
  const name = declarator ? printDeclarator(declarator) : '';
  return `inline ${words(printSpecifiers(specifiers), name)} = ${printExpression(value)};`;
}

function printTranslator({ output, input, parameter, members }: Translator): string {
  const head = `translator ${printTypeName(output)} < ${printTypeName(input)} ${parameter} >`;
  const lines = members.map(({ name, value }) => `  ${name} = ${printExpression(value)};\n`);
  return `${head} {\n${lines.join('')}};`;
}

function printProvider({ name, probes }: ProviderBlock): string {
  return `provider ${name} {\n${probes.map(printProviderProbe).join('')}};`;
}

function printProviderProbe({ name, input, output }: ProviderProbe): string {
  const suffix = output ? ` : (${printParameters(output)})` : '';
  return `  probe ${name}(${printParameters(input)})${suffix};\n`;
}

function words(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}
