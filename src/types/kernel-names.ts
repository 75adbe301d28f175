import type { Type } from './type.ts';

/** Names of the running kernel besides those of types. */
export interface KernelNames {
  /** An enumerator of any of its enums; undefined: there is none. */
  enumerator(name: string): { readonly value: bigint; readonly type: Type } | undefined;
  /** A function or variable; module '' for any. Undefined: the kernel tells nothing about it. */
  symbol(name: string, module: string): KernelSymbol | undefined;
  /** Why a symbol may be unknown though it is there. */
  readonly hint: string | undefined;
}

/** A kernel shows addresses and types of different symbols. */
export interface KernelSymbol {
  readonly address: bigint | undefined;
  readonly type: Type | undefined;
  /** The address is an offset: each CPU has its own. */
  readonly perCpu: boolean;
  /** What the variable holds, if the kernel says so though not where it lies. */
  readonly published?: CopiedVariable;
}

/** A kernel variable's bytes; of a pointer, those it points to. */
export interface CopiedVariable {
  readonly bytes: Uint8Array;
  readonly pointer?: boolean;
}

export const noKernelNames: KernelNames = {
  enumerator: () => undefined,
  symbol: () => undefined,
  hint: undefined,
};
