/** What can be wrong and how it is shown. Knows nothing of D, BPF or the kernel. */
export * from './absent-codes.ts';
export * from './codes.ts';
export * from './errors.ts';
export * from './span.ts';
