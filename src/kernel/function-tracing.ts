import type { FunctionWay } from '../bpf/index.ts';
import type { Answers, CapabilityName } from './capabilities/answers.ts';

/** How this kernel lets functions be traced; of the other ways why not. */
export interface FunctionTracing {
  readonly ways: readonly FunctionWay[];
  readonly refusals: readonly string[];
}

/** The best first. */
const needs = {
  fentry: 'fentry',
  multi: 'kprobe-multi',
  kprobe: 'kprobe',
} as const satisfies Record<FunctionWay, CapabilityName>;

/** Asks the kernel. */
export function functionTracing(answers: Answers): FunctionTracing {
  const ways = Object.keys(needs) as readonly FunctionWay[];
  return {
    ways: ways.filter((way) => answers.has(needs[way])),
    refusals: ways.flatMap((way) => answers.of(needs[way]).why ?? []),
  };
}
