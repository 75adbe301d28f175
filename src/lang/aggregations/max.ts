import { extreme } from './extreme.ts';

export const max = extreme({
  name: 'max',
  mask: 1n << 63n,
  doc: 'The greatest value of its argument, a signed 64-bit number.',
  example: 'BEGIN { @ = max(3); @ = max(-2); exit(0); }',
});
