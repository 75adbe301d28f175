import type { ActionSpec, Field } from '../../bpf/index.ts';
import { bug } from '../../diag/index.ts';
import type { Action } from '../action.ts';

/** A field that the compiler has put there. */
export function fieldOf(action: ActionSpec, index: number): Field {
  return action.fields[index] ?? bug(`${action.action}() has no field ${index}`);
}

/** The aggregation an action works on. */
export function aggregationOf(action: ActionSpec): number {
  return action.data.aggregations?.[0] ?? bug(`${action.action}() has no aggregation`);
}

/** The side of an action whose only field is printed as trace() prints it. */
export const printField: Action['handle'] = (c, action) => {
  const text = c.trace(fieldOf(action, 0));
  return (ring, at) => c.write(text(ring, at));
};
