import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';

/**
 * What has to be added to nanoseconds since boot (ktime_get_boot_ns) to get nanoseconds since 1970.
 * Node tells the time of day in milliseconds only, but knows its own start to the microsecond, so
 * that counts as long as nobody sets the clock.
 */
export function bootOffset(): bigint {
  const { sinceStart, monotonic } = bothClocks();
  const origin = BigInt(Math.round(performance.timeOrigin * 1e3)) * 1000n;
  const precise = origin + sinceStart;
  const coarse = BigInt(Date.now()) * MS + MS / 2n;
  const wasSet = abs(precise - coarse) > 2n * MS;
  return (wasSet ? coarse : precise) - monotonic - timeAsleep();
}

/**
 * The offset to go on with: a new one only if the clock was set or has drifted, so that the time of day
 * does not waver, and never goes back, by the little that two clocks are read apart.
 */
export function steadyOffset(before: bigint): bigint {
  const now = bootOffset();
  return abs(now - before) > MS ? now : before;
}

const READINGS = 5;

/** Two clocks at one time: of several readings the one that was interrupted least. */
function bothClocks(): { readonly sinceStart: bigint; readonly monotonic: bigint } {
  const readings = Array.from({ length: READINGS }, () => {
    const start = process.hrtime.bigint();
    const sinceStart = BigInt(Math.round(performance.now() * 1e6));
    const took = process.hrtime.bigint() - start;
    return { sinceStart, monotonic: start + took / 2n, took };
  });
  return readings.reduce((best, r) => (r.took < best.took ? r : best));
}

const MS = 1_000_000n;

/** /proc/uptime, which counts time in suspend, has hundredths of a second: less than 2 are none. */
function timeAsleep(): bigint {
  const uptime = Number(readFileSync('/proc/uptime', 'latin1').split(' ')[0]);
  const asleep = BigInt(Math.round(uptime * 1e9)) - process.hrtime.bigint();
  return abs(asleep) < 20n * MS ? 0n : asleep;
}

function abs(n: bigint): bigint {
  return n < 0n ? -n : n;
}
