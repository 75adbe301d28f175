import type { ActionSpec } from '../bpf/index.ts';
import { bug } from '../diag/index.ts';
import type { Printer, RecordReader } from '../lang/index.ts';
import { illumosText } from './print-illumos.ts';
import { oracleText } from './print-oracle.ts';
import { Data } from './print-values.ts';
import type { World } from './source.ts';

/** print()'s text in the form of the dialect. */
export function printText(
  { fields, data }: ActionSpec,
  { options }: World,
  printer: Printer,
): RecordReader<string> {
  const [first] = fields;
  const field = fields.at(-1) ?? bug('print() without a field');
  const shape = data.shape ?? bug('print() without a shape');
  const dataOf = (ring: DataView, at: number): Data =>
    new Data(new DataView(ring.buffer, ring.byteOffset + at + field.offset, field.bytes));
  if (options.dialect === 'illumos') {
    return (ring, at) => illumosText(shape, dataOf(ring, at), printer);
  }
  const size = Math.min(field.bytes, options.printsize);
  return (ring, at) => {
    const address = ring.getBigUint64(at + (first?.offset ?? 0), true);
    return oracleText(shape, dataOf(ring, at), size, address);
  };
}
