import type { AttachSpec, BpfObject, FaultSite, MapSpec } from '../bpf/index.ts';
import type { IrProgram } from './ir.ts';

/** Everything of a BpfObject, with programs still in IR. */
export interface IrModule extends Omit<BpfObject, 'programs' | 'faultSites' | 'maps'> {
  readonly programs: readonly { readonly program: IrProgram; readonly attach: AttachSpec }[];
  readonly maps: readonly MapSpec[];
  /** Without their instruction index, which emit knows. */
  readonly faultSites: readonly Omit<FaultSite, 'pc'>[];
  /** Where in the constants map emit writes the sites' instruction indices (u32 each). */
  readonly siteTable: { readonly map: string; readonly offset: number } | undefined;
}
