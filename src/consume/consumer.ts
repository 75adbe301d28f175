import { toBytes } from '../lang/index.ts';
import { Aggregates } from './aggregates.ts';
import { type DropCounts, dropMessages } from './drops.ts';
import { Records } from './records.ts';
import { type ProbeText, servicesFor } from './services.ts';
import type { ConsumeOptions, World } from './source.ts';
import { createPrinter } from './stacks.ts';

/** What a session drives. */
export interface Consuming {
  /**
   * Handles what is in the ring now and flushes the output; gives the number of records. `last`: once
   * everything has stopped, for buffers that are shown only then.
   */
  consumeRing(last?: boolean): number;
  /** Reports what was lost since the last call. */
  reportDrops(): void;
  /** The end of a run: a newline, then the aggregations that printa() has not printed. */
  printRemainingAggregations(): void;
  /** The argument of exit(), once its record has come. */
  readonly exitStatus: number | undefined;
  /** With what setopt() has changed. */
  readonly options: ConsumeOptions;
}

/** What changes in a run. */
interface Run {
  status: number | undefined;
  drops: DropCounts;
  options: ConsumeOptions;
}

/** Binds an object's record layouts and formats to a source of records and to an output. */
export function createConsumer(given: World): Consuming {
  const run: Run = { status: undefined, drops: [], options: given.options };
  const world: World = {
    ...given,
    get options() {
      return run.options;
    },
  };
  const printer = createPrinter(world.names, world.options.dialect, world.target);
  const probeText = probeTexts(world);
  const aggregates = new Aggregates(world, printer, probeText);
  const services = servicesFor(world, printer, aggregates, probeText, {
    exit: (status) => {
      run.status = status;
    },
    setOptions: (options) => {
      run.options = options;
      records.rebind();
    },
  });
  const records: Records = new Records(world, services);
  return {
    consumeRing: (last = false) => {
      aggregates.beginRound();
      const count = records.consume(last);
      world.output.flush();
      return count;
    },
    reportDrops: () => {
      const now = world.source.drops();
      const messages = dropMessages(run.drops, now, world.options.droptags);
      run.drops = now;
      for (const message of messages) world.report.drop(message);
    },
    printRemainingAggregations: () => {
      aggregates.beginRound(true);
      world.output.write(`\n${aggregates.unprinted()}`);
      world.output.flush();
    },
    get exitStatus() {
      return run.status;
    },
    get options() {
      return run.options;
    },
  };
}

/** Probe ids in records and keys stand for a part of the probe's name. */
function probeTexts({ object }: World): ProbeText {
  const texts = new Map(
    object.probes.map(({ id, provider, module, function: func, name }) => [
      id,
      {
        provider: toBytes(provider),
        module: toBytes(module),
        function: toBytes(func),
        name: toBytes(name),
      },
    ]),
  );
  return (id, part) => texts.get(id)?.[part] ?? '';
}
