import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The zone is read once in a process, so each case has one of its own. */
function names(zone: string): string {
  const code = `import('./src/lang/conversions/zone.ts').then(({ zoneName }) =>
    console.log(zoneName(new Date(2024, 0, 1)), zoneName(new Date(2024, 6, 1))))`;
  const { stdout } = spawnSync('npx', ['tsx', '-e', code], {
    encoding: 'utf8',
    env: { ...process.env, TZ: zone },
  });
  return stdout.trim();
}

const noZones = existsSync('/usr/share/zoneinfo/Europe/Berlin')
  ? ''
  : ' (skipped: no /usr/share/zoneinfo)';

describe.skipIf(noZones !== '')(`names of zones${noZones}`, () => {
  test.each([
    ['Europe/Berlin', 'CET CEST'],
    [':America/New_York', 'EST EDT'],
    ['Asia/Kolkata', 'IST IST'],
    ['America/Sao_Paulo', '-03 -03'],
    ['UTC', 'UTC UTC'],
  ])('%s', (zone, expected) => expect(names(zone)).toBe(expected));
});
