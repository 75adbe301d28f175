import { describe, expect, test } from 'vitest';
import { guests } from './guest.ts';
import { dependency } from './kernel.ts';
import { parseLine } from './line.ts';
import { machineArguments } from './machine.ts';

const defaults = { cpus: 2, memory: 2048, seconds: 900, kvm: false };
const small = ['--cpus', '1', '--memory', '512', '--time', '9', '--kvm'];

describe('parseLine', () => {
  test.each([
    ['the command follows', ['6.1', 'uname', '-a'], { name: '6.1', command: ['uname', '-a'] }],
    ['after two dashes', ['6.12', '--', '-x'], { name: '6.12', command: ['-x'] }],
    ['options of the command', ['6.1', 'a', '--', '--cpus'], { command: ['a', '--', '--cpus'] }],
    ['a kernel in the command', ['6.1', 'npm', '6.12'], { name: '6.1', command: ['npm', '6.12'] }],
    ['another kind of machine', ['6.12-arm64', 'a'], { name: '6.12-arm64', command: ['a'] }],
    [
      'options of the lab',
      [...small, '6.1', 'a'],
      { command: ['a'], cpus: 1, memory: 512, seconds: 9, kvm: true },
    ],
  ])('%s', (_name, args, expected) => {
    const { series, ...line } = parseLine(args);
    expect(line).toEqual({ ...defaults, name: '6.1', ...expected });
    expect(line.name).toContain(series.release);
  });

  test.each([
    ['no kernel', ['uname'], /^usage: /],
    ['no command', ['6.1', '--'], /^usage: /],
    ['an option that is none', ['--disk', '6.1', 'a'], /--disk/],
    ['no number', ['--cpus', '0', '6.1', 'a'], /--cpus 0/],
  ])('%s is refused', (_name, args, message) => {
    expect(() => parseLine(args)).toThrow(message);
  });
});

describe('dependency', () => {
  const text = 'linux-image-cloud-amd64\n  Depends: linux-image-6.1.0-56-cloud-amd64\n';
  test.each([
    ['6.1', 'linux-image-6.1.0-56-cloud-amd64'],
    ['6.12', undefined],
    ['6', 'linux-image-6.1.0-56-cloud-amd64'],
  ])('%s', (name, expected) => {
    expect(dependency(text, name)).toBe(expected);
  });
});

describe('machineArguments', () => {
  const kernel = {
    guest: guests.amd64,
    folder: '/k',
    release: '6.1.0',
    image: '/k/vmlinuz',
    initrd: '/k/initrd',
    userland: undefined,
  };
  const size = { cpus: 3, memory: 512, kvm: false };
  const words = (kvm: boolean): string[] =>
    machineArguments(kernel, '/cache/run', { ...size, kvm });

  test('all files of the run are in its folder, and the guest is told which', () => {
    const line = words(false).join(' ');
    expect(line).toContain('path=/cache/run/fs.sock');
    expect(line).toContain('file=/cache/run/disk');
    expect(words(false).find((word) => word.startsWith('console='))).toMatch(/ lab=\/cache\/run$/);
  });

  test.each([
    [guests.amd64, 'q35', 'console=ttyS0'],
    [guests.arm64, 'virt,', 'console=ttyAMA0'],
  ])('a board of $architecture', (guest, board, console) => {
    const line = machineArguments({ ...kernel, guest }, '/run', size).join(' ');
    expect(line).toContain(`-M ${board}`);
    expect(line).toContain(` -append ${console} `);
  });

  test('memory is shared with the daemon, all of it', () => {
    const line = words(false).join(' ');
    expect(line).toContain('-smp 3 -m 512');
    expect(line).toContain('size=512M,share=on');
  });

  test.each([
    [false, 'tcg,thread=multi'],
    [true, 'kvm'],
  ])('kvm %s', (kvm, accelerator) => {
    const all = words(kvm);
    expect(all[all.indexOf('-accel') + 1]).toBe(accelerator);
  });
});
