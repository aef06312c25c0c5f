// The only place that applies changes of files which a client reports, in the order in which the stores depend on each other. Nothing that was read
// from a reported file is used again, even if its size and times are the same.
import { dirname, innermostOf } from '../../../../src-shared/host/paths';
import { isArtifactPath, isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import type { FileChange } from './files';
import type { Inventory } from './inventory';
import type { VerifiedData } from './verifiedData';
import type { Workspace } from './workspace';

/** What keeps something that was read from files. */
export interface FileStores {
  readonly workspace: Workspace;
  readonly inventory: Inventory;
  readonly verifiedData: VerifiedData;
}

/** What depends on changes. */
export interface ChangeEffects {
  /** Whether any document may be affected: data changed, which any spec may name. */
  readonly isAnythingAffected: boolean;
  /** The changed files, of those on which findings or lenses depend. */
  readonly affected: readonly string[];
  /** Folders of the workspace that appeared, without those inside of others. One event is all that a client reports of a folder that was moved. */
  readonly folders: readonly string[];
  /** Whether git has a new index, so HEAD may have moved. */
  readonly isGitAffected: boolean;
}

/** Writes: applies changes to all stores. */
export function applyFileChanges(
  { workspace, inventory, verifiedData }: FileStores,
  changes: readonly FileChange[],
): ChangeEffects {
  const folders = changes.flatMap(c =>
    !c.isDeleted && workspace.host.stat(c.path)?.kind === 'folder' ? [c.path] : [],
  );
  const isDataChanged = workspace.filesChanged(changes, folders.length > 0);
  const wasVerified = verifiedData.changed(changes.map(c => c.path));
  // Installing a package changes thousands of files that are not part of the workspace's work.
  const ownChanges = changes.filter(c => !workspace.isSkipped(c.path));
  const removed = inventory.remove(ownChanges.flatMap(c => (c.isDeleted ? [c.path] : [])));
  for (const { path, isDeleted } of ownChanges) if (!isDeleted) inventory.add(path);
  const isRelevant = ({ path }: FileChange): boolean =>
    workspace.documentAt(path) !== undefined ||
    (!workspace.isSkipped(path) && (removed.has(path) || isSpecPath(path) || isArtifactPath(path)));
  return {
    isAnythingAffected: isDataChanged || wasVerified,
    affected: changes.filter(isRelevant).map(c => c.path),
    folders: outermost(folders.filter(path => workspace.folderOf(path) !== undefined && !workspace.isSkipped(path))),
    isGitAffected: changes.some(c => c.path.endsWith('/.git/index')),
  };
}

function outermost(folders: readonly string[]): string[] {
  const folderAround = innermostOf(folders);
  return [...new Set(folders)].filter(path => folderAround(dirname(path)) === undefined);
}
