/** enum bpf_prog_type. */
export const PROG_TYPE = {
  kprobe: 2,
  tracepoint: 5,
  perfEvent: 7,
  rawTracepoint: 17,
  tracing: 26,
} as const;

/** enum bpf_attach_type, of tracing programs. */
export const ATTACH_TYPE = { typedTracepoint: 23, fentry: 24, fexit: 25 } as const;
