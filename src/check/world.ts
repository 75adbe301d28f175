import type { Pattern, ProviderStability } from '../providers/index.ts';
import type { Probe } from '../typed/index.ts';
import type { Stability, TypeLookup } from '../types/index.ts';

/**
 * All that checking needs to know besides the program: which probes, builtins and types there are.
 * Parts of the tables' rows only, so that tests can write small ones.
 */
export interface CheckWorld {
  readonly probes: {
    match(pattern: Pattern): readonly Probe[];
    stability(provider: string): ProviderStability;
  };
  readonly subroutines: ReadonlyMap<string, FunctionRow>;
  readonly variables: ReadonlyMap<string, VariableRow>;
  readonly aggregations: ReadonlyMap<string, AggregationRow>;
  readonly actions: ReadonlyMap<string, ActionRow>;
  /** Types that D itself does not define. */
  readonly types: TypeLookup;
  /** Read anew each time: pragmas change them. */
  readonly options: CheckOptions;
  /** `#pragma D option name=value`. Gives DTrace's words for what is wrong with it, if anything. */
  readonly setOption: (name: string, value: string | undefined) => string | undefined;
}

interface CheckOptions {
  readonly dialect: 'illumos' | 'oracle';
  /** Bytes of a string. */
  readonly strsize: number;
  readonly stackframes: number;
  readonly ustackframes: number;
  /** -Z: a description may match nothing. */
  readonly zdefs?: boolean;
  /** There is a $target (-c, -p). */
  readonly target?: boolean;
  /** A program may have no clause. */
  readonly empty?: boolean;
}

interface FunctionRow {
  readonly proto: string;
  readonly destructive?: boolean;
  readonly stability?: Stability;
}

interface VariableRow {
  readonly type: string;
  readonly oracleType?: string;
  readonly stability?: Stability;
  /** Its stability is the provider's for that part. */
  readonly probePart?: keyof ProviderStability;
}

interface AggregationRow {
  readonly proto: string;
  readonly parameters: number;
  readonly increment?: number;
  /** `%@` prints an unsigned number. */
  readonly unsigned?: boolean;
}

export interface ActionRow extends FunctionRow {
  readonly recording: boolean;
}
