// The findings of all specs and artifacts of the workspace, open or not. A file is checked when it is needed, and again only when something changed
// that its findings depend on.

import type { Diagnostic } from 'vscode-languageserver';
import type { Stat, StopSignal } from '../../../../src-shared/host/host';
import type { LinkReader } from '../../../../src-shared/host/linkRoute';
import { isInside } from '../../../../src-shared/host/paths';
import { isSettled, sameStat } from '../../../../src-shared/host/sameStat';
import { numberText } from '../../../../src-shared/text/numberText';
import { pathOf, uriOf } from '../base/convert';
import { RecentResults } from '../base/recentResults';
import type { FeatureContext } from '../protocol/featureContext';
import type { CheckedFile, WorkspaceCheckView } from '../protocol/workspaceCheckView';
import { dependenciesOf, rememberedLinks } from './dependencies';
import { DependencyMap } from './dependencyMap';
import { fileDiagnostics } from './documentDiagnostics';

/** More files are not checked until they are opened. */
const MAX_CHECKED_FILES = 2000;

/** What a check uses of the features' context. */
type CheckContext = Omit<FeatureContext, 'check'>;

/** The watchers of files, as far as the checks need them. */
export interface CheckWatching {
  /** Whether the client reports every change of a path without being asked to watch it. */
  readonly covers: (path: string) => boolean;
  /** The result of `watchable` may have changed. */
  readonly scheduleUpdate: () => void;
}

interface SeenFile {
  readonly stat: Stat | undefined;
  /** Whether an equal stat proves that the file is unchanged. */
  readonly isSettled: boolean;
}

/** The checks of the workspace's files. Only `changed` writes. */
export class WorkspaceCheck implements WorkspaceCheckView {
  private readonly entries = new Map<string, CheckedFile>();
  /** Of a file that must be checked again, those of its last check: their changes are still reported. */
  private readonly dependencies = new DependencyMap();
  /** The files whose dependencies are those of their current findings. */
  private readonly tracked = new Set<string>();
  /** The dependencies of a file that general patterns do not cover, as they were when it was checked. */
  private readonly uncovered = new Map<string, ReadonlyMap<string, SeenFile>>();
  private readonly stats = new RecentResults<SeenFile>();
  private links: LinkReader | undefined;
  private readonly waiting = new Set<() => void>();
  private usedKynml: boolean | undefined;
  diskRevision = 0;
  revision = 0;
  private selected: { readonly files: readonly string[]; readonly omitted: number } | undefined;

  constructor(
    private readonly context: () => CheckContext,
    private readonly watching: CheckWatching,
  ) {}

  files(): readonly string[] {
    return this.selection().files;
  }

  /** A sentence about the files that are too many to be checked; undefined if there are none. */
  omittedText(): string | undefined {
    this.selected = undefined;
    const { omitted } = this.selection();
    return omitted === 0
      ? undefined
      : `The workspace contains ${numberText(omitted)} more specs and artifacts than are checked in the background. These are checked when they are opened.`;
  }

  check(path: string): CheckedFile {
    if (this.isOutdated(path)) this.forget(path);
    const entry = this.entries.get(path) ?? this.compute(path);
    this.entries.set(path, entry);
    this.track(path);
    return entry;
  }

  track(path: string): void {
    if (this.tracked.has(path)) return;
    this.tracked.add(path);
    const { workspace } = this.context();
    this.links ??= rememberedLinks(workspace);
    const paths = [...dependenciesOf(workspace, path, this.links)];
    this.dependencies.set(path, paths);
    const uncovered = paths.filter(at => !this.watching.covers(at));
    const before = [...(this.uncovered.get(path)?.keys() ?? [])];
    this.uncovered.set(path, new Map(uncovered.map(at => [at, this.seen(at)])));
    if (String(before) !== String(uncovered)) this.watching.scheduleUpdate();
  }

  /** Whether a change of this path, or of something in it, affects a checked file. */
  dependsOn(path: string): boolean {
    return this.dependencies.has(path);
  }

