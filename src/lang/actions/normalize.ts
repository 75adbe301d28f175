import type { Action } from '../action.ts';
import { aggregationOf, fieldOf } from './record.ts';

export const normalize: Action = {
  name: 'normalize',
  proto: 'void(@, uint64_t)',
  recording: true,
  handle: (c, action) => {
    const aggregation = aggregationOf(action);
    const divisor = c.integer(fieldOf(action, 0));
    return (ring, at) => c.normalize(aggregation, divisor(ring, at));
  },
  doc: 'Divides the values of an aggregation when they are printed, from now on.',
  example: 'BEGIN { @ = sum(100); normalize(@, 10); exit(0); }',
};
