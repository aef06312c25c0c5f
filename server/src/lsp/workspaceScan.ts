// Searches folders in the background for specs and artifacts, and reports to the client what was found or left out.
import type { Connection } from 'vscode-languageserver';
import {
  gapTexts,
  isDlmPath,
  isScriptPath,
  isSkipped,
  isSpecPath,
  type SearchGaps,
} from '../../../src-shared/repro/files/findFiles';
import { oneLine } from '../../../src-shared/text/oneLine';
import { uriOf } from './base/convert';
import { guard } from './base/guard';
import { later, type Timer } from './base/pause';
import { SearchAgain } from './base/searchAgain';
import type { WorkspaceCheck } from './diagnostics/workspaceCheck';
import type { Capabilities } from './protocol/clientCapabilities';
import { scanProgress } from './protocol/scanProgress';
import type { RefreshNotifier } from './refreshNotifier';

/** With more new files than this, the client is notified that anything may have changed. */
const MAX_NAMED = 1000;

const CANCELLED =
  'The search for specs and runs was cancelled, so some are not known. It starts again when a list of runs is opened.';

/** The searches of the inventory; they write to it. */
interface Searches {
  readonly isFilled: boolean;
  scan(folders: readonly string[], onFound?: (count: number) => void): Promise<readonly SearchGaps[]>;
  cancel(): void;
  scanAppeared(
    folders: readonly string[],
  ): Promise<{ readonly found: readonly string[]; readonly gaps: readonly SearchGaps[] }>;
  scanAgain(): Promise<readonly string[]>;
  refreshTracked(changed: readonly string[]): Promise<readonly string[]>;
}

/** Events within this time cause one read. */
const BURST_MS = 200;

// No tracker has specs, documents or scripts as files of its runs, and what is in .kynml is ours.
const mayBeTracked = (path: string): boolean =>
  !isSkipped(path) && !isSpecPath(path) && !isDlmPath(path) && !isScriptPath(path);

/** What a scan uses of the server. */
interface ScanParts {
  readonly connection: Connection;
  readonly inventory: Searches;
  /** The kept runs, which are listed with those that are found. */
  readonly kept: { refresh(): Promise<unknown> };
  readonly check: WorkspaceCheck;
  readonly notifier: RefreshNotifier;
  readonly capabilities: () => Pick<Capabilities, 'workProgress' | 'watchFiles'>;
  /** Applies that known files are gone. */
  readonly gone: (paths: readonly string[]) => void;
}

/** The searches of one server. */
export class WorkspaceScan {
  private reported: readonly SearchGaps[] | undefined;
  private readonly trackedChanges = new Set<string>();
  private planned: Timer | undefined;
  private readonly searchAgain = new SearchAgain(() => this.searchFolders());

  constructor(private readonly parts: ScanParts) {}

  /** Searches all workspace folders; `done` runs after the last of several such searches. */
  all(folders: readonly string[], done: () => Promise<void>): void {
    const { connection, inventory, kept, notifier, capabilities } = this.parts;
    const progress = scanProgress(connection, capabilities().workProgress, () => this.cancel());
    const scan = inventory.scan(folders, count => progress.found(count)).finally(() => progress.end());
    void guard(connection.console, 'Scanning for specs and artifacts', undefined, async () => {
      const gaps = await scan;
      await kept.refresh();
      // A search that a later one replaced has the result of that one, which is reported once.
      if (gaps === this.reported) return;
      this.report(gaps);
      notifier.scheduleRefresh();
      await done();
    });
  }

  /** Files may have changed. For a client that cannot watch them, the folders are searched again, unless the first search still runs. */
  again(): void {
    const { inventory, capabilities } = this.parts;
    if (!capabilities().watchFiles && inventory.isFilled) this.searchAgain.ask();
  }

  private async searchFolders(): Promise<void> {
    const { connection, inventory, kept, notifier, gone } = this.parts;
    await guard(connection.console, 'Searching for specs and artifacts again', undefined, async () => {
      gone(await inventory.scanAgain());
      await kept.refresh();
      notifier.scheduleRefresh();
    });
  }

  private cancel(): void {
    this.parts.inventory.cancel();
    this.parts.connection.console.warn(CANCELLED);
  }

  /** Files or folders changed or are gone. `appeared`: the folders that appeared, for example because they were moved into the workspace. */
  changed(changes: readonly { readonly path: string }[], appeared: readonly string[]): void {
    this.appeared(appeared);
    for (const { path } of changes) if (mayBeTracked(path)) this.trackedChanges.add(path);
    if (this.trackedChanges.size > 0) this.planned ??= later(() => this.refreshTracked(), BURST_MS);
  }

  // A program that trains writes many files at once.
  private refreshTracked(): void {
    const { connection, inventory, notifier } = this.parts;
    const changed = [...this.trackedChanges];
    this.trackedChanges.clear();
    this.planned = undefined;
    void guard(connection.console, 'Reading runs of other trackers', undefined, async () => {
      const affected = await inventory.refreshTracked(changed);
      if (affected.length > 0) notifier.scheduleRefresh(affected.length > MAX_NAMED ? [] : affected.map(uriOf));
    });
  }

  private appeared(folders: readonly string[]): void {
    if (folders.length === 0) return;
    const { connection, inventory, notifier } = this.parts;
    void guard(connection.console, 'Scanning new folders', undefined, async () => {
      const { found, gaps } = await inventory.scanAppeared(folders);
      if (found.length > 0) notifier.scheduleRefresh(found.length > MAX_NAMED ? [] : found.map(uriOf));
      this.report(gaps);
    });
  }

  private report(gaps: readonly SearchGaps[]): void {
    this.reported = gaps;
    const { console } = this.parts.connection;
    for (const text of gaps.flatMap(gap => gapTexts(gap, path => path, 'Its other specs and runs are ignored.')))
      console.warn(oneLine(text));
    const omitted = this.parts.check.omittedText();
    if (omitted !== undefined) console.warn(omitted);
  }
}
