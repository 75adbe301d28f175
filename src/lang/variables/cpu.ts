import { imm } from '../../ir/index.ts';
import { integerValue } from '../arguments.ts';
import { forget } from '../memory.ts';
import type { BuiltinVariable } from '../subroutine.ts';

/** Bytes of cpuinfo_t, as translators/sched.d declares it. */
export const CPUINFO_BYTES = 72;

/** For curcpu: the table of all processors is made while compiling, as nothing in it changes. */
export const cpuinfo: BuiltinVariable = {
  name: '__cpuinfo',
  type: 'uintptr_t',
  stability: 'Stable/Private/Common',
  lower: (g) => {
    const { b } = g;
    const processor = b.call('get_smp_processor_id');
    const all = g.processors();
    const table = g.constant(all);
    const last = imm(Math.max(all.length / CPUINFO_BYTES - 1, 0));
    const index = b.copy(processor);
    b.when('gt', index, last, () => b.assign(index, imm(0)));
    // As a plain number, with which D may calculate: the verifier restricts what is done to pointers.
    return integerValue(forget(g, b.alu('add', table, b.alu('mul', index, imm(CPUINFO_BYTES)))));
  },
  doc: 'For curcpu: the address of what is known of the processor.',
  example: 'BEGIN { printf("%x\\n", __cpuinfo); exit(0); }',
};
