import { parseArgs } from 'node:util';
import { type Series, series } from './kernel.ts';
import type { MachineOptions } from './machine.ts';

/** What the lab's command line asks for. */
export interface LabLine extends MachineOptions {
  readonly series: Series;
  readonly name: string;
  readonly command: readonly string[];
  /** The longest time that the machine may run. */
  readonly seconds: number;
}

const usage = [
  'usage: npm run lab -- [--cpus N] [--memory MIB] [--time SECONDS] [--kvm]',
  `${Object.keys(series).join('|')} [--] COMMAND...`,
].join(' ');

const options = {
  cpus: { type: 'string', default: '2' },
  memory: { type: 'string', default: '2048' },
  time: { type: 'string', default: '900' },
  kvm: { type: 'boolean', default: false },
} as const;

/**
 * Reads the lab's arguments: its own end at the kernel's name, the rest is the command's. Throws
 * what is wrong with them.
 */
export function parseLine(args: readonly string[]): LabLine {
  const at = args.findIndex((word) => word in series);
  const name = args[at] ?? '';
  const found = series[name];
  if (found === undefined) throw new Error(usage);
  const { values } = parseArgs({ args: args.slice(0, at), options });
  const rest = args.slice(at + 1);
  const command = rest[0] === '--' ? rest.slice(1) : rest;
  if (command.length === 0) throw new Error(usage);
  return {
    name,
    series: found,
    command,
    cpus: positive('cpus', values.cpus),
    memory: positive('memory', values.memory),
    seconds: positive('time', values.time),
    kvm: values.kvm,
  };
}

function positive(name: string, text: string): number {
  if (!/^[1-9]\d*$/.test(text))
    throw new Error(`--${name} ${text}: a number greater than 0 is needed`);
  return Number(text);
}
