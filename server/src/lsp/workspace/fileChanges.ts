// The only place that applies changes of files which a client reports, in the order in which the stores depend on each other. Nothing that was read
// from a reported file is used again, even if its size and times are the same.
import type { FileEvent } from 'vscode-languageserver';
import { isBehindLink } from '../../../../src-shared/host/linkRoute';
import { dirname, innermostOf } from '../../../../src-shared/host/paths';
import { isOfClass, LISTED_CLASSES } from '../../../../src-shared/repro/files/findFiles';
import { affectsRuns } from '../../../../src-shared/repro/history/historyFolder';
import { pathOf } from '../base/convert';
import { isProse } from '../base/isProse';
import { FileChangeType } from '../base/languageServer';
import type { ActionResultStore } from './actionResultStore';
import type { FileChange } from './files';
import type { Inventory } from './inventory';
import type { Workspace } from './workspace';
import type { DocumentView } from './workspaceView';

/** The changes in events of a client; those of documents that are not files are left out. */
export const changesOf = (events: readonly FileEvent[]): FileChange[] =>
  events.flatMap(({ uri, type }) => {
    const path = pathOf(uri);
    return path === undefined ? [] : [{ path, isDeleted: type === FileChangeType.Deleted }];
  });

/** What keeps something that was read from files. */
export interface FileStores {
  readonly workspace: Workspace;
  readonly inventory: Inventory;
  readonly results: Pick<ActionResultStore, 'verifiedData' | 'verifiedRuns'>;
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

/** Writes: applies changes to all stores. `isDependency`: whether findings depend on a path, or on one in it, wherever it is. */
export function applyFileChanges(
  { workspace, inventory, results }: FileStores,
  changes: readonly FileChange[],
  isDependency: (path: string) => boolean,
): ChangeEffects {
  const folders = changes.flatMap(c =>
    !c.isDeleted && workspace.host.stat(c.path)?.kind === 'folder' ? [c.path] : [],
  );
  const isDataChanged = workspace.filesChanged(changes, folders.length > 0);
  const paths = changes.map(c => c.path);
  const wasVerified = [results.verifiedData, results.verifiedRuns].map(kept => kept.changed(paths)).includes(true);
  const { removed, appeared } = updateInventory({ workspace, inventory }, changes, new Set(folders));
  const isChecked = (open: DocumentView | undefined): boolean => open !== undefined && !isProse(open.doc);
  const isRelevant = ({ path }: FileChange): boolean =>
    isChecked(workspace.documentAt(path)) ||
    isDependency(path) ||
    affectsRuns(path) ||
    ((removed.has(path) || isOfClass(LISTED_CLASSES, path)) && !workspace.isSkipped(path));
  return {
    isAnythingAffected: isDataChanged || wasVerified,
    affected: changes.filter(isRelevant).map(c => c.path),
    folders: outermost(appeared),
    isGitAffected: changes.some(c => c.path.endsWith('/.git/index')),
  };
}

// The inventory has what a search finds: it searches the workspace folders only, skips some folders, and does not follow links.
function updateInventory(
  { workspace, inventory }: Pick<FileStores, 'workspace' | 'inventory'>,
  changes: readonly FileChange[],
  folders: ReadonlySet<string>,
): { readonly removed: ReadonlySet<string>; readonly appeared: readonly string[] } {
  const isFound = ({ path, isDeleted }: FileChange): boolean => {
    if (isDeleted || !(folders.has(path) || isOfClass(LISTED_CLASSES, path))) return false;
    const folder = workspace.folderOf(path);
    return folder !== undefined && !workspace.isSkipped(path) && !isBehindLink(workspace.host, folder, path);
  };
  const found = new Set(changes.filter(isFound).map(c => c.path));
  // What was below a folder is gone too when a link or another file replaced it.
  const removed = inventory.remove(changes.filter(c => c.isDeleted || !found.has(c.path)).map(c => c.path));
  for (const path of found) if (!folders.has(path)) inventory.add(path);
  return { removed, appeared: [...found].filter(path => folders.has(path)) };
}

function outermost(folders: readonly string[]): string[] {
  const folderAround = innermostOf(folders);
  return folders.filter(path => folderAround(dirname(path)) === undefined);
}
