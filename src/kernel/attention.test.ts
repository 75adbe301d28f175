import { expect, test, vi } from 'vitest';
import { Attention } from './attention.ts';
import { fakeSys } from './fake-sys.ts';

function attention() {
  let ring: () => void = () => {};
  const rearm = vi.fn();
  const stop = vi.fn();
  const sys = fakeSys(undefined, {
    edgeTriggered: () => 70,
    rearm,
    watch: (fd, readable) => {
      expect(fd).toBe(70);
      ring = readable;
      return { stop };
    },
  });
  return { attention: new Attention(sys, 3), ring: () => ring(), rearm, stop, closed: sys.closed };
}

/** How a sleep of up to a minute ended. */
const sleep = (of: Attention): Promise<string> =>
  Promise.race([
    of.sleep(60_000).then(() => 'woken'),
    new Promise<string>((resolve) => setTimeout(resolve, 30, 'asleep')),
  ]);

test('sleeps for the time given', async () => {
  const start = performance.now();
  await attention().attention.sleep(20);
  expect(performance.now() - start).toBeGreaterThan(15);
});

test('is woken by the ring, which is armed again', async () => {
  const it = attention();
  setTimeout(it.ring, 1);
  expect(await sleep(it.attention)).toBe('woken');
  expect(it.rearm).toHaveBeenCalledWith(70);
  expect(await sleep(it.attention)).toBe('asleep');
});

test('a wake-up before the sleep counts once, and the event loop turns', async () => {
  const { attention: it } = attention();
  it.wake();
  let turned = false;
  setImmediate(() => {
    turned = true;
  });
  expect(await sleep(it)).toBe('woken');
  expect(turned).toBe(true);
  expect(await sleep(it)).toBe('asleep');
});

test('closing wakes the sleeper and lets go', async () => {
  const it = attention();
  setTimeout(() => it.attention.close(), 1);
  expect(await sleep(it.attention)).toBe('woken');
  expect(it.stop).toHaveBeenCalled();
  expect(it.closed).toEqual([70]);
});
