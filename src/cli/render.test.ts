import { describe, expect, test } from 'vitest';
import {
  CompileError,
  type Diagnostic,
  type Source,
  SystemError,
  UsageError,
} from '../diag/index.ts';
import { exitStatus, type RenderOptions, renderError } from './render.ts';

const plain: RenderOptions = {
  tags: false,
  frames: false,
  color: false,
  firstOnly: false,
  stack: false,
};

/** A diagnostic that points at «…» in the text. */
function at(kind: Source['kind'], marked: string, tag: string, hint?: string): Diagnostic {
  const start = marked.indexOf('«');
  const end = marked.indexOf('»') - 1;
  const text = marked.replace(/[«»]/g, '');
  const name = kind === 'description' ? text : 'x.d';
  const line = text.slice(0, start).split('\n').length;
  const span = { source: { kind, name, text }, start, end, line };
  return { tag, message: 'it is wrong', span, ...(hint === undefined ? {} : { hint }) };
}

describe('first line', () => {
  test.each([
    [
      'script',
      'BEGIN\n{ «foo»; }',
      'D_IDENT_UNDEF',
      'failed to compile script x.d: line 2: it is wrong',
    ],
    [
      'library',
      'BEGIN { «foo» }',
      'D_IDENT_UNDEF',
      'failed to compile script x.d: "x.d", line 1: it is wrong',
    ],
    [
      'description',
      'BEGIN { «foo» }',
      'D_IDENT_UNDEF',
      'invalid probe specifier BEGIN { foo }: in action list: it is wrong',
    ],
    [
      'description',
      'BEGIN /«foo»/',
      'D_IDENT_UNDEF',
      'invalid probe specifier BEGIN /foo/: in predicate: it is wrong',
    ],
    ['description', 'BEGIN { «} »', 'D_SYNTAX', 'invalid probe specifier BEGIN { } : it is wrong'],
    [
      'description',
      'BEGIN { «foo» }',
      'D_PRINTF_ARG_TYPE',
      'invalid probe specifier BEGIN { foo }: it is wrong',
    ],
    ['description', '«fo»', 'D_PDESC_ZERO', 'invalid probe specifier fo: it is wrong'],
    [
      'description',
      'BEGIN /*{*/ /"{" == «a»/',
      'D_IDENT_UNDEF',
      'invalid probe specifier BEGIN /*{*/ /"{" == a/: in predicate: it is wrong',
    ],
    [
      'description',
      'BEGIN { x = 1; } END /«foo»/ { }',
      'D_IDENT_UNDEF',
      'invalid probe specifier BEGIN { x = 1; } END /foo/ { }: in predicate: it is wrong',
    ],
    [
      'description',
      'BEGIN /1/ { if (1) { } «foo» }',
      'D_IDENT_UNDEF',
      'invalid probe specifier BEGIN /1/ { if (1) { } foo }: in action list: it is wrong',
    ],
  ] as const)('%s %s', (kind, text, tag, line) => {
    expect(renderError(new CompileError([at(kind, text, tag)]), plain)).toBe(`dtrace: ${line}\n`);
  });

  test('tags come before the place', () => {
    const error = new CompileError([at('script', '«a»', 'D_SYNTAX')]);
    expect(renderError(error, { ...plain, tags: true })).toBe(
      'dtrace: failed to compile script x.d: [D_SYNTAX] line 1: it is wrong\n',
    );
  });

  test('several errors, or the first', () => {
    const error = new CompileError([at('script', '«a»', 'D_X'), at('script', '\n«b»', 'D_Y')]);
    expect(renderError(error, plain).split('\n').length).toBe(3);
    expect(renderError(error, { ...plain, firstOnly: true }).split('\n').length).toBe(2);
  });
});

describe('frame', () => {
  test.each([
    [
      'inside a line',
      'A\nBEGIN { «foo»; }\nB',
      '         2 | BEGIN { foo; }\n           |         ^^^\n',
    ],
    ['tabs stay', '\t\t«x»', '         1 | \t\tx\n           | \t\t^\n'],
    ['several lines', 'a «b\nc» d', '         1 | a b\n           |   ^\n'],
    ['end of text', 'a {«»', '         1 | a {\n           |    ^\n'],
  ])('%s', (_name, text, frame) => {
    const error = new CompileError([at('script', text, 'D_X', 'try this')]);
    const shown = renderError(error, { ...plain, frames: true });
    expect(shown.slice(shown.indexOf('\n') + 1)).toBe(`${frame}        hint: try this\n`);
  });

  test('in color', () => {
    const error = new CompileError([at('script', '«a»', 'D_X')]);
    expect(renderError(error, { ...plain, frames: true, color: true })).toContain(
      '\u001b[31m^\u001b[39m',
    );
  });
});

/** As node's fs throws it. */
function missing(path: string): Error {
  return Object.assign(new Error('ENOENT: …'), {
    errno: -2,
    code: 'ENOENT',
    syscall: 'open',
    path,
  });
}

describe('other errors', () => {
  test.each([
    ['system', new SystemError('no'), 'dtrace: no\n', 1],
    ['system, hint', new SystemError('no', 'do'), 'dtrace: no\n', 1],
    ['usage', new UsageError('no'), 'dtrace: no\n', 2],
    ['bare usage', new UsageError(''), '', 2],
    [
      'missing file',
      missing('/sys/x'),
      'dtrace: failed to open /sys/x: No such file or directory\n',
      1,
    ],
  ])('%s', (_name, error, text, status) => {
    expect(renderError(error, plain)).toBe(text);
    expect(exitStatus(error)).toBe(status);
  });

  test('hints are for people', () => {
    const shown = renderError(new SystemError('no', 'do'), { ...plain, frames: true });
    expect(shown).toBe('dtrace: no\n        hint: do\n');
  });

  test('a mistake of ours is one line and a request; the stack only when asked for', () => {
    const error = new Error('internal error: oops\nmore');
    const shown = renderError(error, plain);
    expect(shown).toMatch(/^dtrace: internal error: oops\n {8}.*report.*\n$/);
    expect(renderError(error, { ...plain, stack: true })).toContain('render.test.ts');
  });
});
