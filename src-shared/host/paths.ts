// Paths as text: absolute, with `/`. Pure: the file system is not accessed.
import { slashed } from './slashes';

const isAbsolute = (path: string): boolean => path.startsWith('/') || /^[A-Za-z]:\//.test(path);

/** The folder of a path; a root is its own folder. */
export function dirname(path: string): string {
  const cut = path.lastIndexOf('/');
  if (cut < 0) return path;
  if (cut === 0) return '/';
  // The root of a drive keeps its slash.
  return path.slice(0, cut === 2 && /^[A-Za-z]:/.test(path) ? 3 : cut);
}

/** The last part of a path. */
export const basename = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/**
 * A name or path that the file system gave (a listing, a link, git), relative to a folder or absolute, as an absolute path without `.` and `..`.
 * A backslash is a part of the name, except on Windows, where folders start with a drive or a server.
 */
export const join = (folder: string, path: string): string =>
  joined(folder, /^(?:[A-Za-z]:\/|\/\/)/.test(folder) ? slashed(path) : path);

/**
 * As `join`, for a path that is written in a file or a setting: both kinds of slashes are separators on every system, because it may be from another one.
 * `..` after a name is kept, except on Windows, because the system follows a link before it goes up: `resolveParents` removes it.
 */
export const joinWritten = (folder: string, path: string): string => joined(folder, slashed(path), true);

/** Whether a path contains a `..` that `joinWritten` kept. */
export const goesUp = (path: string): boolean => path.includes('/../') || path.endsWith('/..');

function joined(folder: string, relative: string, keepsParents = false): string {
  const path = onThisMachine(folder, relative);
  const whole = isAbsolute(path) ? path : `${folder.endsWith('/') ? folder : `${folder}/`}${path}`;
  if (!whole.includes('//') && !(whole.includes('/.') && DOTS.test(whole)) && !whole.endsWith('/')) return whole;
  const root = /^(?:[A-Za-z]:)?\/+/.exec(whole)?.[0] ?? '';
  // Windows itself removes `..` from the text of a path before it follows links.
  const isServer = root === '//';
  const isKept = keepsParents && root.startsWith('/') && !isServer;
  let outer = isAbsolute(path) ? 0 : namesIn(folder).length;
  const parts: string[] = [];
  for (const part of namesIn(whole.slice(root.length))) {
    if (part !== '..' || (isKept && parts.length > outer)) parts.push(part);
    else {
      parts.pop();
      outer = Math.min(outer, parts.length);
    }
  }
  // Two slashes at the start denote a server on Windows; three or more denote the root.
  return (isServer ? root : root.replace(/\/+/, '/')) + parts.join('/');
}

// A part of a path that is not a name. Names may begin with a dot.
const DOTS = /\/\.{1,2}(?:\/|$)/;

const namesIn = (path: string): string[] => path.split('/').filter(part => part !== '' && part !== '.');

// Two slashes denote a server on Windows. A path in a file must not make this tool contact a server, unless the folder is on it.
const onThisMachine = (folder: string, path: string): string =>
  path.startsWith('//') && !folder.startsWith('//') ? path.replace(/^\/+/, '/') : path;

/** Whether a path is a folder or inside it. */
export const isInside = (folder: string, path: string): boolean =>
  path === folder || path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);

/** A function that finds the one of some paths that is a path, or the innermost folder of it. Its time does not depend on their number. */
export function innermostOf(paths: Iterable<string>): (path: string) => string | undefined {
  const set = new Set(paths);
  const [only] = set;
  // Most file events name one file, and each asks about all files that are known.
  if (set.size === 1 && only) return path => (isInside(only, path) ? only : undefined);
  return path => innermostIn(set, path);
}

/** The one of a set of paths that is a path, or the innermost folder of it. */
export function innermostIn(paths: ReadonlySet<string>, path: string): string | undefined {
  if (paths.size === 0) return undefined;
  let at = path;
  for (let up = dirname(at); !paths.has(at); up = dirname(at)) {
    if (up === at) return undefined;
    at = up;
  }
  return at;
}

/** A path relative to a folder, with `/`; absolute if they do not have a common root. */
export function relativeTo(folder: string, path: string): string {
  // Most paths are inside the folder, and written without repeated slashes.
  if (path.startsWith(`${folder}/`) && !path.includes('//') && !path.endsWith('/'))
    return path.slice(folder.length + 1);
  const from = folder.split('/').filter(Boolean);
  const to = path.split('/').filter(Boolean);
  let same = 0;
  while (same < from.length && same < to.length && from[same] === to[same]) same++;
  if (same === 0 && /^[A-Za-z]:/.test(path)) return path;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/') || '.';
}
