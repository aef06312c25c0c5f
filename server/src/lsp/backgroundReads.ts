// What is read again in the background: git, the kept runs, and files that no watcher covers. Calls are cheap while nothing changed.

import type { Connection } from 'vscode-languageserver';
import { guard } from './base/guard';
import { later, type Timer } from './base/pause';
import type { StartGate } from './base/startGate';
import type { RefreshNotifier } from './refreshNotifier';
import type { WorkspaceView } from './workspace/workspaceView';

type Refresh = () => Promise<boolean>;

/** What the reads write to, and who is told about changes. Each refresh resolves to whether something changed. */
interface ReadParts {
  readonly connection: Connection;
  readonly gate: StartGate;
  readonly workspace: Pick<WorkspaceView, 'trusted' | 'folders'> & {
    readonly dataFiles: {
      refresh(isForced: boolean): boolean;
      refreshTracked(folders: readonly string[]): Promise<boolean>;
    };
    refreshFiles(): boolean;
  };
  readonly history: { refresh(folders: readonly string[], isReported: boolean): Promise<boolean> };
  readonly kept: { refresh: Refresh };
  readonly ignoredRuns: { refresh: Refresh };
  readonly commitTimes: { refresh: Refresh };
  readonly results: { readonly verifiedData: { invalidate(): void } };
  readonly notifier: Pick<RefreshNotifier, 'scheduleRefresh'>;
}

/** Events within this time cause one read. */
const BURST_MS = 200;

/** The reads of one server. */
export class BackgroundReads {
  private planned: Timer | undefined;

  constructor(private readonly parts: ReadParts) {}

  /** HEAD may have moved. Does nothing while it is running or was just done, unless an event reported a change (`isReported`). */
  async history(isReported = false): Promise<void> {
    const { workspace, gate, history } = this.parts;
    if (!workspace.trusted) return;
    await gate.opened;
    const changed = await Promise.all([
      this.run('Reading the git history', () => history.refresh(workspace.folders, isReported)),
      this.run('Reading the files tracked by git', () => workspace.dataFiles.refreshTracked(workspace.folders)),
    ]);
    this.refreshIf(changed.includes(true));
  }

  /** Runs may have been kept, and others may be ignored by git or committed. */
  async kept(): Promise<void> {
    const { gate, kept, ignoredRuns, commitTimes } = this.parts;
    await gate.opened;
    const isKept = await this.run('Reading the kept runs', () => kept.refresh());
    const isCommitted = await this.run('Reading when runs were committed', () => commitTimes.refresh());
    const isIgnored = await this.run('Reading which runs git ignores', () => ignoredRuns.refresh());
    this.refreshIf(isKept || isIgnored || isCommitted);
  }

  /** The same after an event, of which there may be many: one read for all that are close to each other. */
  keptSoon(): void {
    this.planned ??= later(() => {
      this.planned = undefined;
      void this.kept();
    }, BURST_MS);
  }

  /** Files that no watcher covers may have changed. */
  files(): void {
    const { results, workspace } = this.parts;
    results.verifiedData.invalidate();
    this.refreshIf(workspace.refreshFiles());
  }

  /** Data files may have changed, also those that no event reported. */
  dataFiles(): void {
    this.refreshIf(this.parts.workspace.dataFiles.refresh(true));
  }

  private run(what: string, read: Refresh): Promise<boolean> {
    return guard(this.parts.connection.console, what, false, read);
  }

  private refreshIf(isChanged: boolean): void {
    if (isChanged) this.parts.notifier.scheduleRefresh();
  }
}
