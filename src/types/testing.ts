/* BTF made by hand, for the tests of this folder and of others. */

/** A type as words, with names as text where `struct btf_type` has an offset. */
export type BtfWords = readonly (string | number)[];

/** btf_type.info: the kind, the number of members, and kind_flag. */
export function info(kind: number, members = 0, flag = false): number {
  return ((kind << 24) | members | (flag ? 1 << 31 : 0)) >>> 0;
}

/** Types count from 1, or for a module's on from the kernel's; strings from `stringsBefore`. */
export function makeBtf(types: readonly BtfWords[], stringsBefore = ''): Buffer {
  let strings = stringsBefore === '' ? '\0' : '';
  const offsetOf = (text: string): number => {
    if (text === '') return 0;
    const at = `${stringsBefore}${strings}`.indexOf(`\0${text}\0`);
    if (at >= 0) return at + 1;
    const start = stringsBefore.length + strings.length;
    strings += `${text}\0`;
    return start;
  };
  const words = types.flat().map((w) => (typeof w === 'string' ? offsetOf(w) : w));
  const header = [0x1eb9f, 24, 0, words.length * 4, words.length * 4, strings.length];
  return Buffer.concat([
    Buffer.from(Uint32Array.from([...header, ...words]).buffer),
    Buffer.from(strings, 'latin1'),
  ]);
}
