import type {
  HookedProbe,
  Pattern,
  ProbeArgument,
  ProbeName,
  ProviderStability,
} from '../providers/index.ts';
import type { Probe } from '../typed/index.ts';
import type { KernelNames, Stability, TypeLookup } from '../types/index.ts';

/**
 * All that checking needs to know besides the program: which probes, builtins and types there are.
 * Parts of the tables' rows only, so that tests can write small ones.
 */
export interface CheckWorld {
  /** There is a $target (-c, -p). */
  readonly target?: boolean;
  readonly probes: {
    match(pattern: Pattern): readonly Probe[];
    /** Why a description matches none, where that is worth saying. */
    absence?(pattern: Pattern): string | undefined;
    stability(provider: string): ProviderStability;
    typedArguments(probe: ProbeName): readonly ProbeArgument[];
    /** Is a clause that names args[] compiled for each type that its probes have? */
    isCompiledByType?(provider: string): boolean;
    /** Why a probe has no typed arguments, where that is worth saying. */
    untyped?(probe: ProbeName): string | undefined;
    places(probe: ProbeName): readonly HookedProbe[];
    /** `#pragma D attributes`: from now on, a provider promises this of one of its parts. */
    setStability(provider: string, part: keyof ProviderStability, stability: Stability): void;
  };
  readonly subroutines: ReadonlyMap<string, FunctionRow>;
  readonly variables: ReadonlyMap<string, VariableRow>;
  readonly aggregations: ReadonlyMap<string, AggregationRow>;
  readonly actions: ReadonlyMap<string, ActionRow>;
  /** Absent: every module is there. */
  readonly hasModule?: (name: string) => boolean;
  /** Surrounds the question of a `defined()`. */
  readonly whileDefined?: (ask: () => boolean) => boolean;
  /** Types that D itself does not define. */
  readonly types: TypeLookup;
  readonly names: KernelNames;
  /** Read anew each time: pragmas change them. */
  readonly options: CheckOptions;
  /** `#pragma D option name=value`. Gives DTrace's words for what is wrong with it, if anything. */
  readonly setOption: (name: string, value: string | undefined) => string | undefined;
}

interface CheckOptions {
  readonly dialect: 'illumos' | 'oracle';
  /** Bytes of a string. */
  readonly strsize: number;
  /** Bytes that alloca() may give. */
  readonly scratchsize?: number;
  readonly stackframes: number;
  readonly ustackframes: number;
  readonly jstackframes: number;
  /** No stack has more. */
  readonly maxframes: number;
  /** Structs of Linux have the members, too, that Solaris' have. */
  readonly solaris?: boolean;
  /** -Z: a description may match nothing. */
  readonly zdefs?: boolean;
  /** `-x amin`: the least stability that clauses may have. */
  readonly amin?: Stability | undefined;
  /** When kernel symbols get their addresses, and whether they must have them then. */
  readonly linkmode?: 'kernel' | 'static' | 'dynamic';
  readonly kdefs?: boolean;
  /** A program may have no clause. */
  readonly empty?: boolean;
}

interface FunctionRow {
  readonly proto: string;
  readonly scratch?: { readonly size?: number; readonly target?: number };
  readonly destructive?: boolean;
  /** Index of an argument that must be a constant. */
  readonly constantArgument?: number;
  /** Known, and checked, but there is no code for it. */
  readonly refused?: { readonly reason: string; readonly dialect?: string };
  readonly stability?: Stability;
}

interface VariableRow {
  readonly type: string;
  readonly oracleType?: string;
  /** It is an array, of so many. */
  readonly elements?: number;
  /** Its elements have the types that the provider tells of the probe's arguments. */
  readonly typedByProbe?: boolean;
  /** Its elements are the arguments of the event that a probe stands on. */
  readonly ofEvent?: boolean;
  /** Its value comes from the probe that fires, or from that probe's arguments. */
  readonly needs?: 'probe' | 'arguments';
  readonly stability?: Stability;
  readonly cpuIndex?: boolean;
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
