import { flags } from './flags.ts';
import { longOptions } from './long-options.ts';

/** The help page: what `-h` prints, and what follows an error of usage. */
export async function usage(columns: number | undefined): Promise<string> {
  // Not a static import: a bundle would load that at every start.
  const { Command, Option } = await import('commander');
  const command = new Command('dtrace')
    .usage('[options] [-n probe | -s script] ... [arguments]')
    .helpOption(false)
    .addHelpText(
      'after',
      '\nA clause is [/predicate/] {action}, after the probe and in the same word.',
    )
    .configureHelp({ helpWidth: columns ?? 80, sortOptions: false });
  for (const [letter, flag] of Object.entries(flags)) {
    if (flag.help.startsWith('not supported')) continue;
    const value = flag.value === undefined ? '' : ` <${flag.value}>`;
    command.addOption(new Option(`-${letter}${value}`, flag.help));
  }
  for (const [name, { help, ...rest }] of Object.entries(longOptions)) {
    const value = 'value' in rest ? ` <${rest.value}>` : '';
    command.addOption(new Option(`--${name}${value}`, help));
  }
  return command.helpInformation();
}
