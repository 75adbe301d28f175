const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Words that name a type on their own. */
const base = set('void char int float double string');
/** Words that only alter a type. */
const modifier = set('short long signed unsigned');
const qualifier = set('const volatile restrict userland');
const storage = set('auto extern register self static this typedef');

/** Words that cannot be names inside clauses and declarations; most C control words are unused. */
const reserved: ReadonlySet<string> = new Set([
  ...base,
  ...modifier,
  ...qualifier,
  ...storage,
  ...set('struct union enum inline translator provider probe counter import if else'),
  ...set(
    'sizeof offsetof stringof xlate break case continue default do for goto return switch while',
  ),
]);

/** Words that begin a declaration at program level, where any other word describes a probe. */
const declaration: ReadonlySet<string> = new Set([
  ...base,
  ...modifier,
  ...qualifier,
  ...storage,
  ...set('struct union enum inline translator provider counter import'),
]);

/** Reserved words by what they may begin; the grammar asks these sets. */
export const words = { base, modifier, qualifier, storage, reserved, declaration } as const;

/** Type names that D has without any kernel type information. */
export const intrinsicTypedefs = set(
  'int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t intptr_t uintptr_t size_t ' +
    'ssize_t ptrdiff_t uchar_t ushort_t uint_t ulong_t longlong_t u_longlong_t id_t pid_t',
);
