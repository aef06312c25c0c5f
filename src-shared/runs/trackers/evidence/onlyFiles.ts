// A machine that shows only some of its files, so that a reader cannot use any other.
import { dirname, join } from '../../../host/paths';
import type { ReadingHost } from '../place';

/** The same machine, on which folders list only these files (absolute paths) and the folders around them. A `Place` reads nothing that is not listed. */
export function onlyFiles<T extends ReadingHost>(host: T, paths: Iterable<string>): T {
  const shown = new Set<string>();
  for (const path of paths) for (let at = path; !shown.has(at); at = dirname(at)) shown.add(at);
  return {
    ...host,
    readFolder(folder) {
      const read = host.readFolder(folder);
      return read.ok ? { ok: true, entries: read.entries.filter(({ name }) => shown.has(join(folder, name))) } : read;
    },
  };
}
