// The spec that an open lock pins.
import { dirname } from '../../../../src-shared/host/paths';
import { staysInside } from '../../../../src-shared/host/staysInside';
import type { PinnedSpec } from '../../../../src-shared/repro/diagnostics/findings';
import { pinnedSpec as findPinned, type Pinned } from '../../../../src-shared/repro/lock/findLock';
import type { WorkspaceView } from '../workspace/workspaceView';

/** The path of the pinned spec; undefined when the document pins none, or one that was not read. */
export function pinnedSpec(workspace: WorkspaceView, uri: string): string | undefined {
  const pinned = pinnedBy(workspace, uri);
  return pinned?.state === 'there' ? pinned.path : undefined;
}

/** The pinned spec with its current hash; undefined when the document pins none. */
export function pinnedState(workspace: WorkspaceView, uri: string): PinnedSpec | undefined {
  const pinned = pinnedBy(workspace, uri);
  if (pinned?.state !== 'there') return pinned;
  const { path } = pinned;
  return { state: 'there', hash: workspace.hashAt(path), changesSince: hash => workspace.changesSince(path, hash) };
}

function pinnedBy(workspace: WorkspaceView, uri: string): Pinned | undefined {
  const found = workspace.artifact(uri);
  const path = found?.open.path;
  if (path === undefined || found?.artifact.claims.sourcePath === undefined) return undefined;
  const folder = workspace.folderOf(path);
  // Only files of the workspace are read; for a lock outside of it, only those of its own folder.
  const folders = folder === undefined ? [dirname(path)] : workspace.folders;
  const mayRead = (spec: string): boolean => staysInside(workspace.host, folders, spec);
  return findPinned(found.open.doc.getText(), { path, folder, mayRead, entries: at => workspace.host.list(at) }, p =>
    workspace.read(p),
  );
}
