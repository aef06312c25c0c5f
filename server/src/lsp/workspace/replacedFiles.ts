// Files that were replaced by a rename. A client that reports only the temporary name, which is gone, says nothing about the file that has the new content.
import { dirname } from '../../../../src-shared/host/paths';
import type { FileChange } from './files';
import type { Workspace } from './workspace';

/** A folder with more files than this is not searched. */
const MAX_ENTRIES = 1000;

/** The files next to reported ones that are gone, as far as they are used and differ from what was read. `isUsed`: whether findings depend on a path. */
export function replacedFiles(
  workspace: Pick<Workspace, 'host' | 'files' | 'allDocuments'>,
  changes: readonly FileChange[],
  isUsed: (path: string) => boolean,
): FileChange[] {
  const { host, files } = workspace;
  const reported = new Set(changes.map(c => c.path));
  const folders = new Set([...reported].filter(path => !host.stat(path)).map(dirname));
  if (folders.size === 0) return [];
  const used = [...folders].flatMap(folder => filesIn(host, folder)).filter(isUsed);
  const open = [...workspace.allDocuments()]
    .flatMap(({ path }) => path ?? [])
    .filter(path => folders.has(dirname(path)));
  const stale = [...files.pathsIn(folders), ...used].filter(path => !files.isCurrent(path));
  const paths = [...new Set([...stale, ...open])].filter(path => !reported.has(path));
  return paths.map(path => ({ path, isDeleted: !host.stat(path) }));
}

function filesIn({ readFolder }: Workspace['host'], folder: string): string[] {
  const read = readFolder(folder);
  if (!read.ok || read.entries.length > MAX_ENTRIES) return [];
  return read.entries.flatMap(({ name, kind }) => (kind === 'file' ? [`${folder}/${name}`] : []));
}
