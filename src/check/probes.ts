import type { ProbeDescription } from '../syntax/index.ts';
import type { Probe } from '../typed/index.ts';
import type { Context } from './context.ts';

/** The probes that a description matches. None is an error, unless -Z allows it. */
export function matchProbes(cx: Context, node: ProbeDescription): readonly Probe[] {
  const found = cx.world.probes.match(node);
  if (found.length > 0) return found;
  if (node.id !== undefined) {
    cx.earlyError(
      'D_PDESC_INVAL',
      node.span,
      `invalid probe identifier ${node.id}: Unknown probe identifier`,
    );
  } else if (!cx.world.options.zdefs) {
    const text = [node.provider, node.module, node.function, node.name].join(':');
    const why = cx.world.probes.absence?.(node);
    // Oracle's messages are compared with their ends.
    const isTold = why !== undefined && cx.world.options.dialect === 'illumos';
    const message = `probe description ${text} does not match any probes${isTold ? ` (${why})` : ''}`;
    cx.error('D_PDESC_ZERO', node.span, message, why);
  }
  return [];
}
