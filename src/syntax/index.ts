/**
 * D text ↔ tree. In go the text of a script or option, macro values and a way to ask whether a
 * name is a type; out comes a Program whose every node has a span, or the first error. No name is
 * known here but those of types, and only to tell a cast from a call and a declaration from a probe.
 *
 * grammar/d.peggy is the language; build.ts makes the nodes, control-lines.ts reads `#` lines,
 * syntax-error.ts finds DTrace's words for the place where parsing stopped, print.ts is the way back.
 */
export type * from './ast.ts';
export { scanControlLines } from './control-lines.ts';
export type { DescriptionSpec } from './descriptions.ts';
export { type ParseOptions, parseDescriptionClause, parseProgram } from './parse.ts';
export { printProgram } from './print.ts';
