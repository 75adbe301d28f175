import type { Context } from './context.ts';

/*
 * Where the two dialects check a builtin's arguments in another order or under another tag. The
 * rows of lang/ have Oracle's prototypes, which say more; illumos looks at these arguments in the
 * action itself.
 */

const illumosPrototypes: Readonly<Record<string, string>> = {
  printf: 'void(@, ...)',
  print: 'void(@)',
  normalize: 'void(@, @)',
  trunc: 'void(@, [@])',
  // The action itself counts those after the second.
  tracemem: 'void(@, size_t, ...)',
  stack: 'stack([@])',
  ustack: 'stack([@], [@])',
  jstack: 'stack([@], [@])',
  inet_ntoa6: 'string(struct in6_addr *)',
  rw_iswriter: 'int(struct rw_semaphore *)',
  rw_read_held: 'int(struct rw_semaphore *)',
  rw_write_held: 'int(struct rw_semaphore *)',
};

const illumosLengthTags: Readonly<Record<string, string>> = {
  clear: 'D_CLEAR_PROTO',
  trunc: 'D_TRUNC_PROTO',
  normalize: 'D_NORMALIZE_PROTO',
  denormalize: 'D_NORMALIZE_PROTO',
  stack: 'D_STACK_PROTO',
  ustack: 'D_USTACK_PROTO',
  jstack: 'D_USTACK_PROTO',
};

/** The prototype of a builtin in the dialect of the program. */
export function prototypeOf({ world }: Context, name: string, proto: string): string {
  return world.options.dialect === 'illumos' ? (illumosPrototypes[name] ?? proto) : proto;
}

/** The tag for a wrong number of arguments. */
export function lengthTag({ world }: Context, name: string): string {
  const tag = world.options.dialect === 'illumos' ? illumosLengthTags[name] : undefined;
  return tag ?? 'D_PROTO_LEN';
}
