import type { VReg } from '../../ir/index.ts';
import { integerValue } from '../arguments.ts';
import type { Gen } from '../gen.ts';
import type { BuiltinVariable, ProbePart } from '../subroutine.ts';

export const id: BuiltinVariable = {
  name: 'id',
  type: 'uint_t',
  needs: 'probe',
  lower: (g) => integerValue(g.b.reg(g.probeId())),
  doc: 'Id of the probe that fires, as dtrace -l shows it.',
  example: 'BEGIN { printf("%d\\n", id); exit(0); }',
};

export const epid: BuiltinVariable = {
  name: 'epid',
  type: 'uint_t',
  oracleType: 'uint64_t',
  needs: 'probe',
  lower: (g) => integerValue(g.b.reg(g.epid())),
  doc: 'Id of this clause at this probe: the pairs are numbered from 1.',
  example: 'BEGIN { printf("%d\\n", epid); exit(0); }',
};

function part(name: string, which: ProbePart): BuiltinVariable {
  return {
    name,
    type: 'string',
    needs: 'probe',
    probePart: which,
    lower: (g) => g.probeText(which),
    doc: `The ${which} field of the probe that fires.`,
    example: `BEGIN { printf("%s\\n", ${name}); exit(0); }`,
  };
}

export const probeprov = part('probeprov', 'provider');
export const probemod = part('probemod', 'module');
export const probefunc = part('probefunc', 'function');
export const probename = part('probename', 'name');

const ARGUMENTS = 10;

/** arg0 to arg9. */
export const argumentVariables: readonly BuiltinVariable[] = Array.from(
  { length: ARGUMENTS },
  (_, n) => ({
    name: `arg${n}`,
    type: 'int64_t',
    needs: 'arguments',
    lower: (g) => integerValue(g.argument(n)),
    doc: `Argument ${n} of the probe, as a raw number; the provider says what it is.`,
    example: `syscall::mmap:entry { printf("%x\\n", arg${n}); exit(0); }`,
  }),
);

export const args: BuiltinVariable = {
  name: 'args',
  type: 'int64_t',
  elements: ARGUMENTS,
  typedByProbe: true,
  needs: 'arguments',
  lower: (g, index = 0) => integerValue(g.argument(index)),
  doc: 'An argument of the probe, of the type that it has there.',
  example: 'syscall::mmap:entry { printf("%x\\n", args[1]); exit(0); }',
};

/** A private array of numbers that have to do with the event which a probe stands on. */
function ofEvent(
  name: string,
  read: (g: Gen, index: number) => VReg,
  text: Pick<BuiltinVariable, 'doc' | 'example' | 'ofEvent'>,
): BuiltinVariable {
  return {
    name,
    type: 'int64_t',
    elements: 16,
    needs: 'arguments',
    lower: (g, index = 0) => integerValue(read(g, index)),
    ...text,
  };
}

/** For what providers say of their probes' arguments. */
export const raw = ofEvent('__raw', (g, index) => g.raw(index), {
  ofEvent: true,
  doc: 'An argument of the event that the probe stands on.',
  example: 'syscall::mmap:entry { printf("%x\\n", __raw[1]); exit(0); }',
});

/** For translators. */
export const extra = ofEvent('__extra', (g, index) => g.extra(index), {
  doc: 'What a provider tells its translators of the event; 0 if it has nothing to tell.',
  example: 'BEGIN { printf("%d\\n", __extra[0]); exit(0); }',
});
