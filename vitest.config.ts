import { defineConfig } from 'vitest/config';
import { patience } from './compat-tests/patience.ts';
import { Skipped } from './compat-tests/skipped.ts';

const kernel = '**/*.kernel.test.ts';

export default defineConfig({
  test: {
    // The tests are small; starting a process for each file would cost more than running it.
    pool: 'threads',
    // Where they take long, each test as it ends.
    reporters: [patience > 1 ? 'verbose' : 'default', new Skipped()],
    isolate: false,
    // For the kernel lane on a busy machine; a unit test that takes a second is wrong anyway.
    testTimeout: 60_000 * patience,
    hookTimeout: 120_000 * patience,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'compat-tests/**/*.test.ts'],
          exclude: [kernel],
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          // After the others and a file at a time: its tests look at the clock and use every CPU.
          name: 'kernel',
          include: [`src/${kernel}`, `compat-tests/${kernel}`],
          fileParallelism: false,
          maxConcurrency: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
