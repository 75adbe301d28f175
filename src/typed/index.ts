/** The checked program: what check gives and lower takes. */
export * from './typed.ts';
export * from './userland.ts';
export * from './walk.ts';
