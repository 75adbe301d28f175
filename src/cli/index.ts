/**
 * The command line: words in, exit status out. Reads options and scripts, shows errors, usage and
 * listings. It knows neither how D is compiled nor what runs it: main.ts hands it both.
 */
export type {
  Compiled,
  Compiler,
  Engine,
  Loader,
  Machine,
  Saver,
} from './engine.ts';
export { processHost } from './host.ts';
export { crash, runCommand } from './run.ts';
