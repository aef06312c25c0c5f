// The runs that git ignores, where a setting leaves those out. Only in a trusted workspace, because git runs.
import type { GitFailure } from '../../../../src-shared/host/host';
import { ignoredFiles } from '../../../../src-shared/repro/git/ignoredFiles';
import { budgeted } from '../base/gitLimit';
import { SharedRun } from '../base/sharedRun';
import type { Inventory } from './inventory';
import type { WorkspaceView } from './workspaceView';

type Workspace = Pick<WorkspaceView, 'host' | 'folders' | 'trusted' | 'settingsFor' | 'folderOf'>;

/** Within this time git is not asked again about the same files. */
const FRESH_MS = 2000;

/** Finds them for the inventory. Git is asked about all files of a folder together. */
export class IgnoredRuns {
  private readonly runs = new SharedRun<boolean>();
  private asked: ReadonlySet<string> = new Set();
  private askedFolders = '';
  private askedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly workspace: Workspace,
    private readonly inventory: Pick<Inventory, 'index' | 'ignoredRuns' | 'ignoredGap'>,
  ) {}

  /** Whether git has to be asked: the setting of a folder changed, a run appeared, or git did not answer. */
  isStale(): boolean {
    const folders = this.folders();
    return folders.join('\n') !== this.askedFolders || this.pathsIn(folders).some(path => !this.asked.has(path));
  }

  /** Writes: asks git again, unless it was just asked about the same files; resolves to true when other runs are ignored than before. */
  refresh(): Promise<boolean> {
    const isFresh = performance.now() - this.askedAt < FRESH_MS;
    const hasFailed = this.inventory.ignoredGap !== undefined;
    return isFresh && (hasFailed || !this.isStale()) ? Promise.resolve(false) : this.runs.start(() => this.read());
  }

  private folders(): string[] {
    const { workspace } = this;
    return workspace.trusted
      ? workspace.folders.filter(folder => !workspace.settingsFor(folder).runs.includeIgnored)
      : [];
  }

  private pathsIn(folders: readonly string[]): string[] {
    if (folders.length === 0) return [];
    const isIn = (path: string): boolean => folders.includes(this.workspace.folderOf(path) ?? '');
    return [...this.inventory.index.all()].flatMap(({ path }) => (isIn(path) ? [path] : []));
  }

  private async read(): Promise<boolean> {
    const { workspace, inventory } = this;
    const host = budgeted(workspace.host);
    const folders = this.folders();
    const paths = this.pathsIn(folders);
    const before = inventory.ignoredRuns;
    const [found, asked]: [string[], string[]] = [[], []];
    let failure: GitFailure | undefined;
    for (const folder of folders) {
      const own = paths.filter(path => workspace.folderOf(path) === folder);
      const answer = await ignoredFiles(host, folder, own);
      if ('ok' in answer) failure = answer;
      else asked.push(...own);
      // What git said before is the best that is known.
      found.push(...('ok' in answer ? own.filter(path => before.has(path)) : answer));
    }
    this.asked = new Set(asked);
    this.askedFolders = folders.join('\n');
    this.askedAt = performance.now();
    const isSame =
      found.length === before.size &&
      found.every(path => before.has(path)) &&
      failure?.reason === inventory.ignoredGap?.reason;
    inventory.ignoredGap = failure;
    if (isSame) return false;
    inventory.ignoredRuns = new Set(found);
    return true;
  }
}
