/** Does it have characters that stand for others, or a quoted one? */
export function isGlob(text: string): boolean {
  return /[*?[\\]/.test(text);
}

/** The same for many texts. */
export function globTest(glob: string): (text: string) => boolean {
  if (!isGlob(glob)) return (text) => text === glob;
  const re = globToRegExp(glob);
  return (text) => re.test(text);
}

/** Does the text match a glob of probe descriptions (`* ? [set] [!set]`, `\` quotes)? '' matches all. */
export function globMatches(glob: string, text: string): boolean {
  return glob === '' || globTest(glob)(text);
}

function globToRegExp(glob: string): RegExp {
  const source = glob.replace(
    /\\(.)|\*|\?|\[(!?)((?:\\.|[^\]])+)\]|[.+^${}()|/[\]\\]/g,
    (all, quoted, not, set) => {
      if (quoted !== undefined) return `\\u${quoted.charCodeAt(0).toString(16).padStart(4, '0')}`;
      if (all === '*') return '.*';
      if (all === '?') return '.';
      if (set !== undefined) return `[${not ? '^' : ''}${set.replace(/[\\\]^]/g, '\\$&')}]`;
      return `\\${all}`;
    },
  );
  return new RegExp(`^${source}$`, 's');
}
