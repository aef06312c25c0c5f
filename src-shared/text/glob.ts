// Patterns for paths: `*` stands for anything but `/`, `**` for folders too, `?` for one character. A pattern without `/` is matched against the name.

/** Whether a path (with `/`, relative to where the pattern belongs) matches. */
export function matchesGlob(pattern: string, path: string): boolean {
  const subject = pattern.includes('/') ? path : path.slice(path.lastIndexOf('/') + 1);
  return new RegExp(
    `^${pattern
      .split(/(\*\*\/|\*\*|\*|\?)/)
      .map(part)
      .join('')}$`,
  ).test(subject);
}

const WILD: Readonly<Record<string, string>> = { '**/': '(?:[^/]+/)*', '**': '.*', '*': '[^/]*', '?': '[^/]' };

const part = (text: string): string =>
  Object.hasOwn(WILD, text) ? (WILD[text] ?? '') : text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
