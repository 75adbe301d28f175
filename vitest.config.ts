import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'compat-tests/**/*.test.ts'],
    // The tests are small; starting a process for each file would cost more than running it.
    pool: 'threads',
    isolate: false,
    // For the kernel lane on a busy machine; a unit test that takes a second is wrong anyway.
    testTimeout: 60_000,
  },
});
