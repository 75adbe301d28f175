import * as bpf from './bpf.ts';
import { type Descriptors, must, refusal } from './failure.ts';
import type { KernelMap } from './maps.ts';
import { ringBytes } from './maps.ts';
import { perfEvent } from './perf-attr.ts';
import type { Mapping, Sys } from './sys.ts';

const PERF_COUNT_SW_BPF_OUTPUT = 10;
const PERF_SAMPLE_TIME = 1 << 2;
const PERF_SAMPLE_RAW = 1 << 10;
/** Flags of perf_event_attr: times by `clockid`; new records before old ones, which they overwrite. */
const USE_CLOCKID = 1 << 25;
const WRITE_BACKWARD = 1 << 27;
const CLOCK_MONOTONIC = 1;
const PERF_EVENT_IOC_PAUSE_OUTPUT = 0x40042409;

/** struct perf_event_mmap_page: where the newest record begins. */
const DATA_HEAD = 0x400;
const PERF_RECORD_SAMPLE = 9;
/** A sample: struct perf_event_header, the time, the length of what follows. */
const SAMPLE = { type: 0, size: 6, time: 8, length: 16, data: 20 } as const;

/**
 * A buffer for each CPU that programs write to with perf_event_output and that keeps the newest
 * records: the kernel writes it from the end to the beginning and round again, whether or not anybody
 * reads (Documentation: perf_event_open(2), write_backward).
 */
export class History {
  readonly #sys: Sys;
  readonly #bytes: number;
  readonly #events: { readonly fd: number; readonly mapping: Mapping }[] = [];

  constructor(sys: Sys, map: KernelMap, cpus: readonly number[], kept: Descriptors) {
    this.#sys = sys;
    this.#bytes = ringBytes(map.spec.ringBytes ?? 0, sys.pageBytes());
    for (const cpu of cpus) this.#open(map, cpu, kept);
  }

  /** Visits what is there, newest first on each CPU; nothing is written any more. */
  read(visit: (record: DataView, time: bigint) => void): void {
    for (const { fd, mapping } of this.#events) {
      this.#sys.ioctl(fd, PERF_EVENT_IOC_PAUSE_OUTPUT, 1);
      readSamples(linear(mapping.buffer, this.#sys.pageBytes()), visit);
    }
  }

  unmap(): void {
    for (const { mapping } of this.#events) mapping.unmap();
  }

  #open(map: KernelMap, cpu: number, kept: Descriptors): void {
    const event = this.#sys.perfEventOpen(OVERWRITING, cpu);
    const fd = kept.keep(must(event, `failed to open the record buffer of CPU ${cpu}`));
    const bytes = this.#sys.pageBytes() + this.#bytes;
    const mapping = this.#sys.map(fd, 0, bytes, false);
    if (typeof mapping === 'number')
      throw refusal(-mapping, `failed to map the record buffer of CPU ${cpu}`);
    this.#events.push({ fd, mapping });
    const slots = Uint8Array.from(new Uint8Array(Uint32Array.of(cpu, fd).buffer));
    const result = bpf.mapUpdate(this.#sys, map.fd, slots.slice(0, 4), slots.slice(4));
    must(result, `failed to set the record buffer of CPU ${cpu}`);
  }
}

const OVERWRITING = perfEvent({
  config: PERF_COUNT_SW_BPF_OUTPUT,
  sampleType: PERF_SAMPLE_TIME | PERF_SAMPLE_RAW,
  flags: USE_CLOCKID | WRITE_BACKWARD,
  clockId: CLOCK_MONOTONIC,
});

/** The data from its newest record on, in one piece. */
function linear(buffer: ArrayBuffer, page: number): DataView {
  const data = new Uint8Array(buffer, page);
  const head = new DataView(buffer).getBigUint64(DATA_HEAD, true);
  const start = Number(head % BigInt(data.length));
  const whole = new Uint8Array(data.length);
  whole.set(data.subarray(start));
  whole.set(data.subarray(0, start), data.length - start);
  return new DataView(whole.buffer);
}

/** Up to what was never written, or to a record whose end has been overwritten. */
export function readSamples(data: DataView, visit: (record: DataView, time: bigint) => void): void {
  let at = 0;
  while (at + SAMPLE.data <= data.byteLength) {
    const size = data.getUint16(at + SAMPLE.size, true);
    if (size === 0 || at + size > data.byteLength) return;
    if (data.getUint32(at + SAMPLE.type, true) === PERF_RECORD_SAMPLE) {
      const length = data.getUint32(at + SAMPLE.length, true);
      const record = new DataView(data.buffer, at + SAMPLE.data, length);
      visit(record, data.getBigUint64(at + SAMPLE.time, true));
    }
    at += size;
  }
}
