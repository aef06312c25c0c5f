// The runs that git ignores, where a setting leaves those out. Only in a trusted workspace, because git runs.
import { ignoredFiles } from '../../../../src-shared/repro/git/ignoredFiles';
import { budgeted } from '../base/gitLimit';
import { SharedRun } from '../base/sharedRun';
import type { Inventory } from './inventory';
import type { WorkspaceView } from './workspaceView';

type Workspace = Pick<WorkspaceView, 'host' | 'folders' | 'trusted' | 'settingsFor' | 'folderOf'>;

/** Finds them for the inventory. */
export class IgnoredRuns {
  private readonly runs = new SharedRun<boolean>();

  constructor(
    private readonly workspace: Workspace,
    private readonly inventory: Pick<Inventory, 'index' | 'ignoredRuns'>,
  ) {}

  /** Whether the setting of a folder leaves out such runs, or did. */
  isStale(): boolean {
    return this.folders().length > 0 || this.inventory.ignoredRuns.size > 0;
  }

  /** Writes: asks git again; resolves to true when other runs are ignored than before. */
  refresh(): Promise<boolean> {
    return this.runs.start(() => this.read());
  }

  private folders(): string[] {
    const { workspace } = this;
    return workspace.trusted
      ? workspace.folders.filter(folder => !workspace.settingsFor(folder).runs.includeIgnored)
      : [];
  }

  private async read(): Promise<boolean> {
    const { workspace, inventory } = this;
    const host = budgeted(workspace.host);
    const paths = [...inventory.index.all()].map(({ path }) => path);
    const found: string[] = [];
    for (const folder of this.folders()) {
      const own = paths.filter(path => workspace.folderOf(path) === folder);
      found.push(...((await ignoredFiles(host, folder, own)) ?? []));
    }
    const before = inventory.ignoredRuns;
    if (found.length === before.size && found.every(path => before.has(path))) return false;
    inventory.ignoredRuns = new Set(found);
    return true;
  }
}
