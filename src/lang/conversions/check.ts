import { type Type, typeName } from '../../types/index.ts';
import type { CheckFacts, Conversion } from './conversion.ts';
import type { ConversionPart, FormatPart, FormatProblem } from './format.ts';
import { conversionsByName } from './table.ts';
import { isInteger } from './types.ts';

export interface FormatCall {
  /** As messages call it: `printf`. */
  readonly name: string;
  readonly parts: readonly FormatPart[];
  /** What follows the format: values of printf, keys of printa's aggregations. */
  readonly arguments: readonly FormatArgument[];
  /** Position of the first of them in the call, from 1; the format's is one less. */
  readonly firstArgument: number;
  /** Present for printa: the type that `%@` prints. */
  readonly aggregation?: Type;
  /** Each argument must have a conversion (printf; printa may leave keys out). */
  readonly exact: boolean;
}

/** A type, or a name of what has none (`aggregation`), which fits no conversion. */
export type FormatArgument = Type | { readonly kind: 'other'; readonly name: string };

/** DTrace's checks of a format against its arguments; the first problem, or undefined. */
export function checkFormat(call: FormatCall, facts: CheckFacts): FormatProblem | undefined {
  if (call.parts.length === 0) {
    return { tag: 'D_PRINTF_FMT_EMPTY', message: `${call.name}( ) format string is empty` };
  }
  const rest = new Arguments(call);
  for (const part of call.parts) {
    const problem = part.kind === 'conversion' ? checkPart(call, part, rest, facts) : undefined;
    if (problem) return problem;
  }
  if (!call.exact || rest.peek() === undefined) return undefined;
  const message = `${call.name}( ) prototype mismatch: only ${rest.taken} arguments required by this format string`;
  return { tag: 'D_PRINTF_ARG_EXTRA', message };
}

/** Hands the arguments out, from left to right. */
class Arguments {
  readonly #call: FormatCall;
  taken = 0;

  constructor(call: FormatCall) {
    this.#call = call;
  }

  peek(): FormatArgument | undefined {
    return this.#call.arguments[this.taken];
  }

  /** `argument #2`. */
  get label(): string {
    return `argument #${this.taken + this.#call.firstArgument}`;
  }
}

function checkPart(
  call: FormatCall,
  part: ConversionPart,
  rest: Arguments,
  facts: CheckFacts,
): FormatProblem | undefined {
  const stars = [
    ...(part.width === 'argument' ? ['*'] : []),
    ...(part.precision === 'argument' ? ['.*'] : []),
  ];
  for (const star of stars) {
    const problem = checkStar(call, part, star, rest);
    if (problem) return problem;
    rest.taken++;
  }
  const row = conversionsByName.get(part.name);
  return row && checkValue(call, part, row, rest, facts);
}

function checkStar(
  { name }: FormatCall,
  part: ConversionPart,
  star: string,
  rest: Arguments,
): FormatProblem | undefined {
  const argument = rest.peek();
  if (argument === undefined) {
    return {
      tag: 'D_PRINTF_DYN_PROTO',
      message: `${name}( ) prototype mismatch: conversion #${part.number} (%${part.name}) is missing a corresponding "${star}" argument`,
    };
  }
  if (argument.kind !== 'other' && isInteger(argument)) return undefined;
  return {
    tag: 'D_PRINTF_DYN_TYPE',
    message:
      `${name}( ) ${rest.label} is incompatible with conversion #${part.number} prototype:\n` +
      `\tconversion: % ${star} ${part.name}\n\t prototype: int\n\t  argument: ${nameOf(argument)}`,
  };
}

function checkValue(
  call: FormatCall,
  part: ConversionPart,
  row: Conversion,
  rest: Arguments,
  facts: CheckFacts,
): FormatProblem | undefined {
  if (!part.aggregation) {
    const argument = rest.peek();
    if (argument === undefined) {
      return {
        tag: 'D_PRINTF_ARG_PROTO',
        message: `${call.name}( ) prototype mismatch: conversion #${part.number} (%${part.name}) is missing a corresponding value argument`,
      };
    }
    const { label } = rest;
    rest.taken++;
    return checkType(call, part, row, label, argument, facts);
  }
  if (call.aggregation) {
    return checkType(call, part, row, 'aggregating action', call.aggregation, facts);
  }
  return {
    tag: 'D_PRINTF_AGG_CONV',
    message: `%@ conversion requires an aggregation and is not for use with ${call.name}( )`,
  };
}

function checkType(
  call: FormatCall,
  part: ConversionPart,
  row: Conversion,
  label: string,
  argument: FormatArgument,
  facts: CheckFacts,
): FormatProblem | undefined {
  if (argument.kind !== 'other' && row.accepts(argument, facts)) return undefined;
  return {
    tag: 'D_PRINTF_ARG_TYPE',
    message:
      `${call.name}( ) ${label} is incompatible with conversion #${part.number} prototype:\n` +
      `\tconversion: %${part.name}\n\t prototype: ${row.types}\n\t  argument: ${nameOf(argument)}`,
  };
}

function nameOf(argument: FormatArgument): string {
  return argument.kind === 'other' ? argument.name : typeName(argument);
}
