// What the histories of the workspace folders kept about runs: their records, and the manifests that were overwritten. Read after the scan of the workspace,
// on demand, and when an event reports a change; each file once.
import { workspaceFolderOf } from '../../../../src-shared/repro/history/historyFolder';
import { keptManifests } from '../../../../src-shared/repro/history/keptManifests';
import type { RunRecord } from '../../../../src-shared/repro/reproduce/runRecord';
import { HashPrefixes } from '../../../../src-shared/runs/index/hashPrefixes';
import { RecordIndex } from '../../../../src-shared/runs/index/recordIndex';
import type { RecordedRuns } from '../../../../src-shared/runs/list/recordedRuns';
import { pause } from '../base/pause';
import { SharedRun } from '../base/sharedRun';
import type { Inventory } from './inventory';
import type { KeptHistoryView, WorkspaceView } from './workspaceView';

/** The number of files that are read without a pause. */
const PORTION = 100;

/** Manifests that are indexed, of each history; it keeps all of them. */
const MAX_KEPT = 50_000;

/** The histories of the workspace folders. */
export class KeptHistory implements KeptHistoryView {
  isRead = false;
  readonly hashes = new HashPrefixes(() => this.recorded.specs);
  private readonly index: RecordIndex;
  private readonly runs = new SharedRun<boolean>();
  private kept: ReadonlySet<string> = new Set();

  constructor(
    private readonly workspace: Pick<WorkspaceView, 'host' | 'folders' | 'trusted'>,
    private readonly inventory: Pick<Inventory, 'index' | 'addKept' | 'removeKept'>,
  ) {
    this.index = new RecordIndex(workspace.host);
  }

  get records(): readonly RunRecord[] {
    return this.index.records;
  }

  get recorded(): RecordedRuns {
    return this.index.recorded;
  }

  /** Writes: reads what was kept since, with pauses in which requests are answered; resolves to true when something changed. */
  refresh(): Promise<boolean> {
    return this.runs.start(() => this.read());
  }

  private async read(): Promise<boolean> {
    const { host, folders, trusted } = this.workspace;
    const places = [...new Set(folders.map(folder => workspaceFolderOf(host, folder)))];
    // Records name files, and a history may come with a repository.
    const areRecordsChanged = await this.readRecords(trusted ? places : []);
    this.hashes.changed();
    const areRunsChanged = await this.readManifests(places);
    this.isRead = true;
    return areRecordsChanged || areRunsChanged;
  }

  private async readRecords(places: readonly string[]): Promise<boolean> {
    const steps = this.index.refresh(places, PORTION);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      await pause();
    }
  }

  // Their names contain the hash of their content, so they never change.
  private async readManifests(places: readonly string[]): Promise<boolean> {
    const { index } = this.inventory;
    const found = new Set(places.flatMap(folder => keptManifests(this.workspace.host, folder, MAX_KEPT)));
    const gone = [...this.kept].filter(path => !found.has(path));
    for (const path of gone) this.inventory.removeKept(path);
    this.kept = found;
    const added = [...found].filter(path => !index.get(path));
    for (const [i, path] of added.entries()) {
      if (i % PORTION === PORTION - 1) await pause();
      this.inventory.addKept(path);
    }
    return gone.length > 0 || added.some(path => index.get(path));
  }
}
