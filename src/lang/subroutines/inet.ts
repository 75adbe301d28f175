import { imm } from '../../ir/index.ts';
import { intArgument, scalarArgument } from '../arguments.ts';
import { readKernel } from '../kernel-memory.ts';
import { Text, V4, V6, writeV4, writeV6 } from '../net-text.ts';
import type { Subroutine } from '../subroutine.ts';

const AF_INET = 2;
const AF_INET6 = 10;

const bounded =
  (bound: number): NonNullable<Subroutine['bound']> =>
  (_args, strsize) =>
    Math.min(bound, strsize);

export const inet_ntoa: Subroutine = {
  name: 'inet_ntoa',
  proto: 'string(ipaddr_t *)',
  lower: (g, args) => {
    const text = new Text(g);
    writeV4(g, text, readKernel(g, scalarArgument(args, 0), V4.bytes));
    return text.finish(V4.bound);
  },
  bound: bounded(V4.bound),
  doc: 'An IPv4 address, which a pointer leads to, as text.',
  example: 'syscall::connect:entry { printf("%s\\n", inet_ntoa(copyin(arg1 + 4, 4))); exit(0); }',
};

export const inet_ntoa6: Subroutine = {
  name: 'inet_ntoa6',
  proto: 'string(struct in6_addr *, [int])',
  constantArgument: 1,
  lower: (g, args) => {
    const text = new Text(g);
    // Oracle leaves out what marks an IPv4 address, unless the second argument says not to.
    const marked = g.options.dialect === 'oracle' ? intArgument(g, args, 1, 0) : g.b.constant(1);
    writeV6(g, text, scalarArgument(args, 0), marked);
    return text.finish(V6.bound);
  },
  bound: bounded(V6.bound),
  doc: 'An IPv6 address, which a pointer leads to, as text.',
  example: 'syscall::connect:entry { printf("%s\\n", inet_ntoa6(copyin(arg1 + 8, 16))); exit(0); }',
};

export const inet_ntop: Subroutine = {
  name: 'inet_ntop',
  proto: 'string(int, void *)',
  lower: (g, args) => {
    const { b } = g;
    const [family, address] = [intArgument(g, args, 0, 0), scalarArgument(args, 1)];
    const oracle = g.options.dialect === 'oracle';
    const text = new Text(g);
    const v4 = (): void => writeV4(g, text, readKernel(g, address, V4.bytes));
    b.ifElse(
      'eq',
      family,
      imm(AF_INET6),
      () => writeV6(g, text, address, b.constant(1)),
      () => {
        if (!oracle) b.when('ne', family, imm(AF_INET), () => g.fault('illegalOperation'));
        v4();
      },
    );
    return text.finish(V6.bound);
  },
  bound: bounded(V6.bound),
  doc: 'A network address of a family, AF_INET or AF_INET6, as text.',
  example:
    'syscall::connect:entry { printf("%s\\n", inet_ntop(2, copyin(arg1 + 4, 4))); exit(0); }',
};
