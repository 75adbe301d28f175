/** D libraries: which of their declarations a program gets, and in what order. */
export type { Dependency } from './library.ts';
export { blaming, libraryOf, loadLibraries } from './load.ts';
