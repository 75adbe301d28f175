import type { FieldType } from '../../bpf/index.ts';
import { imm, type VReg } from '../../ir/index.ts';
import type { Action } from '../action.ts';
import { scalarArgument } from '../arguments.ts';
import type { Gen, Place, Value } from '../gen.ts';
import type { Options } from '../options.ts';
import { timeOfDay } from '../variables/time.ts';
import { fieldOf } from './record.ts';

const unsigned: FieldType = { kind: 'integer', signed: false };

/** A frame of Ethernet: what a size that cannot be means, as with Oracle. */
const FRAME = 1514;

/** Bytes of a packet that have room in the record, in whole words. */
function room({ pcapsize }: Options): number {
  const bytes = pcapsize > 0 && pcapsize <= 65535 ? pcapsize : FRAME;
  return Math.ceil(bytes / 8) * 8;
}

/** In the record. */
const FIELDS = { time: 0, length: 1, captured: 2, link: 3, data: 4 } as const;

/** Of the packet the linear part is copied, as much as there is room for. NULL is a packet without bytes. */
function fill(g: Gen, args: readonly Value[], places: readonly Place[]): void {
  const { b } = g;
  const [time, length, captured, link, data] = places;
  if (!time || !length || !captured || !link || !data) return;
  const skb = scalarArgument(args, 0);
  const member = (name: string, bytes: 4 | 8): VReg => readMember(g, skb, name, bytes);
  b.store(8, time.base, time.offset, timeOfDay(g));
  b.store(4, link.base, link.offset, scalarArgument(args, 1));
  const whole = member('len', 4);
  b.store(4, length.base, length.offset, whole);
  const linear = b.copy(b.alu('sub', whole, member('data_len', 4)));
  b.when('gt', linear, imm(room(g.options)), () => b.assign(linear, imm(room(g.options))));
  b.store(4, captured.base, captured.offset, linear);
  b.call('probe_read_kernel', g.address(data), linear, member('data', 8));
}

/** Zero, if it cannot be read. */
function readMember(g: Gen, skb: VReg, name: string, bytes: 4 | 8): VReg {
  const { b } = g;
  const to = g.local(8);
  const address = b.alu('add', skb, imm(g.kernelOffset('sk_buff', name)));
  b.store(8, to.base, to.offset, imm(0));
  b.call('probe_read_kernel', g.address(to), imm(bytes), address);
  return b.load(bytes, to.base, to.offset);
}

export const pcap: Action = {
  name: 'pcap',
  proto: 'void(void *, int)',
  recording: true,
  custom: {
    fields: (options) => [
      { bytes: 8, type: unsigned },
      { bytes: 4, type: unsigned },
      { bytes: 4, type: unsigned },
      { bytes: 4, type: { kind: 'integer', signed: true } },
      { bytes: room(options), type: { kind: 'bytes' } },
    ],
    fill,
  },
  handle: (c, action) => {
    const integer = (index: number) => c.integer(fieldOf(action, index));
    const [time, length, link] = [FIELDS.time, FIELDS.length, FIELDS.link].map(integer);
    const data = c.bytes(fieldOf(action, FIELDS.data), fieldOf(action, FIELDS.captured));
    return (ring, at) => {
      const bytes = data(ring, at);
      if (bytes.length === 0) return;
      const problem = c.packet({
        timeNs: time?.(ring, at) ?? 0n,
        length: Number(length?.(ring, at)),
        link: Number(link?.(ring, at)),
        data: bytes,
      });
      if (problem) c.complain(ring, at, problem);
    };
  },
  doc: 'Captures a network packet: into a file in the form of tcpdump after freopen(), else as a dump.',
  example: 'BEGIN { pcap(0, 12); exit(0); }',
};
