/**
 * One tracing run, from a loaded object to the last line of output: BEGIN, records, drops, targets,
 * signals, END, aggregations. Knows no D text and no kernel: it gets an object and a backend.
 */
export { runSession, type WatchedTarget } from './session.ts';
