/** The checked program: what check gives and lower takes. */
export * from './typed.ts';
export * from './walk.ts';
