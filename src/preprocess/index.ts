/** C's preprocessor, for -C. Loaded only with it. */
export { readMarkers } from './markers.ts';
export type { Preprocessed } from './output.ts';
export { preprocess } from './preprocess.ts';
