import { BOUND_MAP, BOUND_NAMES, type MapSpec } from '../../bpf/index.ts';
import { integerValue } from '../arguments.ts';
import type { BuiltinVariable } from '../subroutine.ts';

const CELL_BYTES = 8;

const map: MapSpec = {
  name: BOUND_MAP,
  kind: 'array',
  keyBytes: 4,
  valueBytes: BOUND_NAMES.length * CELL_BYTES,
  entries: 1,
  constant: true,
  initial: new Uint8Array(BOUND_NAMES.length * CELL_BYTES),
};

/** What `$target` and its like stand for in a program that is compiled before they are known. */
export const boundVariables: readonly BuiltinVariable[] = BOUND_NAMES.map((name, i) => ({
  name: `__bound_${name}`,
  type: 'int',
  lower: (g) => {
    g.map(map);
    return integerValue(g.b.load(4, g.b.mapValue(BOUND_MAP, i * CELL_BYTES), 0, true));
  },
  doc: `In a saved program, $${name} of where it runs; elsewhere 0.`,
  example: `BEGIN { printf("%d\\n", __bound_${name}); exit(0); }`,
}));
