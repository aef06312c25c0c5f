// Paths as text: absolute, with `/`. Pure: the file system is not accessed.

const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[A-Za-z]:\//.test(path);

/** The folder of a path; a root is its own folder. */
export function dirname(path: string): string {
  const cut = path.lastIndexOf('/');
  if (cut < 0) return path;
  if (cut === 0) return '/';
  return /^[A-Za-z]:$/.test(path.slice(0, cut)) ? path.slice(0, cut + 1) : path.slice(0, cut);
}

/** The last part of a path. */
export const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * A name or path that the file system gave (a listing, a link, git), relative to a folder or absolute, as an absolute path without `.` and `..`.
 * A backslash is a part of the name, except on Windows, where folders start with a drive or a server.
 */
export const join = (folder: string, path: string): string =>
  joined(folder, /^(?:[A-Za-z]:\/|\/\/)/.test(folder) ? withSlashes(path) : path);

/** As `join`, for a path that is written in a file or a setting: both kinds of slashes are separators on every system, because it may be from another one. */
export const joinWritten = (folder: string, path: string): string => joined(folder, withSlashes(path));

const withSlashes = (path: string): string => path.replaceAll('\\', '/');

function joined(folder: string, relative: string): string {
  const path = onThisMachine(folder, relative);
  const whole = isAbsolute(path) ? path : `${folder.endsWith('/') ? folder : `${folder}/`}${path}`;
  if (!whole.includes('//') && !whole.includes('/.') && !whole.endsWith('/')) return whole;
  const root = /^(?:[A-Za-z]:)?\/+/.exec(whole)?.[0] ?? '';
  const parts: string[] = [];
  for (const part of whole.slice(root.length).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  // Two slashes at the start denote a server on Windows; three or more denote the root.
  return (root.startsWith('//') && root.length === 2 ? '//' : root.replace(/\/+/, '/')) + parts.join('/');
}

// Two slashes denote a server on Windows. A path in a file must not make this tool contact a server, unless the folder is on it.
const onThisMachine = (folder: string, path: string): string =>
  path.startsWith('//') && !folder.startsWith('//') ? path.replace(/^\/+/, '/') : path;

/** Whether a path is a folder or inside it. */
export const isInside = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

/** A function that finds the one of some paths that is a path, or the innermost folder of it. Its time does not depend on their number. */
export function innermostOf(paths: Iterable<string>): (path: string) => string | undefined {
  const set = new Set(paths);
  return path => {
    let at = path;
    while (!set.has(at) && dirname(at) !== at) at = dirname(at);
    return set.has(at) ? at : undefined;
  };
}

/** A path relative to a folder, with `/`; absolute if they do not have a common root. */
export function relativeTo(folder: string, path: string): string {
  const from = folder.split('/').filter(Boolean);
  const to = path.split('/').filter(Boolean);
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  if (same === 0 && /^[A-Za-z]:/.test(path)) return path;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/') || '.';
}
