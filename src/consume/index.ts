/**
 * From record bytes and map contents to text. Takes an object and a source of records (a backend's
 * `Loaded`), gives DTrace's output; knows no syntax tree, no kernel, and no name of an action or
 * aggregating function: those it finds in the tables of lang.
 */
export { type Consuming, createConsumer } from './consumer.ts';
export { debugOutput } from './debug-output.ts';
export { Output, openOutput, type Shell } from './output.ts';
export * from './source.ts';
