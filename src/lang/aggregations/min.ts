import { extreme } from './extreme.ts';

export const min = extreme({
  name: 'min',
  mask: 0x7fff_ffff_ffff_ffffn,
  doc: 'The smallest value of its argument, a signed 64-bit number.',
  example: 'BEGIN { @ = min(3); @ = min(-2); exit(0); }',
});
