// Older versions of specs, from git. Read in the background, only in a trusted workspace; features use what is available.
import type { GitFailure, Host } from '../../../../src-shared/host/host';
import { isInside } from '../../../../src-shared/host/paths';
import { type ReadBlobs, type SpecHistory, specHistory, tips, versionText } from '../../../../src-shared/repro/git/git';
import { gitProblem } from '../../../../src-shared/repro/git/gitFailure';
import type { SpecVersion } from '../../../../src-shared/repro/git/specLog';
import { HashPrefixes } from '../../../../src-shared/runs/index/hashPrefixes';
import { budgeted } from '../base/gitLimit';
import { SharedRun } from '../base/sharedRun';
import type { FolderVersion, HistoryView } from './workspaceView';

/** Within this time git is not asked again for new commits. */
const FRESH_MS = 2000;

interface FolderHistory {
  /** Commits at the ends of all branches when git was read. */
  readonly tips: string;
  readonly versions: SpecHistory;
  /** What was read of their contents, so that a commit costs only what is new in it. */
  readonly blobs: ReadBlobs;
  /** Why some versions could not be read. */
  readonly gap?: GitFailure;
}

/** Versions of specs by CONFIG_HASH, for each folder. */
export class History implements HistoryView {
  private readonly folders = new Map<string, FolderHistory>();
  private readonly failures = new Map<string, GitFailure>();
  private readonly runs = new SharedRun<boolean>();
  private checkedAt = Number.NEGATIVE_INFINITY;
  readonly hashes = new HashPrefixes(() =>
    [...this.folders.values()].flatMap(({ versions }) => [...versions.keys()].map((hash): [string] => [hash])),
  );

  constructor(private readonly host: Host) {}

  version(hash: string): SpecVersion | undefined {
    return this.allVersions(hash)[0]?.version;
  }

  allVersions(hash: string): FolderVersion[] {
    return [...this.folders].flatMap(([folder, { versions }]) =>
      (versions.get(hash) ?? []).map(version => ({ folder, version })),
    );
  }

  storedText(hash: string): string | undefined {
    return this.allVersions(hash).find(({ version }) => version.text !== undefined)?.version.text;
  }

  isRead(path: string): boolean {
    return [...this.folders.keys()].some(folder => isInside(folder, path) && !this.failures.has(folder));
  }

  async text(hash: string): Promise<string | undefined> {
    const [found] = this.allVersions(hash);
    const read = found && (await versionText(this.host, found.folder, found.version));
    return read?.ok ? read.text : undefined;
  }

  get failure(): GitFailure | undefined {
    const [first] = this.failures.values();
    return first;
  }

  /** Writes: drops the versions of a folder. */
  forget(folder: string): void {
    this.folders.delete(folder);
    this.hashes.changed();
    this.failures.delete(folder);
  }

  /**
   * Writes: reads git again where a branch moved; resolves to true when something changed. Concurrent callers share one answer.
   * `isReported`: an event reported a change, so an answer from before this call is not used.
   */
  refresh(folders: readonly string[], isReported = false): Promise<boolean> {
    if (!isReported && this.runs.current) return this.runs.current;
    if (!isReported && performance.now() - this.checkedAt < FRESH_MS) return Promise.resolve(false);
    return this.runs.start(() =>
      this.read(folders).finally(() => {
        this.checkedAt = performance.now();
      }),
    );
  }

  private async read(folders: readonly string[]): Promise<boolean> {
    const host = budgeted(this.host);
    let changed = false;
    for (const folder of folders) {
      const before = this.folders.get(folder);
      const failure = await this.readFolder(host, folder);
      if (this.setFailure(folder, failure) || this.folders.get(folder) !== before) changed = true;
    }
    return changed;
  }

  // Returns why versions of the folder are unknown.
  private async readFolder(host: Host, folder: string): Promise<GitFailure | undefined> {
    const now = await tips(host, folder);
    if (!now.ok) return now;
    const read = this.folders.get(folder);
    if (read?.tips === now.text) return read.gap;
    const history = await specHistory(host, folder, read && { known: read.blobs });
    if (!history.ok) return history;
    const { versions, blobs, gap } = history;
    this.folders.set(folder, { tips: now.text, versions, blobs, ...(gap && { gap }) });
    this.hashes.changed();
    return gap;
  }

  // A folder outside of a repository has no history; in a repository that git cannot read it is unknown.
  private setFailure(folder: string, reported: GitFailure | undefined): boolean {
    const failure = reported && gitProblem(this.host, folder, reported) ? reported : undefined;
    const before = this.failures.get(folder);
    if (failure?.reason === before?.reason && failure?.detail === before?.detail) return false;
    if (failure) this.failures.set(folder, failure);
    else this.failures.delete(folder);
    return true;
  }
}
