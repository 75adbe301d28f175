import type { Action } from '../action.ts';
import { aggregationOf, fieldOf } from './record.ts';

export const normalize: Action = {
  name: 'normalize',
  proto: 'void(@, uint64_t)',
  recording: true,
  handle: (c, action) => {
    const aggregation = aggregationOf(action);
    const field = fieldOf(action, 0);
    const divisor = c.integer(field);
    return (ring, at) => {
      const factor = BigInt.asUintN(field.bytes * 8, divisor(ring, at));
      if (factor === 0n) c.complain(ring, at, `${action.action}() by zero: factor not changed`);
      else c.normalize(aggregation, factor);
    };
  },
  doc: 'Divides the values of an aggregation when they are printed, from now on.',
  example: 'BEGIN { @ = sum(100); normalize(@, 10); exit(0); }',
};
