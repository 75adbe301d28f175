import type { Span } from '../diag/index.ts';
import type { SourceMark } from '../ir/index.ts';

/** 1-based column of a span's start. */
export function columnOf(span: Span): number {
  return span.start - span.source.text.lastIndexOf('\n', span.start - 1);
}

/** The D text of a span as the mark that its code carries. */
export function markOf(span: Span): SourceMark {
  return {
    source: span.source.name,
    line: span.line,
    column: columnOf(span),
    text: span.source.text.slice(span.start, span.end).replace(/\s+/g, ' '),
  };
}
