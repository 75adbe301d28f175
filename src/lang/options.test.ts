import { describe, expect, test } from 'vitest';
import {
  defaultOptions,
  describeOptions,
  environmentSettings,
  fitSizes,
  isInVersion,
  type OptionName,
  optionWhen,
  resolveOptions,
  type Setting,
} from './options.ts';

const refused = 'Invalid value for specified option';

/** The option's value after `name=value` or, without a value, `name`. */
function valueAfter(text: string): unknown {
  const [, name = '', value] = /^([^=]+)=?(.*)$/s.exec(text) ?? [];
  const setting: Setting = text.includes('=') ? { name, value: value ?? '' } : { name };
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
    ['bpflogsize=1m', 1024 ** 2],
    ['lockmem=unlimited', Number.POSITIVE_INFINITY],
    ['lockmem=4k', 4096],
    // buffers
    ['bufpolicy=ring', 'ring'],
    ['bufresize=manual', 'manual'],
    ['cpu=1', 1],
    ['cpu=unset', -1],
    ['nspec=0', 0],
    ['specsize=71', 71],
    ['temporal', true],
    // of the compiler
    ['version=1.6.1', '1.6.1'],
    ['amin=evolving/stable', 'Evolving/Stable/Common'],
    ['setenv=A=b=c', ['A=b=c']],
    ['evaltime=exec', 'exec'],
    ['tree=3x', 3],
    ['iregs=3', 3],
    ['kdefs', true],
    ['disasm=8', 8],
    ['linknommap=yes', true],
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
    ['bufpolicy=RING', refused],
    ['bufpolicy', refused],
    ['nspec=-1', refused],
    ['specsize=1b', refused],
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
    ['version=2.0', 'Requested version is not supported by compiler'],
    ['version=1.x', 'Version is not properly formatted or is too large'],
    ['version=1.5000', 'Version is not properly formatted or is too large'],
    ['version', refused],
    ['amin=Good', refused],
    ['encoding=latin1', refused],
    ['evaltime=later', refused],
    ['setenv=A', refused],
    ['unsetenv=A=1', refused],
    ['knodefs=1', refused],
    ['linkmode=foo', refused],
    ['tree=0', refused],
    ['pgmax=-1', refused],
    ['useruid', refused],
    ['iregs=9', refused],
    ['ctypes=/x', 'Option is not supported: there are no CTF containers'],
    ['grabanon', 'Option is not supported: there is no anonymous tracing'],
  ])('refuses %s', (text, reason) => {
    expect(() => valueAfter(text)).toThrow(reason);
  });
});

describe('merging', () => {
  test('options that change another one', () => {
    const settings = ['setenv=A=1', 'unsetenv=B', 'setenv=B=2', 'knodefs', 'unodefs', 'kdefs'];
    const options = resolveOptions(
      settings.map((text) => {
        const [, name = '', value] = /^([a-z]+)=?(.+)?$/.exec(text) ?? [];
        return value === undefined ? { name } : { name, value };
      }),
    );
    expect(options.setenv).toEqual(['A=1', 'B', 'B=2']);
    expect(options).toMatchObject({ kdefs: true, udefs: false });
  });

  test('the version may only go down', () => {
    const to = (value: string): Setting => ({ name: 'version', value });
    expect(resolveOptions([to('1.6'), to('1.2')]).version).toBe('1.2');
    expect(() => resolveOptions([to('1.2'), to('1.6')])).toThrow(
      'Requested version conflicts with earlier setting',
    );
  });

  test('an oracle compiler has eight registers, and its own versions', () => {
    const oracle: Setting = { name: 'dialect', value: 'oracle' };
    expect(() => resolveOptions([oracle, { name: 'iregs', value: '7' }])).toThrow(
      'Insufficient registers to generate code',
    );
    expect(resolveOptions([oracle, { name: 'version', value: '2.0' }]).version).toBe('2.0');
    expect(() => resolveOptions([oracle, { name: 'version', value: '1.13' }])).toThrow(
      'Requested version is not supported by compiler',
    );
  });

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
    DTRACE_OPT_NOSUCH: '/lib',
    STRSIZE: '1',
    PATH: '/bin',
  };
  expect(environmentSettings(env)).toEqual([
    { name: 'strsize', value: '512' },
    { name: 'errtags' },
  ]);
});

test('every option says what it does', () => {
  for (const { doc } of describeOptions()) expect(doc).toMatch(/^[-\w].*[^.]$/);
});

test.each([
  ['print', 'illumos', '1.8', false],
  ['print', 'illumos', '1.9', true],
  ['print', 'oracle', '1.6.4', false],
  ['llquantize', 'oracle', '1.6.4', true],
  ['llquantize', 'illumos', '1.6.3', false],
  ['strlen', 'illumos', '1.0', true],
  ['print', 'illumos', undefined, true],
] as const)('%s in %s D %s: %s', (name, dialect, version, expected) => {
  expect(isInVersion(name, dialect, version)).toBe(expected);
});

test('fitSizes', () => {
  const limits = { bufsize: 1 << 30, aggsize: 4 << 20, dynvarsize: 1 << 10 };
  const { options, lowered } = fitSizes(defaultOptions(), limits);
  expect(options).toEqual({ ...defaultOptions(), dynvarsize: 1 << 10 });
  expect(lowered).toEqual([{ what: 'dynamic variable size', bytes: 1 << 10 }]);
});

test('idle options are marked as such', () => {
  const idle = describeOptions().filter((option) => option.idle);
  expect(idle.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['aggpercpu', 'ctfpath', 'temporal', 'udefs']),
  );
  expect(idle.map(({ name }) => name)).not.toContain('quiet');
});
