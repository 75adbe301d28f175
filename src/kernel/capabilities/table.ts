import type { Capability } from './capability.ts';
import { nameRows } from './name-rows.ts';
import { neededRows } from './needed-rows.ts';
import { placeRows } from './place-rows.ts';
import { programRows } from './program-rows.ts';

/**
 * What dtrace asks of the kernel. All that is decided by what the kernel can is decided by this table, and
 * tests that cannot pass without a row are skipped by its words. Versions are those of mainline, after the
 * kernel's own history; they explain refusals, and decide where nobody may ask.
 */
export const capabilities = {
  ...neededRows,
  ...nameRows,
  ...programRows,
  ...placeRows,
} as const satisfies Readonly<Record<string, Capability>>;

export type CapabilityName = keyof typeof capabilities;
