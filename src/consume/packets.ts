import type { Packet } from '../lang/index.ts';
import { dumpBytes } from './memory.ts';
import type { Sink } from './source.ts';

/** Magic number of a capture file with microseconds, version 2.4 (pcap-savefile(5)). */
const MAGIC = 0xa1b2c3d4;
const VERSION = [2, 4] as const;
const HEADER_BYTES = 24;
const RECORD_BYTES = 16;
const LONGEST = 65535;

/** Where a file's number for a kind of packet is another than libpcap's: bare IP. */
const LINK_TYPES: ReadonlyMap<number, number> = new Map([[12, 101]]);

/** Writes packets: a capture file where freopen() has sent the output, else text. */
export class Packets {
  readonly #output: Sink;
  /** The kind of packets in the file that was begun last. */
  #link: number | undefined;

  constructor(output: Sink) {
    this.#output = output;
  }

  /** Gives what is wrong with it, if anything. */
  write(packet: Packet): string | undefined {
    const written = this.#output.redirected;
    if (written === undefined) {
      this.#output.write(dumpBytes(packet.data));
      return undefined;
    }
    if (written === 0) this.#begin(packet.link);
    if (this.#link !== undefined && this.#link !== packet.link)
      return `couldn't write a packet of type ${packet.link}: the file has packets of type ${this.#link}`;
    this.#output.write(recordOf(packet));
    return undefined;
  }

  #begin(link: number): void {
    this.#link = link;
    this.#output.write(fileHeader(LINK_TYPES.get(link) ?? link));
  }
}

function fileHeader(link: number): string {
  const view = new DataView(new ArrayBuffer(HEADER_BYTES));
  view.setUint32(0, MAGIC, true);
  view.setUint16(4, VERSION[0], true);
  view.setUint16(6, VERSION[1], true);
  view.setUint32(16, LONGEST, true);
  view.setUint32(20, link, true);
  return textOf(view);
}

function recordOf({ timeNs, length, data }: Packet): string {
  const view = new DataView(new ArrayBuffer(RECORD_BYTES));
  view.setUint32(0, Number(timeNs / 1_000_000_000n), true);
  view.setUint32(4, Number((timeNs % 1_000_000_000n) / 1000n), true);
  view.setUint32(8, data.length, true);
  view.setUint32(12, length, true);
  return textOf(view) + Buffer.from(data).toString('latin1');
}

function textOf(view: DataView): string {
  return Buffer.from(view.buffer).toString('latin1');
}
