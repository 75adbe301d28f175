/** struct perf_event_attr (include/uapi/linux/perf_event.h): byte offsets of what is asked for here. */
const OFFSET = {
  type: 0,
  size: 4,
  config: 8,
  samplePeriod: 16,
  sampleType: 24,
  flags: 40,
  config2: 64,
  clockId: 92,
} as const;
const BYTES = 112;
const PERF_TYPE_SOFTWARE = 1;

interface PerfEvent {
  /** PERF_TYPE_…; absent: what the kernel's software counts, PERF_COUNT_SW_…. */
  readonly type?: number;
  readonly config: number | bigint;
  readonly samplePeriod?: bigint;
  readonly sampleType?: number;
  /** The bit-field that begins with `disabled`. */
  readonly flags: number;
  readonly clockId?: number;
  readonly config2?: bigint;
}

/** The attributes of an event, for perf_event_open(2). */
export function perfEvent(event: PerfEvent): Uint8Array {
  const { type = PERF_TYPE_SOFTWARE, config, samplePeriod = 0n } = event;
  const { sampleType = 0, flags, clockId = 0, config2 = 0n } = event;
  const attr = new Uint8Array(BYTES);
  const view = new DataView(attr.buffer);
  view.setUint32(OFFSET.type, type, true);
  view.setUint32(OFFSET.size, BYTES, true);
  view.setBigUint64(OFFSET.config, BigInt(config), true);
  view.setBigUint64(OFFSET.samplePeriod, samplePeriod, true);
  view.setBigUint64(OFFSET.sampleType, BigInt(sampleType), true);
  view.setUint32(OFFSET.flags, flags, true);
  view.setBigUint64(OFFSET.config2, config2, true);
  view.setInt32(OFFSET.clockId, clockId, true);
  return attr;
}
