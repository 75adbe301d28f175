import { expect, it } from 'vitest';
import { integer, stringType, type Type } from '../../types/index.ts';
import { checkFormat, type FormatArgument } from './check.ts';
import { parseFormat } from './format.ts';

const int = integer('int');
const long = integer('long');
const longlong = integer('long long');
const ulong = integer('unsigned long');
const short = integer('short');
const char = integer('char');
const pointer: Type = { kind: 'pointer', target: int };
const chars: Type = { kind: 'array', element: char, count: 8 };
const stack: Type = { kind: 'stack', user: false };
const sym: Type = { kind: 'symbol', form: 'sym' };
const usym: Type = { kind: 'symbol', form: 'usym' };
const uint64: Type = { kind: 'typedef', name: 'uint64_t', target: integer('unsigned long long') };
const enumeration: Type = { kind: 'enum', name: 'e', enumerators: [] };
const aggregation: FormatArgument = { kind: 'other', name: 'aggregation' };

interface Call {
  readonly name?: string;
  readonly target?: boolean;
  readonly aggregation?: Type;
}

/** The problem of `printf(format, …types)`; printa if an aggregation is given. */
function check(format: string, types: readonly FormatArgument[], call: Call = {}) {
  const { parts = [] } = parseFormat(format, 'illumos');
  const printa = call.aggregation ? { aggregation: call.aggregation } : {};
  return checkFormat(
    {
      name: call.aggregation ? 'printa' : 'printf',
      parts,
      arguments: types,
      firstArgument: 2,
      exact: !call.aggregation,
      ...printa,
    },
    { target: call.target ?? false },
  );
}

it.each([
  ['%d %i %u %x %X %o', [int, char, long, short, ulong, enumeration]],
  ['%hd %hx', [short, integer('unsigned short')]],
  ['%ld %lld %lx %llx', [long, longlong, ulong, uint64]],
  ['%lx %lld', [uint64, long]],
  ['%c %C %lc', [char, int, int]],
  ['%s %S', [stringType, chars]],
  ['%p %a %a', [pointer, int, sym]],
  ['%A', [usym]],
  ['%k', [stack]],
  ['%Y %T', [uint64, long]],
  ['%*.*d', [int, int, int]],
  ['100%%', []],
] as const)('accepts %s', (format, types) => {
  expect(check(format, types)).toBeUndefined();
});

it.each([
  ['%d', [stringType]],
  ['%s', [pointer]],
  ['%s', [int]],
  ['%hd', [int]],
  ['%hd', [integer('unsigned short')]],
  ['%ld', [int]],
  ['%lu', [long]],
  ['%lx', [longlong]],
  ['%llx', [long]],
  ['%c', [long]],
  ['%Y', [int]],
  ['%k', [int]],
  ['%f', [int]],
  ['%A', [int]],
  ['%a', [usym]],
  ['%p', [stack]],
  ['%d', [aggregation]],
  ['%ws', [chars]],
] as const)('%s does not take its argument', (format, types) => {
  expect(check(format, types)?.tag).toBe('D_PRINTF_ARG_TYPE');
});

it('takes a plain number for %A if there is a target', () => {
  expect(check('%A', [ulong], { target: true })).toBeUndefined();
});

it.each([
  ['', [], 'D_PRINTF_FMT_EMPTY', 'printf( ) format string is empty'],
  [
    '%s',
    [],
    'D_PRINTF_ARG_PROTO',
    'printf( ) prototype mismatch: conversion #1 (%s) is missing a corresponding value argument',
  ],
  [
    '%d %d',
    [int, int, int],
    'D_PRINTF_ARG_EXTRA',
    'printf( ) prototype mismatch: only 2 arguments required by this format string',
  ],
  [
    '%s %.*d',
    [stringType],
    'D_PRINTF_DYN_PROTO',
    'printf( ) prototype mismatch: conversion #2 (%d) is missing a corresponding ".*" argument',
  ],
  [
    '%*d',
    [stringType, int],
    'D_PRINTF_DYN_TYPE',
    'printf( ) argument #2 is incompatible with conversion #1 prototype:\n\tconversion: % * d\n\t prototype: int\n\t  argument: string',
  ],
  [
    '%% %d %d',
    [int, aggregation],
    'D_PRINTF_ARG_TYPE',
    'printf( ) argument #3 is incompatible with conversion #3 prototype:\n\tconversion: %d\n\t prototype: char, short, int, long, or long long\n\t  argument: aggregation',
  ],
  [
    'hello %@d',
    [int],
    'D_PRINTF_AGG_CONV',
    '%@ conversion requires an aggregation and is not for use with printf( )',
  ],
] as const)('says what is wrong with %s', (format, types, tag, message) => {
  expect(check(format, types)).toEqual({ tag, message });
});

it('lets printa leave out keys, and checks %@ against the value', () => {
  expect(check('%@d', [int, stringType], { aggregation: longlong })).toBeUndefined();
  expect(check('%@s', [], { aggregation: longlong })?.message).toContain(
    'printa( ) aggregating action is incompatible with conversion #1 prototype:',
  );
});
