/** What bytes in a record are, for print(): a type as plain data, with the names that it prints. */
export type Shape = {
  /** As in C: `struct page *`, `char [16]`. */
  readonly name: string;
  readonly bytes: number;
} & (
  | { readonly kind: 'integer'; readonly signed: boolean; readonly character: boolean }
  | { readonly kind: 'float' }
  /** `code`: of a function. */
  | { readonly kind: 'pointer'; readonly code: boolean }
  | { readonly kind: 'enum'; readonly names: readonly (readonly [value: bigint, name: string])[] }
  | { readonly kind: 'struct'; readonly members: readonly ShapeMember[] }
  | { readonly kind: 'array'; readonly element: Shape; readonly count: number }
  /** Text up to its zero. */
  | { readonly kind: 'string' }
  /** Nothing is known of it: only declared, or no data. */
  | { readonly kind: 'opaque' }
);

export interface ShapeMember {
  /** '' for an anonymous struct or union. */
  readonly name: string;
  readonly bitOffset: number;
  /** 0 for an ordinary member. */
  readonly bits: number;
  readonly shape: Shape;
}
