import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { SystemError } from '../diag/index.ts';
import { endAfterEach, kernelSuite, open } from './live-kit.ts';
import * as asm from './test-programs.ts';

const { program } = asm;

endAfterEach();

kernelSuite('what the running kernel refuses', () => {
  test('explains what the verifier refuses', async () => {
    const broken = program('bad', { kind: 'manual' }, [asm.load64(0, 3, 0), asm.exit()]);
    const error = await open([broken]).catch((reason: unknown) => String(reason));
    expect(error).toMatch(
      /test\.d: line 7 \(bad \{ \}\): .* instruction 0: R3 !read_ok; its log is in/,
    );
    rmSync(dirname(String(error).split(' ').at(-1) ?? ''), { recursive: true });
  });

  test('names the clause that a program has become too large with', async () => {
    // Each jump is a way the verifier has to come back to; it remembers 8,192 of them.
    const jumps = Array.from({ length: 8200 }, (_, i) => asm.jumpIf(2, i, 0));
    const large = program('large', { kind: 'manual' }, [
      asm.loadValue(1, 'cells', 0),
      asm.load64(2, 1, 0),
      ...jumps,
      asm.mov(0, 0),
      asm.exit(),
    ]);
    const error: unknown = await open([large]).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SystemError);
    expect(String(error)).toMatch(
      /failed to load program test\.d: line 7 \(large \{ \}\): The sequence of \d+ jumps is too complex\.; its log is in \S+$/,
    );
    rmSync(dirname(String(error).split(' ').at(-1) ?? ''), { recursive: true });
  });

  test('says what is wrong with an unknown tracepoint', async () => {
    const attach = { kind: 'raw_tracepoint', event: 'no_such', typed: true } as const;
    const unknown = program('x', attach, [asm.mov(0, 0), asm.exit()]);
    await expect(open([unknown])).rejects.toThrow('this kernel has no tracepoint no_such');
    const raw = await open([{ ...unknown, attach: { ...attach, typed: false } }]);
    await expect(raw.attach()).rejects.toThrow('failed to enable tracepoint no_such: no such file');
  });
});
