import type { Action } from '../action.ts';
import { aggregationOf } from './record.ts';

export const clear: Action = {
  name: 'clear',
  proto: 'void(@)',
  recording: true,
  handle: (c, action) => {
    const aggregation = aggregationOf(action);
    return () => c.clear(aggregation);
  },
  doc: 'Makes the values of an aggregation zero and keeps its keys.',
  example: 'BEGIN { @ = count(); clear(@); exit(0); }',
};
