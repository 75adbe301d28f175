/** D's C types: what they are, how large, how they convert. Knows no syntax. */

export * from './btf.ts';
export * from './conversions.ts';
export * from './intrinsic.ts';
export * from './kernel-names.ts';
export * from './kernel-types.ts';
export * from './known-variables.ts';
export * from './layout.ts';
export * from './prototypes.ts';
export * from './published-variables.ts';
export * from './solaris-variables.ts';
export * from './stability.ts';
export * from './type.ts';
