// A host that answers from the folders that a command has listed which files are missing. Settings, repositories and locks are looked for next to each
// file, and in most folders there are none.
import type { FolderEntry, Host } from '../../../../src-shared/host/host';

/**
 * The names that are looked for: not `.` and `..`, which no listing has. A folder without any is remembered; of a folder with one, the system is asked, which
 * may compare names in its own way.
 */
const NAMES: readonly RegExp[] = [/^\.[^.]/, /\.lock$/i];

/** The host for one command, during which files count as unchanged. Only a listing of a whole folder shows what is missing. */
export function withListedFolders(host: Host): Host {
  const without = NAMES.map(() => new Set<string>());
  const remember = (folder: string, entries: readonly FolderEntry[]): void => {
    for (const [i, sought] of NAMES.entries())
      if (!entries.some(({ name }) => sought.test(name))) without[i]?.add(folder);
  };
  const isMissing = (path: string): boolean => {
    const end = path.lastIndexOf('/');
    const name = path.slice(end + 1);
    return NAMES.some((sought, i) => sought.test(name) && without[i]?.has(path.slice(0, end)) === true);
  };
  return {
    ...host,
    readFolder: folder => {
      const read = host.readFolder(folder);
      if (read.ok) remember(folder, read.entries);
      return read;
    },
    stat: path => (isMissing(path) ? undefined : host.stat(path)),
    linkTarget: path => (isMissing(path) ? undefined : host.linkTarget(path)),
    readBytes: (path, limit) => (isMissing(path) ? { ok: false, reason: 'missing' } : host.readBytes(path, limit)),
  };
}
