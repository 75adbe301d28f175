import { fail, type Span } from '../diag/index.ts';
import type { ProbeDescription } from './ast.ts';
import { expandField, type MacroOptions } from './macros.ts';

/** The field that a description's last part fills: -P, -m, -f, -n and -i, in this order. */
export type DescriptionSpec = 'provider' | 'module' | 'function' | 'name' | 'id';

const fields = ['provider', 'module', 'function', 'name'] as const;

const maxProbeId = 2n ** 32n - 1n;

const empty = { provider: '', module: '', function: '', name: '' } as const;

/** Splits a description into its fields, from the right. Error: D_PDESC_INVAL. */
export function describeProbe(
  text: string,
  spec: DescriptionSpec,
  options: MacroOptions,
  span: Span,
): ProbeDescription {
  const refuse = (why: string): never =>
    fail('D_PDESC_INVAL', span, `invalid probe description "${text}": ${why}`);
  const last = spec === 'id' ? fields.indexOf('name') : fields.indexOf(spec);
  // A colon before all the fields there can be is one that DTrace does not look at.
  const parts = text.replace(/^:/, '').split(':').reverse();
  if (parts.length > last + 1) return refuse('Overspecified probe description');
  const values: Record<(typeof fields)[number], string> = { ...empty };
  parts.forEach((part, i) => {
    const field = fields[last - i];
    if (field === undefined) return;
    values[field] =
      expandField(part, options) ?? refuse('Undefined macro variable in probe description');
  });
  return { kind: 'probe', text: expandText(text, options), ...values, span };
}

function expandText(text: string, options: MacroOptions): string {
  return text
    .split(':')
    .map((part) => expandField(part, options) ?? part)
    .join(':');
}

/** A description that is one integer. Error: D_PDESC_INVAL. */
export function describeProbeId(id: bigint, spec: DescriptionSpec, span: Span): ProbeDescription {
  if (id > maxProbeId) {
    fail('D_PDESC_INVAL', span, `identifier ${id} exceeds maximum probe id`);
  }
  if (spec !== 'name' && spec !== 'id') {
    const what = `probe identifier ${id} not permitted when specifying ${spec}s`;
    fail('D_PDESC_INVAL', span, what);
  }
  return { kind: 'probe', text: `${id}`, ...empty, id: Number(id), span };
}
