/**
 * How many times longer than on a real processor the tests wait before they give up: an emulated one
 * is slow (scripts/test-kernels.ts says so).
 */
export const patience = Number(process.env['DTRACE_TEST_PATIENCE'] ?? 1);
