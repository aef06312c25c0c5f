// The files around a spec, for completion. One folder is listed at a time, while its path is typed.
import type { FolderEntry } from '../../../../src-shared/host/host';
import { dirname, join } from '../../../../src-shared/host/paths';
import { resolveWritten } from '../../../../src-shared/host/resolveParents';
import type { PathEntry, SpecFiles } from '../../../../src-shared/kyn/completion/strings';
import { foldersFor } from '../../../../src-shared/repro/data/findData';
import { isSkipped } from '../../../../src-shared/repro/files/findFiles';
import type { WorkspaceView } from '../workspace/workspaceView';

/** The files around the spec at a path. */
export function specFilesOf(workspace: WorkspaceView, spec: string): SpecFiles {
  const entriesIn = (folder: string): PathEntry[] =>
    (workspace.isRefused(folder) ? [] : workspace.host.list(folder)).flatMap(entry => {
      const path = join(folder, entry.name);
      const kind = entry.name.startsWith('.') || isSkipped(entry.name) || path === spec ? 'other' : kindOf(entry, path);
      return kind === 'other' ? [] : [{ name: entry.name, isFolder: kind === 'folder' }];
    });
  // Data is often behind a symbolic link, which a listing does not follow.
  const kindOf = ({ kind }: FolderEntry, path: string): FolderEntry['kind'] =>
    kind === 'other' ? (workspace.host.stat(path)?.kind ?? 'other') : kind;
  const folder = workspace.folderOf(spec);
  return {
    dataIn: relative =>
      unique(foldersFor({ spec, folder }).flatMap(at => entriesIn(resolveWritten(workspace.host, at, relative)))),
    besideIn: relative => entriesIn(resolveWritten(workspace.host, dirname(spec), relative)),
    columnsOf: path => {
      const file = workspace.datasetsOf(spec).find(path);
      if (file.state !== 'found' || !file.head) return undefined;
      const { numeric } = file.head.sample();
      return file.head.columns.map((name, i) => ({ name, numeric: numeric[i] === true }));
    },
  };
}

const unique = (entries: readonly PathEntry[]): PathEntry[] => [...new Map(entries.map(e => [e.name, e])).values()];
