// The spec that a lock pins.
import type { FolderEntry } from '../../../../src-shared/host/host';
import { dirname } from '../../../../src-shared/host/paths';
import { resolveParents } from '../../../../src-shared/host/resolveParents';
import { staysInside } from '../../../../src-shared/host/staysInside';
import type { PinnedSpec } from '../../../../src-shared/repro/diagnostics/findings';
import { isSparse } from '../../../../src-shared/repro/git/sparseCheckout';
import { pinnedSpec as findPinned, type Pinned, pinnedFault } from '../../../../src-shared/repro/lock/pinnedSpec';
import type { OpenArtifact, WorkspaceView } from '../workspace/workspaceView';

/** The path of the spec that an open document pins; undefined when it pins none, or one that is missing or may not be read. */
export function pinnedSpec(workspace: WorkspaceView, uri: string): string | undefined {
  const found = workspace.artifact(uri);
  const pinned = found && pinnedState(workspace, found);
  return pinned?.state === 'there' ? pinned.path : undefined;
}

/** The spec that an artifact pins, with its current hash; undefined when it pins none. `path` is absent where the spec is missing or may not be read. */
export function pinnedState(
  workspace: WorkspaceView,
  found: OpenArtifact,
): (PinnedSpec & { readonly path?: string }) | undefined {
  const pinned = pinnedBy(workspace, found);
  if (pinned?.state !== 'there') return pinned;
  const { path } = pinned;
  const [text, hash] = [workspace.read(path), workspace.hashAt(path)];
  const fault = text.ok ? pinnedFault({ path, text: text.text }, hash, found.artifact.claims.configHash) : undefined;
  if (fault) return fault;
  return { state: 'there', hash, path, changesSince: locked => workspace.changesSince(path, locked) };
}

/** The paths where the spec that an artifact pins is searched. */
export function pinnedPlaces(workspace: WorkspaceView, found: OpenArtifact): readonly string[] {
  const places: string[] = [];
  pinnedBy(workspace, found, path => places.push(path));
  return places;
}

function pinnedBy(
  workspace: WorkspaceView,
  { open, artifact }: OpenArtifact,
  searched: (path: string) => void = () => undefined,
): Pinned | undefined {
  const { path } = open;
  if (path === undefined) return undefined;
  const { root, claims, kind } = artifact;
  // A lock with a merge conflict does not claim anything, but both sides may name the spec.
  if (root ? claims.sourcePath === undefined : kind.id !== 'kynml-lock') return undefined;
  const folder = workspace.folderOf(path);
  // Only files of the workspace are read; for a lock outside of it, only those of its own folder.
  const folders = folder === undefined ? [dirname(path)] : workspace.folders;
  const mayRead = (spec: string): boolean => {
    searched(spec);
    return staysInside(workspace.host, folders, spec);
  };
  const resolve = (spec: string): string => {
    searched(spec);
    return resolveParents(workspace.host, spec);
  };
  const entries = (at: string): readonly FolderEntry[] => (workspace.isRefused(at) ? [] : workspace.host.list(at));
  const isLeftOut = (at: string): boolean => isSparse(workspace.host, at, file => workspace.read(file));
  const place = { path, folder, mayRead, entries, resolve, isSparse: isLeftOut };
  // In a workspace that is not trusted, a spec next to a lock outside is read only while it is open.
  const pinned = findPinned(open.doc.getText(), place, spec => workspace.readLock(spec));
  return pinned?.state === 'there' ? { ...pinned, path: openedAs(workspace, pinned.path) } : pinned;
}

// The spec may be open under its own path while the lock names a link to it. The open text is the current one.
function openedAs(workspace: WorkspaceView, path: string): string {
  if (workspace.documentAt(path)) return path;
  const real = workspace.host.realPath(path);
  return real !== undefined && workspace.documentAt(real) ? real : path;
}
