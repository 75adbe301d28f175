import { describe, expect, test } from 'vitest';
import {
  defaultOptions,
  environmentSettings,
  fitSizes,
  type OptionName,
  optionWhen,
  resolveOptions,
  type Setting,
} from './options.ts';

const refused = 'Invalid value for specified option';

/** The option's value after `name=value` or, without a value, `name`. */
function valueAfter(text: string): unknown {
  const [name = '', value] = text.split('=');
  const setting: Setting = value === undefined ? { name } : { name, value };
  return resolveOptions([setting])[name as OptionName];
}

describe('values', () => {
  test.each([
    // sizes
    ['bufsize=59', 59],
    ['bufsize=4k', 4096],
    ['bufsize=2M', 2 * 1024 ** 2],
    ['bufsize=1g', 1024 ** 3],
    ['bufsize=3T', 3 * 1024 ** 4],
    ['bufsize=0x10', 16],
    ['bufsize=010k', 8192],
    ['bufsize', 0],
    ['strsize=2', 2],
    // rates, in nanoseconds
    ['switchrate=10', 1e8],
    ['switchrate=10hz', 1e8],
    ['switchrate=3HZ', 333333333],
    ['switchrate=0hz', 0],
    ['switchrate=7ns', 7],
    ['switchrate=7nsec', 7],
    ['switchrate=7us', 7e3],
    ['switchrate=7usec', 7e3],
    ['switchrate=7ms', 7e6],
    ['switchrate=7msec', 7e6],
    ['switchrate=7s', 7e9],
    ['switchrate=7sec', 7e9],
    ['switchrate=7m', 420e9],
    ['switchrate=7min', 420e9],
    ['switchrate=2h', 7200e9],
    ['switchrate=2hour', 7200e9],
    ['switchrate=2d', 172800e9],
    ['switchrate=2day', 172800e9],
    // run-time values
    ['quiet', true],
    ['quiet=1', true],
    ['quiet=0', true],
    ['quiet=Yes', true],
    ['quiet=on', true],
    ['quiet=enabled', true],
    ['quiet=no', false],
    ['quiet=disable', false],
    ['quiet=false', false],
    ['quiet=unset', false],
    ['quiet=', false],
    ['stackframes=5', 5],
    ['stackframes', 0],
    ['stackframes=unset', 20],
    ['stackframes=set', 1],
    // compile-time flags and others
    ['zdefs', true],
    ['dialect=oracle', 'oracle'],
    ['cpppath=/bin/mcpp', '/bin/mcpp'],
    ['cppargs=-a  -b', ['-a', '-b']],
  ])('%s', (text, value) => {
    expect(valueAfter(text)).toEqual(value);
  });

  test.each([
    ['bufsize=-1', refused],
    ['bufsize=1x', refused],
    ['bufsize=', refused],
    ['bufsize=k', refused],
    ['bufsize=1kk', refused],
    ['bufsize=99999999999999999999', refused],
    ['strsize=1', refused],
    ['switchrate=7 s', refused],
    ['switchrate=7parsecs', refused],
    ['switchrate=-7ms', refused],
    ['quiet=maybe', refused],
    ['quiet=-1', refused],
    ['stackframes=3x', refused],
    ['errtags=1', refused],
    ['dialect=solaris', refused],
    ['dialect', refused],
    ['define', refused],
    ['foo', 'Invalid option name'],
    ['toString', 'Invalid option name'],
    ['nspec=2', 'Option is not supported yet'],
  ])('refuses %s', (text, reason) => {
    expect(() => valueAfter(text)).toThrow(reason);
  });
});

describe('merging', () => {
  test('later settings win, lists grow', () => {
    const options = resolveOptions([
      { name: 'strsize', value: '10' },
      { name: 'define', value: 'A' },
      { name: 'strsize', value: '20' },
      { name: 'define', value: 'B' },
    ]);
    expect(options).toEqual({ ...defaultOptions(), strsize: 20, define: ['A', 'B'] });
  });

  test('the dialect changes defaults, whenever it comes', () => {
    const dialect = { name: 'dialect', value: 'oracle' };
    expect(resolveOptions([dialect])).toMatchObject({ ustackframes: 100, switchrate: 0 });
    const options = resolveOptions([{ name: 'ustackframes', value: '20' }, dialect]);
    expect(options.ustackframes).toBe(20);
  });

  test('the preprocessor has run when a pragma comes', () => {
    const setting: Setting = { name: 'define', value: 'A', inProgram: true };
    expect(() => resolveOptions([setting])).toThrow(
      'Option cannot be used from within a D program',
    );
  });

  test('when', () => {
    expect(['errtags', 'bufsize', 'quiet', 'foo'].map(optionWhen)).toEqual([
      'compile',
      'runtime',
      'dynamic',
      undefined,
    ]);
  });
});

test('environmentSettings', () => {
  const env = {
    DTRACE_OPT_STRSIZE: '512',
    DTRACE_OPT_ERRTAGS: '',
    DTRACE_OPT_SYSLIBDIR: '/lib',
    STRSIZE: '1',
    PATH: '/bin',
  };
  expect(environmentSettings(env)).toEqual([
    { name: 'strsize', value: '512' },
    { name: 'errtags' },
  ]);
});

test('fitSizes', () => {
  const limits = { bufsize: 1 << 30, aggsize: 4 << 20, dynvarsize: 1 << 10 };
  const { options, lowered } = fitSizes(defaultOptions(), limits);
  expect(options).toEqual({ ...defaultOptions(), dynvarsize: 1 << 10 });
  expect(lowered).toEqual([{ what: 'dynamic variable size', bytes: 1 << 10 }]);
});
