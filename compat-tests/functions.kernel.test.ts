/** The fbt provider: what functions are called with and give, whichever way the kernel lets them be traced. */
import { statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { FunctionWay } from '../src/bpf/index.ts';
import { functionTracing } from '../src/kernel/index.ts';
import { MachineNames } from '../src/machine-names.ts';
import { named, trace, whyNoProgram, whyNoTracing } from './kernel.ts';

const reason = whyNoTracing() ?? whyNoProgram('dd', '--version');
const names = new MachineNames();
const { ways, refusals } =
  reason === undefined
    ? functionTracing(() => (names.hasBtf ? names.btf : undefined))
    : { ways: [], refusals: [] };

const ZERO = '/dev/zero';
const reads = 200;
const bytes = 100;

/** A command that reads the file so often, and what its D program prints: lines of a name and a number. */
async function watchReads(way: FunctionWay, program: string): Promise<ReadonlyMap<string, number>> {
  const run = await trace(
    ...['-q', '-x', `fbtattach=${way}`, '-n', program, '-c'],
    `dd if=${ZERO} of=/dev/null bs=${bytes} count=${reads} status=none`,
    String(statSync(ZERO).ino),
  );
  expect(run.stderr).toBe('');
  const lines = run.stdout.matchAll(/^(\S+) (-?\d+)$/gm);
  return new Map([...lines].map(([, name = '', value]) => [name, Number(value)]));
}

const ofFile = 'pid == $target && args[0]->f_inode->i_ino == $1';

describe.skipIf(ways.length === 0)(
  named('functions', ways.length > 0 ? undefined : (reason ?? refusals.join('; '))),
  () => {
    it.each(ways)('%s: as many reads and bytes as there are', async (way) => {
      const counts = await watchReads(
        way,
        `fbt::vfs_read:entry /${ofFile}/ { self->in = 1; @["asked"] = sum(arg2); @["same"] = sum(arg0 == (uintptr_t)args[0]); }
       fbt::vfs_read:return /self->in/ { self->in = 0; @["reads"] = sum(1); @["got"] = sum(arg1); @["typed"] = sum(args[1]); @["offset"] = sum(arg0); }
       END { printa("%s %@d\\n", @); }`,
      );
      const total = reads * bytes;
      expect(Object.fromEntries(counts)).toEqual({
        ...{ asked: total, got: total, typed: total },
        ...{ reads, same: reads, offset: 0 },
      });
    });

    it.each(ways)(
      '%s: a stack begins in the function, and at its return in the caller',
      async (way) => {
        const run = await trace(
          ...['-q', '-x', `fbtattach=${way}`, '-n'],
          `fbt::vfs_read:entry /${ofFile}/ { stack(1); self->in = 1; }
       fbt::vfs_read:return /self->in/ { stack(1); exit(0); }`,
          ...['-c', `dd if=${ZERO} of=/dev/null bs=1 count=1 status=none`],
          String(statSync(ZERO).ino),
        );
        expect(run.stdout.match(/`\w+/g)).toEqual(['`vfs_read', '`ksys_read']);
      },
    );

    it('many functions are traced, and which one is known', async () => {
      const run = await trace(
        ...['-q', '-n', 'fbt::vfs_*:entry /pid == $target/ { @[probefunc] = count(); }'],
        ...['-n', 'END { printa("%s %@d\\n", @); }', '-c'],
        `dd if=${ZERO} of=/dev/null bs=${bytes} count=${reads} status=none`,
      );
      const lines = new Map([...run.stdout.matchAll(/^(\w+) (\d+)$/gm)].map(([, f, n]) => [f, n]));
      expect(lines.get('vfs_write')).toBe(String(reads));
      expect(Number(lines.get('vfs_read'))).toBeGreaterThanOrEqual(reads);
    });
  },
);

describe.skipIf(reason !== undefined)(named('a description that matches nothing', reason), () => {
  it('says why in one line', async () => {
    const run = await trace('-n', 'fbt::no_such_function:entry { }');
    expect([run.status, run.stderr.trimEnd().split('\n').length]).toEqual([1, 1]);
    const why = ways.length > 0 ? 'has no function' : 'lets no function be traced: it';
    expect(run.stderr).toContain(`does not match any probes (this kernel ${why}`);
  });
});
