// The machine as the server verifies runs on it: files on disk, the locks that the editor would find, and what may be read.
import { dirname, isInside, join } from '../../../../src-shared/host/paths';
import { repositoryOf } from '../../../../src-shared/host/repositoryOf';
import { staysInside } from '../../../../src-shared/host/staysInside';
import { HISTORY_FOLDER, workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { type VerifyWorld, verifyWorld } from '../../../../src-shared/runs/verify/verifyWorld';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { budgeted } from '../base/gitLimit';
import type { RequestControl } from '../protocol/feature';
import type { FeatureContext } from '../protocol/featureContext';
import type { WorkspaceView } from '../workspace/workspaceView';
import { type WatchedReads, watchedReads } from './watchedReads';

type Cancellation = Pick<RequestControl, 'cancelled'>;

/** The worlds of one request by the paths of runs, and what the files were before they were read. */
export interface VerifyWorlds extends Pick<WatchedReads, 'before'> {
  readonly worldOf: (path: string) => VerifyWorld;
}

/** The worlds of one request: runs with the same folders share one, so that nothing is read twice. */
export function verifyWorlds(
  { workspace, version }: Pick<FeatureContext, 'workspace' | 'version'>,
  { cancelled }: Cancellation,
): VerifyWorlds {
  const { host, before } = watchedReads(budgeted(workspace.host));
  const known = new Map<string, VerifyWorld>();
  const worldOf = (path: string): VerifyWorld => {
    const cwd = workspace.folderOf(path) ?? dirname(path);
    const folders = searchFolders(workspace, path, cwd);
    const key = JSON.stringify([cwd, folders]);
    const world =
      known.get(key) ??
      verifyWorld({
        host,
        cwd,
        folders,
        label: file => oneLine(workspace.label(file)),
        generator: `kyn ${version}`,
        lockSearch: spec => workspace.lockSearch(spec),
        // On disk: an edit in a buffer would not end the validity of the result.
        readLock(file) {
          // The store of files does not read through `host`, which records what the lock was before.
          host.stat(file);
          return workspace.files.read(file);
        },
        mayRead: file => staysInside(host, [...workspace.folders, ...folders], file),
        signal: cancelled,
      });
    known.set(key, world);
    return world;
  };
  return { worldOf, before };
}

// A history may be above the workspace folder. Without one there, only the workspace is searched.
function searchFolders({ host, folders }: WorkspaceView, path: string, cwd: string): readonly [string, ...string[]] {
  const above = workspaceFolderOf(host, dirname(path));
  const isHistory = host.stat(join(above, HISTORY_FOLDER))?.kind === 'folder';
  // Another repository in the workspace has a git history of its own. One around the workspace is not a place of data that may be read.
  const own = repositoryOf(host, dirname(path));
  const inner = own !== undefined && folders.some(folder => isInside(folder, own)) ? [own] : [];
  const [first = cwd, ...rest] = new Set([...(isHistory ? [above] : []), cwd, ...folders, ...inner]);
  return [first, ...rest];
}
