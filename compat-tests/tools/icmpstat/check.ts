import { expect } from 'vitest';
import { type Bench, total } from '../../bench.ts';
import { whyNoProgram } from '../../kernel.ts';

export const whyNot = () => whyNoProgram('perl', '-MNet::Ping', '-e', '1');

/** This host asked three times whether it is there. */
export async function check(bench: Bench): Promise<void> {
  const { output } = await bench.watch(
    'use Net::Ping; my $ping = Net::Ping->new("icmp", 1); $ping->ping("127.0.0.1") for 1..3',
    () => ['icmpstat'],
  );
  for (const row of [/^echo +out +(\d+)$/, /^echo +in +(\d+)$/, /^echo reply +in +(\d+)$/])
    expect(total(output, row)).toBe(3);
}