  /** The paths that must be watched because no general pattern covers them. A workspace that is not trusted selects none outside its folders. */
  watchable(): string[] {
    const { workspace } = this.context();
    for (const path of this.uncovered.keys()) if (!this.isListed(path)) this.uncovered.delete(path);
    const all = new Set([...this.uncovered.values()].flatMap(seen => [...seen.keys()]));
    // The folders around the workspace are on the way of many links, and without them nothing is left to check.
    const isAround = (path: string): boolean => workspace.folders.some(folder => isInside(path, folder));
    return [...all].filter(path => !isAround(path) && (workspace.trusted || workspace.folderOf(path) !== undefined));
  }

  changeAfter(revision: number, cancelled: StopSignal): Promise<boolean> {
    if (this.revision > revision) return Promise.resolve(this.diskRevision > revision);
    return new Promise(resolve => {
      const done = (): void => {
        this.waiting.delete(done);
        cancelled.removeEventListener('abort', done);
        resolve(this.diskRevision > revision);
      };
      this.waiting.add(done);
      cancelled.addEventListener('abort', done);
    });
  }

  /**
   * Writes: these documents or files changed, or anything when none is named. `isOnDisk`: not only the text of open documents did. Returns the files
   * whose findings may differ now.
   */
  changed(uris: readonly string[], isOnDisk: boolean): readonly string[] {
    this.revision++;
    if (isOnDisk) {
      this.diskRevision = this.revision;
      this.stats.clear();
      this.links = undefined;
    }
    this.selected = undefined;
    const usesKynml = this.context().inventory.usesKynml();
    const isAnything = uris.length === 0 || usesKynml !== this.usedKynml;
    this.usedKynml = usesKynml;
    const affected = isAnything
      ? this.dependencies.owners()
      : [...this.dependencies.dependentsOf(uris.flatMap(uri => pathOf(uri) ?? []))];
    for (const path of affected) {
      this.forget(path);
      if (!this.isListed(path)) this.dependencies.delete(path);
    }
    for (const done of [...this.waiting]) done();
    return affected;
  }

  private forget(path: string): void {
    this.tracked.delete(path);
    this.entries.delete(path);
  }

  private isListed(path: string): boolean {
    const { workspace, inventory } = this.context();
    return inventory.specs.has(path) || inventory.artifacts.has(path) || workspace.documentAt(path) !== undefined;
  }

  // Compares what no event reports, at most once a second.
  private isOutdated(path: string): boolean {
    const uncovered = this.tracked.has(path) ? this.uncovered.get(path) : undefined;
    return [...(uncovered ?? [])].some(
      ([at, { stat, isSettled }]) => !isSettled || !sameStat(stat, this.seen(at).stat),
    );
  }

  private seen(path: string): SeenFile {
    const recent = this.stats.get(path);
    if (recent) return recent;
    const stat = this.context().workspace.host.stat(path);
    const seen = { stat, isSettled: stat === undefined || isSettled(stat, Date.now()) };
    this.stats.set(path, seen);
    return seen;
  }

  private selection(): { readonly files: readonly string[]; readonly omitted: number } {
    if (this.selected) return this.selected;
    const { workspace, inventory } = this.context();
    const isIncluded = (path: string): boolean =>
      workspace.diagnosticScope(path) === 'workspace' || workspace.documentAt(path) !== undefined;
    const all = [...inventory.specs.keys(), ...inventory.artifacts].filter(isIncluded);
    this.selected = { files: all.slice(0, MAX_CHECKED_FILES), omitted: Math.max(0, all.length - MAX_CHECKED_FILES) };
    return this.selected;
  }

  private compute(path: string): CheckedFile {
    const { workspace } = this.context();
    const open = workspace.documentAt(path)?.doc;
    const items: readonly Diagnostic[] = fileDiagnostics(this.context(), path);
    const id = items.length === 0 ? '' : workspace.host.sha256(JSON.stringify(items));
    return { path, uri: open?.uri ?? uriOf(path), version: open?.version ?? null, items, id };
  }
}
