import type { Action } from '../action.ts';
import { printField } from './record.ts';

/** sym() and its kin: the record holds the address, the consumer knows the names. */
export function symbolAction(name: string, doc: string): Action {
  return {
    name,
    proto: name.startsWith('u') ? '_usymaddr(uintptr_t)' : '_symaddr(uintptr_t)',
    recording: true,
    handle: printField,
    doc,
    example: `BEGIN { ${name}(0); exit(0); }`,
  };
}
