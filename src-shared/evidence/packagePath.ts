// The paths of the files of a package: the same on every system, and readable by `sha256sum -c`.

const SEGMENT = /^[^\\/\p{Cc}\p{Cs}:*?"<>|]{1,200}$/u;

/** Whether a path can be in a package: relative, inside of it, and with names that every system can have. */
export const isPackagePath = (path: string): boolean =>
  path.split('/').every(name => SEGMENT.test(name) && name !== '.' && name !== '..' && !/[ .]$/.test(name));

/** The order of the files of a package: by UTF-16 units, the same on every machine. */
export const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

/** Two paths with the same key are one file on some systems: their names differ in case or in the form of their characters only. */
export const pathKey = (path: string): string => path.normalize('NFC').toLowerCase();

/** The first path that two files cannot have on every system: its name is used twice, also in other letters, or is that of a folder around another file. */
export function nameProblem(paths: readonly string[]): string | undefined {
  const folders = new Set(paths.flatMap(path => foldersOf(pathKey(path))));
  const seen = new Set<string>();
  for (const path of paths) {
    const key = pathKey(path);
    if (seen.has(key) || folders.has(key)) return path;
    seen.add(key);
  }
  return undefined;
}

const foldersOf = (path: string): string[] => {
  const names = path.split('/');
  return names.slice(1).map((_, i) => names.slice(0, i + 1).join('/'));
};
