/** D text in, objects and reports out. */
export { type Compiled, compile } from './compile.ts';
export type { CompileEnvironment } from './environment.ts';
export { list } from './list.ts';
export { port } from './port.ts';
