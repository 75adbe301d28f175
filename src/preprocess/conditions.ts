/** The #if groups that are open. */
interface Group {
  readonly directive: string;
  readonly line: number;
  /** Its text counts, and that of no branch before. */
  active: boolean;
  /** A branch has counted. */
  taken: boolean;
  sawElse: boolean;
  /** What is around it counts. */
  readonly outer: boolean;
}

/** What is wrong; each a message with a line, or for the current line without one. */
export interface Complaint {
  readonly message: string;
  readonly line?: number;
}

/** Which lines count. The conditions themselves are evaluated only where that matters. */
export class Conditions {
  readonly #groups: Group[] = [];

  get active(): boolean {
    return this.#groups.at(-1)?.active ?? true;
  }

  open(directive: string, line: number, holds: () => boolean): void {
    const outer = this.active;
    const active = outer && holds();
    this.#groups.push({ directive, line, active, taken: active, sawElse: false, outer });
  }

  elif(holds: () => boolean): readonly Complaint[] {
    const group = this.#groups.at(-1);
    if (!group) return [{ message: '#elif without #if' }];
    if (group.sawElse) return [{ message: '#elif after #else' }, begun(group)];
    group.active = group.outer && !group.taken && holds();
    group.taken ||= group.active;
    this.#rename(group, 'elif');
    return [];
  }

  else(): readonly Complaint[] {
    const group = this.#groups.at(-1);
    if (!group) return [{ message: '#else without #if' }];
    if (group.sawElse) return [{ message: '#else after #else' }, begun(group)];
    group.active = group.outer && !group.taken;
    group.taken = true;
    group.sawElse = true;
    this.#rename(group, 'else');
    return [];
  }

  endif(): readonly Complaint[] {
    return this.#groups.pop() ? [] : [{ message: '#endif without #if' }];
  }

  /** The groups that are still open where the file ends, from the inside out. */
  close(): readonly Complaint[] {
    return this.#groups
      .splice(0)
      .reverse()
      .map(({ directive, line }) => ({ message: `unterminated #${directive}`, line }));
  }

  /** What is named later is the last directive of the group, with the line of the first. */
  #rename(group: Group, directive: string): void {
    this.#groups.splice(-1, 1, { ...group, directive });
  }
}

function begun({ line }: Group): Complaint {
  return { message: 'the conditional began here', line };
}
