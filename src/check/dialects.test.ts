import { describe, expect, test } from 'vitest';
import { defaultOptions, dialectOptions, dialectTags } from '../lang/index.ts';
import { errorsOf } from './testing.ts';

const dialects = ['illumos', 'oracle'] as const;

describe.each(dialects)('dialect %s', (dialect) => {
  test.each(dialectTags)('$what: $text', (difference) => {
    expect(errorsOf(difference.text, dialect)[0]?.tag ?? '').toBe(difference[dialect]);
  });

  test.each(dialectOptions)('$what: option $option', (difference) => {
    expect(String(defaultOptions(dialect)[difference.option])).toBe(difference[dialect]);
  });
});
