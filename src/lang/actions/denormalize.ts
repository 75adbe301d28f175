import type { Action } from '../action.ts';
import { aggregationOf } from './record.ts';

export const denormalize: Action = {
  name: 'denormalize',
  proto: 'void(@)',
  recording: true,
  handle: (c, action) => {
    const aggregation = aggregationOf(action);
    return () => c.normalize(aggregation, 1n);
  },
  doc: 'Undoes normalize().',
  example: 'BEGIN { @ = sum(100); normalize(@, 10); denormalize(@); exit(0); }',
};
