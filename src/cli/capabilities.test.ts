import { expect, test } from 'vitest';
import type { CapabilityAnswer, CapabilityReport } from '../kernel/index.ts';
import { namedRows, renderCapabilities, renderMissing } from './capabilities.ts';

const row = (name: string, different: Partial<CapabilityAnswer> = {}): CapabilityAnswer => ({
  ...{ name, what: `the ${name}`, since: '5.8', by: 'trying', otherwise: 'less', loses: 'much' },
  ...{ here: true, guessed: false, why: undefined },
  ...different,
});

const report: CapabilityReport = {
  ...{ release: '6.1.0-x', processor: 'x86_64', missingPrivileges: ['CAP_BPF'] },
  capabilities: [
    row('rings'),
    row('may-goto', { here: false, since: '6.9', why: 'it is too old' }),
    row('cookies', { guessed: true, why: 'only root can ask' }),
  ],
};

test('what is not there has what is lost below', () => {
  expect(renderCapabilities(report, false)).toBe(`\
Linux 6.1.0-x x86_64; this process may not trace: it has no CAP_BPF

CAPABILITY  HERE  SINCE  WHAT
rings       yes   5.8    the rings
may-goto    no    6.9    the may-goto
                         why: it is too old
                         instead: less
                         lost: much
cookies     yes?  5.8    the cookies

? is what the kernel's version lets expect: nothing else says, or only root can ask
`);
});

test('-v says it of all, and how it is known', () => {
  expect(renderCapabilities(report, true).match(/lost: much\n +found by: trying/g)).toHaveLength(3);
});

test('-q has a line for each that is not there', () => {
  expect(renderMissing(report)).toBe('may-goto: it is too old\n');
});

test('rows by their names', () => {
  const names = ({ capabilities }: CapabilityReport) => capabilities.map(({ name }) => name);
  expect(names(namedRows(report, ['cookies', 'rings']))).toEqual(['cookies', 'rings']);
  expect(names(namedRows(report, []))).toHaveLength(3);
  expect(() => namedRows(report, ['wings'])).toThrow(
    'no capability wings: dtrace --capabilities lists them',
  );
});
