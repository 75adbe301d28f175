/** Checks a value, and throws an Error that says where it is wrong. */
export type Schema = (value: unknown, path: string) => void;

export function check(value: unknown, schema: Schema): void {
  schema(value, '');
}

function wrong(path: string, what: string): never {
  throw new Error(`${path.replace(/^\./, '') || 'the whole'} is not ${what}`);
}

const basic =
  (what: string, is: (value: unknown) => boolean): Schema =>
  (value, path) => {
    if (!is(value)) wrong(path, what);
  };

export const text = basic('a text', (v) => typeof v === 'string');
export const flag = basic('true or false', (v) => typeof v === 'boolean');
export const big = basic('an integer', (v) => typeof v === 'bigint');
export const bytes = basic('bytes', (v) => v instanceof Uint8Array);
export const whole = basic('a whole number', (v) => Number.isSafeInteger(v));
/** Sizes, offsets, indices. */
export const count = basic('a count', (v) => Number.isSafeInteger(v) && Number(v) >= 0);
export const code = basic(
  'instructions',
  (v) => v instanceof Uint8Array && v.length > 0 && v.length % 8 === 0,
);

export const oneOf = (...values: readonly unknown[]): Schema =>
  basic(`one of ${values.join(', ')}`, (v) => values.includes(v));

/** A name of a table's. */
export const nameIn = (table: ReadonlyMap<string, unknown>, what: string): Schema =>
  basic(what, (v) => typeof v === 'string' && table.has(v));

export const list =
  (element: Schema): Schema =>
  (value, path) => {
    if (!Array.isArray(value)) wrong(path, 'a list');
    for (const [i, part] of value.entries()) element(part, `${path}.${i}`);
  };

export type Members = Readonly<Record<string, Schema>>;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object with these members; those of `optional` may be missing. */
export const object =
  (members: Members, optional: Members = {}): Schema =>
  (value, path) => {
    if (!isRecord(value)) wrong(path, 'an object');
    for (const [name, schema] of Object.entries(members)) schema(value[name], `${path}.${name}`);
    for (const [name, schema] of Object.entries(optional))
      if (value[name] !== undefined) schema(value[name], `${path}.${name}`);
  };

/** An object of any names with values of a kind. */
export const table =
  (element: Schema): Schema =>
  (value, path) => {
    if (!isRecord(value)) wrong(path, 'an object');
    for (const [name, part] of Object.entries(value)) element(part, `${path}.${name}`);
  };

/** An object whose `kind` says what else is in it. */
export const kinds =
  (members: Readonly<Record<string, Members>>): Schema =>
  (value, path) => {
    const kind = isRecord(value) ? value['kind'] : undefined;
    const own =
      typeof kind === 'string' && Object.hasOwn(members, kind) ? members[kind] : undefined;
    if (!own) wrong(`${path}.kind`, `one of ${Object.keys(members).join(', ')}`);
    object(own)(value, path);
  };
