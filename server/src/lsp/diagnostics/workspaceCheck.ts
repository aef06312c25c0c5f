// The findings of all specs and artifacts of the workspace, open or not. A file is checked when it is needed, and again only when something changed
// that its findings depend on.

import type { Diagnostic } from 'vscode-languageserver';
import type { StopSignal } from '../../../../src-shared/host/host';
import { dirname, join, joinWritten } from '../../../../src-shared/host/paths';
import { importsOf } from '../../../../src-shared/kyn/names/compose';
import { isArtifactPath, isSpecPath } from '../../../../src-shared/repro/files/findFiles';
import { lockPlaces } from '../../../../src-shared/repro/lock/findLock';
import { numberText } from '../../../../src-shared/text/numberText';
import { pathOf, uriOf } from '../base/convert';
import type { FeatureContext } from '../protocol/featureContext';
import type { CheckedFile, WorkspaceCheckView } from '../protocol/workspaceCheckView';
import type { OpenArtifact, Spec, WorkspaceView } from '../workspace/workspaceView';
import { fileDiagnostics } from './documentDiagnostics';

/** More files are not checked until they are opened. */
const MAX_CHECKED_FILES = 2000;

/** What a check uses of the features' context. */
type CheckContext = Omit<FeatureContext, 'check'>;

interface Entry {
  readonly checked: CheckedFile;
  readonly dependencies: ReadonlySet<string>;
}

/** The checks of the workspace's files. Only `changed` writes. */
export class WorkspaceCheck implements WorkspaceCheckView {
  private readonly entries = new Map<string, Entry>();
  /** The checked files that depend on a path. */
  private readonly dependents = new Map<string, Set<string>>();
  private readonly waiting = new Set<() => void>();
  private diskRevision = 0;
  revision = 0;
  private selected: { readonly files: readonly string[]; readonly omitted: number } | undefined;

  constructor(private readonly context: () => CheckContext) {}

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
    const entry = this.entries.get(path);
    if (entry) return entry.checked;
    const { workspace } = this.context();
    const checked = this.compute(path);
    const dependencies = new Set([path, ...dependenciesOf(workspace, path)]);
    this.entries.set(path, { checked, dependencies });
    for (const dependency of dependencies) {
      const dependents = this.dependents.get(dependency) ?? new Set();
      this.dependents.set(dependency, dependents.add(path));
    }
    return checked;
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

  /** Writes: these documents or files changed, or anything when none is named. `isOnDisk`: not only the text of open documents did. */
  changed(uris: readonly string[], isOnDisk: boolean): void {
    this.revision++;
    if (isOnDisk) this.diskRevision = this.revision;
    this.selected = undefined;
    const paths = uris.flatMap(uri => pathOf(uri) ?? []);
    const affected = uris.length === 0 ? [...this.entries.keys()] : paths.flatMap(path => this.dependentsOf(path));
    for (const path of affected) this.forget(path);
    for (const done of [...this.waiting]) done();
  }

  private dependentsOf(path: string): string[] {
    const direct = this.dependents.get(path);
    if (direct || isSpecPath(path) || isArtifactPath(path)) return [...(direct ?? [])];
    // A folder was deleted.
    const inside = [...this.dependents.keys()].filter(dependency => dependency.startsWith(`${path}/`));
    return inside.flatMap(dependency => [...(this.dependents.get(dependency) ?? [])]);
  }

  private forget(path: string): void {
    for (const dependency of this.entries.get(path)?.dependencies ?? []) {
      const dependents = this.dependents.get(dependency);
      dependents?.delete(path);
      if (dependents?.size === 0) this.dependents.delete(dependency);
    }
    this.entries.delete(path);
  }

  private selection(): { readonly files: readonly string[]; readonly omitted: number } {
    if (this.selected) return this.selected;
    const { workspace, inventory } = this.context();
    const isIncluded = (path: string): boolean =>
      workspace.settingsFor(path).diagnostics.scope === 'workspace' || workspace.documentAt(path) !== undefined;
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

// The files whose content can change the findings of a file. Changes of data and settings are reported without a name, so they affect all files.
function dependenciesOf(workspace: WorkspaceView, path: string): string[] {
  const spec = isSpecPath(path) ? workspace.specFile(path) : undefined;
  if (spec) return [...lockPlaces(workspace.lockSearch(path)), ...importedPaths(path, spec)];
  const found = workspace.artifactFile(path);
  return found ? pinnedPaths(workspace, path, found) : [];
}

// Missing imports too, because they may appear.
function importedPaths(path: string, { analysis }: Spec): string[] {
  const files = [{ id: path, tree: analysis.tree }, ...analysis.composition.files];
  return files.flatMap(({ id, tree }) => [
    id,
    ...importsOf(tree).map(({ item }) => joinWritten(dirname(id), item.path?.value ?? '')),
  ]);
}

function pinnedPaths(workspace: WorkspaceView, path: string, { artifact: { claims } }: OpenArtifact): string[] {
  const { sourcePath } = claims;
  const folder = workspace.folderOf(path);
  const sources =
    sourcePath === undefined ? [] : [dirname(path), folder ?? ''].map(from => joinWritten(from, sourcePath));
  // A change of the file behind a link is reported for that file.
  const linked = sources.flatMap(source => workspace.host.realPath(source) ?? []);
  return [...sources, ...linked, ...(claims.goldens ?? []).flatMap(({ relpath }) => goldenPaths(path, relpath))];
}

// An index names its goldens relative to the top of the repository, which is a folder above it.
function goldenPaths(path: string, relpath: string): string[] {
  const paths: string[] = [];
  for (let at = dirname(path); dirname(at) !== at; at = dirname(at)) paths.push(join(at, relpath));
  return paths;
}
