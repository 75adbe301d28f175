import { refusal } from './failure.ts';
import type { Mapping, Sys } from './sys.ts';

/**
 * The reading end of a BPF ring buffer (kernel/bpf/ringbuf.c). Three mappings of one descriptor:
 *
 *     page 0          page 1          pages 2 …          … and again
 *     consumer pos    producer pos    size bytes         the same size bytes
 *
 * so that a record that wraps is contiguous all the same. Positions are 64-bit and only ever grow. A
 * record is a u32 length whose top bits say busy (still being written) and discarded, a u32 for the
 * kernel, and the data, all rounded up to 8 bytes.
 */
export class RingBuffer {
  readonly #mask: number;
  readonly #consumerPage: Mapping;
  readonly #dataPages: Mapping;
  readonly #consumer: BigInt64Array;
  readonly #producer: BigInt64Array;
  readonly #lengths: Int32Array;
  readonly #view: DataView;

  constructor(sys: Sys, fd: number, bytes: number) {
    const page = sys.pageBytes();
    this.#mask = bytes - 1;
    this.#consumerPage = mapped(sys, fd, 0, page, true);
    this.#dataPages = mapped(sys, fd, page, page + 2 * bytes, false);
    this.#consumer = new BigInt64Array(this.#consumerPage.buffer, 0, 1);
    this.#producer = new BigInt64Array(this.#dataPages.buffer, 0, 1);
    this.#lengths = new Int32Array(this.#dataPages.buffer, page, bytes >> 2);
    this.#view = new DataView(this.#dataPages.buffer, page, 2 * bytes);
  }

  /**
   * Visits the records that are complete, oldest first, and gives their space back in strides, so that
   * programs can go on writing meanwhile. Stops at what was there when it began: a program that writes
   * faster than we read must not keep us here.
   */
  drain(visit: (ring: DataView, offset: number, length: number) => void): void {
    // Positions stay far below 2^53 (at 1 GB a second, for a hundred days).
    let position = Number(Atomics.load(this.#consumer, 0));
    const end = Number(Atomics.load(this.#producer, 0));
    const stride = (this.#mask + 1) >> 3;
    let release = position + stride;
    while (position < end) {
      const offset = position & this.#mask;
      const length = Atomics.load(this.#lengths, offset >> 2);
      if (length < 0) break;
      const bytes = length & LENGTH_BITS;
      if ((length & DISCARDED) === 0) visit(this.#view, offset + HEADER_BYTES, bytes);
      position += (bytes + HEADER_BYTES + 7) & ~7;
      if (position >= release) {
        this.#release(position);
        release = position + stride;
      }
    }
    this.#release(position);
  }

  unmap(): void {
    this.#consumerPage.unmap();
    this.#dataPages.unmap();
  }

  #release(position: number): void {
    Atomics.store(this.#consumer, 0, BigInt(position));
  }
}

const HEADER_BYTES = 8;
/** Bit 31, the sign, is BPF_RINGBUF_BUSY_BIT. */
const DISCARDED = 1 << 30;
const LENGTH_BITS = DISCARDED - 1;

function mapped(sys: Sys, fd: number, offset: number, bytes: number, writable: boolean): Mapping {
  const mapping = sys.map(fd, offset, bytes, writable);
  if (typeof mapping === 'number') throw refusal(-mapping, 'failed to map the record buffer');
  return mapping;
}
