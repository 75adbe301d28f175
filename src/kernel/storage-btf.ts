/**
 * The types that a task storage map must be created with (bpf_local_storage_map_check_btf): an `int`
 * key and a value of just the right size, here `struct { char bytes[n]; }`.
 *
 *     header (24) | types: 1 int, 2 char, 3 char[n], 4 struct | strings
 */
export function storageBtf(valueBytes: number): {
  readonly bytes: Uint8Array;
  readonly keyType: number;
  readonly valueType: number;
} {
  const types = [
    ...[NAME.int, info(KIND.int, 0), 4, INT_SIGNED | 32],
    ...[NAME.char, info(KIND.int, 0), 1, 8],
    ...[0, info(KIND.array, 0), 0, CHAR_TYPE, INT_TYPE, valueBytes],
    ...[NAME.value, info(KIND.struct, 1), valueBytes, NAME.bytes, ARRAY_TYPE, 0],
  ];
  const typeBytes = types.length * 4;
  const header = [MAGIC | (VERSION << 16), HEADER_BYTES, 0, typeBytes, typeBytes, STRINGS.length];
  const bytes = new Uint8Array(HEADER_BYTES + typeBytes + STRINGS.length);
  const view = new DataView(bytes.buffer);
  [...header, ...types].forEach((word, i) => {
    view.setUint32(i * 4, word, true);
  });
  bytes.set(Buffer.from(STRINGS, 'latin1'), HEADER_BYTES + typeBytes);
  return { bytes, keyType: INT_TYPE, valueType: STRUCT_TYPE };
}

const MAGIC = 0xeb9f;
const VERSION = 1;
const HEADER_BYTES = 24;
const INT_SIGNED = 1 << 24;
const KIND = { int: 1, array: 3, struct: 4 } as const;
const INT_TYPE = 1;
const CHAR_TYPE = 2;
const ARRAY_TYPE = 3;
const STRUCT_TYPE = 4;
const STRINGS = '\0int\0char\0value\0bytes\0';
const NAME = { int: 1, char: 5, value: 10, bytes: 16 } as const;

/** btf_type.info: the kind and the number of members. */
function info(kind: number, members: number): number {
  return (kind << 24) | members;
}
