import type { Action } from '../action.ts';
import { aggregationOf } from './record.ts';

export const trunc: Action = {
  name: 'trunc',
  proto: 'void(@, [int64_t])',
  recording: true,
  handle: (c, action) => {
    const aggregation = aggregationOf(action);
    const [field] = action.fields;
    if (field === undefined) return () => c.truncate(aggregation, undefined);
    const count = c.integer(field);
    return (ring, at) => c.truncate(aggregation, count(ring, at));
  },
  doc: 'Keeps the n greatest values of an aggregation, the n smallest for -n, none without n.',
  example: 'BEGIN { @[1] = sum(1); @[2] = sum(2); trunc(@, 1); exit(0); }',
};
