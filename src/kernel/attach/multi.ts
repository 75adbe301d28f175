import type { CookieFunction, FunctionEvent } from '../../bpf/index.ts';
import { refusal } from '../failure.ts';
import type { traceableAddresses } from '../function-addresses.ts';
import { multiLink, multiLinkByName } from '../links.ts';
import type { Refuse } from '../refusals.ts';
import type { Sys } from '../sys.ts';

/** What is attached, and where it tells what is refused. */
export interface Attach {
  readonly sys: Sys;
  readonly program: number;
  readonly at: FunctionEvent;
  readonly refuse: Refuse;
  /** See traceableAddresses(). */
  readonly traceable: typeof traceableAddresses;
}

/** Where a function begins, or an instruction of it. */
export interface Place {
  readonly fn: CookieFunction;
  readonly address: bigint;
}

const KERNEL = 'vmlinux';

/** Functions that their names tell apart; gives those that are left. The kernel takes all or none. */
export function* attachByName(
  { sys, program, at }: Attach,
  functions: readonly CookieFunction[],
): Generator<number, readonly CookieFunction[]> {
  const isNamed = ({ module, several }: CookieFunction) => module === KERNEL && several !== true;
  const named = functions.filter(isNamed).map(({ name, cookie = 0 }) => ({ name, cookie }));
  const link = named.length > 0 ? multiLinkByName(sys, program, named, at === 'return') : -1;
  if (link < 0) return functions;
  yield link;
  return functions.filter((fn) => !isNamed(fn));
}

/** Those that the kernel refuses are found by halves. All others have one link: each takes long to detach. */
export function* attachTogether(attach: Attach, places: readonly Place[]): Generator<number> {
  if (places.length === 0) return;
  const link = linkOf(attach, places);
  if (link >= 0) {
    yield link;
    return;
  }
  const refused = new Map(untraceable(attach, places, -link) ?? refusedOf(attach, places, -link));
  if (refused.size === 0) throw refusal(-link, 'kprobe.multi');
  const others = places.filter((place) => !refused.has(place));
  const traced = new Set(others.map(({ fn }) => fn));
  const errors = new Map([...refused].map(([{ fn }, error]) => [fn, error]));
  for (const [fn, error] of errors)
    if (!traced.has(fn)) attach.refuse(fn, attach.at, refusal(error, 'kprobe.multi'));
  yield* attachTogether(attach, others);
}

function linkOf({ sys, program, at }: Attach, places: readonly Place[]): number {
  const cookies = places.map(({ fn, address }) => ({ address, cookie: fn.cookie ?? 0 }));
  return multiLink(sys, program, cookies, at === 'return');
}

/** Those that ftrace does not know, if it tells and that explains it. */
function untraceable(
  { traceable }: Attach,
  places: readonly Place[],
  error: number,
): readonly (readonly [Place, number])[] | undefined {
  const isKnown = places.length > 1 ? traceable() : undefined;
  const unknown = isKnown ? places.filter(({ address }) => !isKnown(address)) : [];
  return unknown.length > 0 ? unknown.map((place) => [place, error]) : undefined;
}

/** Which of places that are refused together with `error` are refused alone, and why. */
function refusedOf(
  attach: Attach,
  places: readonly Place[],
  error: number,
): readonly (readonly [Place, number])[] {
  const [first] = places;
  if (first && places.length === 1) return [[first, error]];
  const half = places.length >> 1;
  return [places.slice(0, half), places.slice(half)].flatMap((part) => {
    const link = linkOf(attach, part);
    if (link < 0) return refusedOf(attach, part, -link);
    attach.sys.close(link);
    return [];
  });
}
