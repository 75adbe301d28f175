import { describe, expect, it, test } from 'vitest';
import { type BpfObject, SPECULATIONS_MAP } from '../bpf/index.ts';
import { defaultOptions, type Options } from '../lang/index.ts';
import { checkBuffers } from './buffers.ts';

/** BEGIN's clause of 8 bytes, in ours 16, and END's of `ending`. */
function object(ending: number): BpfObject {
  const probe = (id: number, name: string) => ({
    id,
    provider: 'dtrace',
    module: '',
    function: '',
    name,
  });
  const clause = (id: number, cost: number) => ({
    id,
    probes: [id + 1],
    unit: 0,
    line: 1,
    recordBytes: 16,
    cost,
    actions: [],
  });
  return {
    programs: [],
    maps: [],
    probes: [probe(1, 'BEGIN'), probe(2, 'END')],
    clauses: [clause(0, 8), clause(1, ending)],
    aggregations: [],
    faultSites: [],
    units: [],
  };
}

test('speculations have a limit, if there are any', () => {
  const options = { ...defaultOptions(), nspec: 1_000_000 };
  const map = {
    name: SPECULATIONS_MAP,
    kind: 'hash',
    keyBytes: 4,
    valueBytes: 16,
    entries: 1,
  } as const;
  expect(() => checkBuffers(object(4), options)).not.toThrow();
  expect(() => checkBuffers({ ...object(4), maps: [map] }, options)).toThrow(
    'could not enable tracing: Cannot allocate memory',
  );
});

describe('checkBuffers', () => {
  it.each<[number, Partial<Options>, string | undefined]>([
    [4, { bufsize: 8 }, undefined],
    [4, { bufsize: 7 }, 'Enabling exceeds size of buffer'],
    [4, { bufsize: 0 }, 'Enabling exceeds size of buffer'],
    [12, { bufsize: 10 }, 'Enabling exceeds size of buffer'],
    [12, { bufsize: 10, bufpolicy: 'ring' }, 'Enabling exceeds size of buffer'],
    [12, { bufsize: 10, bufpolicy: 'fill' }, 'END enablings exceed size of principal buffer'],
    [10, { bufsize: 10, bufpolicy: 'fill' }, undefined],
  ])('END of %d bytes with %j: %s', (ending, options, problem) => {
    const check = () => checkBuffers(object(ending), { ...defaultOptions(), ...options });
    if (problem === undefined) expect(check).not.toThrow();
    else expect(check).toThrow(`could not enable tracing: ${problem}`);
  });
});
