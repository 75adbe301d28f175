/**
 * printf's conversions: the table, the parser of formats, and their check against argument types.
 * The compiler checks with it, the consumer prints with it.
 */
export * from './check.ts';
export type * from './conversion.ts';
export * from './format.ts';
export { conversionsByName } from './table.ts';
export { toBytes } from './text.ts';
