import { type BtfMember, BtfTypes } from '../types/index.ts';
import { isSmall } from './facts.ts';
import type { Observation } from './observation.ts';

/** How a struct or union is found by names. */
interface Owner {
  readonly of: string;
  readonly path: string;
  /** Where it begins in what `path` names. */
  readonly bits: number;
}

function pathOf({ path }: Owner, { name }: BtfMember): string {
  return path === '' ? name : `${path}.${name}`;
}

/** A kernel's types, of which each member, size and enumerator that is asked for is noted, and moved. */
export class ObservedBtf extends BtfTypes {
  readonly #seen: Observation;
  readonly #module: string;
  /** Of structs and unions without a name, by id. */
  readonly #owners = new Map<number, Owner>();

  constructor(bytes: Buffer, module: string, seen: Observation) {
    super(bytes);
    this.#module = module;
    this.#seen = seen;
  }

  override *members(id: number): Generator<BtfMember> {
    const owner = this.#owner(id);
    for (const member of super.members(id)) {
      const path = pathOf(owner, member);
      if (this.#seen.hides({ kind: 'member', module: this.#module, of: owner.of, path })) continue;
      this.#adopt(owner, member);
      yield member.name === '' ? member : this.#observed(owner, member);
    }
  }

  override bytes(id: number): number {
    const bytes = super.bytes(id);
    const kind = this.kind(id);
    if (kind !== 'struct' && kind !== 'union') return bytes;
    const { of, path } = this.#owner(id);
    const moved = this.#seen.note({ kind: 'size', module: this.#module, of, path }, BigInt(bytes));
    return bytes + Number(moved);
  }

  override enumerators(id: number): ReturnType<BtfTypes['enumerators']> {
    const seen = this.#seen;
    return super.enumerators(id).map(({ name, value }) => ({
      name,
      get value() {
        return value + seen.note({ kind: 'enumerator', name }, value);
      },
    }));
  }

  override target(id: number): number {
    const target = super.target(id);
    const isNamed = this.kind(id) === 'typedef';
    if (isNamed) this.#name(target, { of: this.name(id), path: '', bits: 0 });
    return target;
  }

  #observed(owner: Owner, member: BtfMember): BtfMember {
    const { of, bits: before } = owner;
    const seen = this.#seen;
    const names = { module: this.#module, of, path: pathOf(owner, member) };
    const { bits, width } = member;
    const at = BigInt(Math.floor((before + bits) / 8));
    return {
      ...member,
      get bits() {
        const bytes = Number(seen.note({ kind: 'member', ...names }, at));
        const first = BigInt((before + bits) % 8);
        const shift = isSmall(width) ? seen.note({ kind: 'bit', ...names, width }, first) : 0n;
        return bits + 8 * bytes + Number(shift);
      },
    };
  }

  #owner(id: number): Owner {
    const name = this.name(id);
    if (name !== '') return { of: `${this.kind(id)} ${name}`, path: '', bits: 0 };
    return this.#owners.get(id) ?? { of: '(unnamed)', path: '', bits: 0 };
  }

  /** A member's struct without a name is found by the member's; in one without that, too, as if it were its own. */
  #adopt(owner: Owner, member: BtfMember): void {
    const { name, type, bits } = member;
    const { of, path } = owner;
    const inner =
      name === ''
        ? { of, path, bits: owner.bits + bits }
        : { of, path: pathOf(owner, member), bits: 0 };
    this.#name(type, inner);
  }

  #name(type: number, owner: Owner): void {
    const id = this.inner(type);
    if (this.name(id) === '' && !this.#owners.has(id)) this.#owners.set(id, owner);
  }
}
