/**
 * The tables: one file per language feature, with everything about it, from prototype to printed
 * form. Generic code asks a row; it never compares with a name.
 */
export * from './action.ts';
export { actionsByName as actions } from './actions/index.ts';
export type * from './aggregation.ts';
export { barsOf, type ChartStyle } from './aggregations/bars.ts';
export { chartHeader, chartLine, drawChart } from './aggregations/chart.ts';
export { aggregationsByName as aggregations } from './aggregations/index.ts';
export { packedHeader, packedLine } from './aggregations/packed.ts';
export type {
  Argument,
  ConversionPart,
  FormatArgument,
  FormatPart,
  Formatter,
  Operand,
  Printer,
} from './conversions/index.ts';
export {
  checkFormat,
  conversionsByName as conversions,
  parseFormat,
  textArguments,
  toBytes,
} from './conversions/index.ts';
export * from './dialects.ts';
export { setDynamicOption } from './dynamic-options.ts';
export type * from './gen.ts';
export { copyBytes, copyWords, forget, inWords, isZero, powerOfTwo, zeroFill } from './memory.ts';
export * from './options.ts';
export { MOST_SPECULATIONS } from './speculations.ts';
export {
  compareStrings,
  constantString,
  copyPadded,
  copyString,
  equalStrings,
  requireString,
} from './strings.ts';
export type * from './subroutine.ts';
export { subroutinesByName as subroutines } from './subroutines/index.ts';
export { variablesByName as variables } from './variables/index.ts';
