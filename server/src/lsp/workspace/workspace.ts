// The state of the server: open documents, folders, settings, caches of files. Only the synchronous handlers of server.ts write it; everything else
// reads it through WorkspaceView.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Artifact, readArtifact } from '../../../../src-shared/artifacts/read';
import type { Host } from '../../../../src-shared/host/host';
import { affectsRoute } from '../../../../src-shared/host/linkRoute';
import { basename, dirname, goesUp, isInside, relativeTo } from '../../../../src-shared/host/paths';
import type { TextResult } from '../../../../src-shared/host/readText';
import { resolveParents, resolveWritten } from '../../../../src-shared/host/resolveParents';
import { type Analysis, analyze } from '../../../../src-shared/kyn/analyze';
import type { Data } from '../../../../src-shared/kyn/data/data';
import type { Composition } from '../../../../src-shared/kyn/names/compose';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import type { ChangesSinceVersion } from '../../../../src-shared/kyn/training/specChanges';
import type { InitializationOptions, ServerSettings } from '../../../../src-shared/protocol/settings';
import { faultOfTree } from '../../../../src-shared/repro/diagnostics/notASpec';
import type { StorePlaces } from '../../../../src-shared/repro/dlm/store';
import { isDlmPath, isSkipped } from '../../../../src-shared/repro/files/findFiles';
import { isInPackage } from '../../../../src-shared/repro/files/packageFolder';
import { type LockReport, type LockSearch, lockReport } from '../../../../src-shared/repro/lock/findLock';
import { lockLeadsOut } from '../../../../src-shared/repro/lock/lockLeadsOut';
import { SETTINGS_FILE } from '../../../../src-shared/repro/settings/findSettings';
import { isProse } from '../base/isProse';
import { isSpecDocument } from '../base/isSpecDocument';
import { RecentResults } from '../base/recentResults';
import { compositionOf, type ImportLookups, sameComposition } from './composition';
import { DataFiles, type DataFilesEvents } from './dataFiles';
import { DlmLocks } from './dlmLocks';
import { OpenDocument } from './document';
import { FileDocument } from './fileDocument';
import { fileIdentity } from './fileIdentity';
import { type FileChange, Files } from './files';
import { GoldenCache } from './goldenCache';
import { NotesCache } from './notesCache';
import { OpenDocuments } from './openDocuments';
import { isRefused } from './readGate';
import { SpecChangesCache } from './specChangesCache';
import { WorkspaceSettings } from './workspaceSettings';
import type { DocumentView, OpenArtifact, Spec, SpecFacts, SpecSyntax, WorkspaceView } from './workspaceView';

/** What the workspace asks of parts that are built later. */
export interface WorkspaceLookups {
  /** Whether the workspace contains a spec or a lock. */
  readonly usesKynml: () => boolean;
  /** The text of a spec with a CONFIG_HASH in git, if it is in memory. */
  readonly olderText: (hash: string) => string | undefined;
  /** What depends on the cache of data files. */
  readonly dataFiles?: DataFilesEvents;
}

/** The writable workspace. Members that are not in WorkspaceView write. */
export class Workspace implements WorkspaceView {
  readonly files: Files;
  readonly goldens: GoldenCache;
  readonly dlm: DlmLocks;
  readonly dataFiles: DataFiles;
  readonly runNotes: NotesCache;
  readonly settings: WorkspaceSettings;
  folders: readonly string[] = [];
  client: InitializationOptions = {};
  trusted = false;
  snippets = false;
  coloursAllWords = false;
  private readonly documents = new OpenDocuments();
  private readonly trees = new Map<string, SyntaxTree>();
  private readonly specChanges = new SpecChangesCache();
  private readonly analyses = new Map<string, Analysis>();
  private readonly importLookups: ImportLookups = new RecentResults();

  constructor(
    readonly host: Host,
    places: StorePlaces,
    private readonly lookups: WorkspaceLookups,
  ) {
    // A link of the workspace must not lead out of it. Other paths outside were selected by the user, or are refused by what asks for them.
    this.files = new Files(host, path => this.folderOf(path) !== undefined && this.isRefused(path));
    this.dataFiles = new DataFiles(host, lookups.dataFiles);
    this.goldens = new GoldenCache(host);
    this.dlm = new DlmLocks(host, this.files, places);
    this.runNotes = new NotesCache(host, Date.now, path => this.label(path));
    this.settings = new WorkspaceSettings(host, this);
  }

  /** Writes: a document was opened. */
  open(doc: TextDocument): void {
    this.documents.open(new OpenDocument(doc, this.host));
  }

  /** Writes: a document was closed. */
  close(uri: string): void {
    this.documents.close(uri);
    for (const map of [this.trees, this.analyses]) map.delete(uri);
  }

  /** Writes: these files, or files in these folders, changed; true when data did. `applyFileChanges` calls it. `hasFolders`: a folder appeared. */
  filesChanged(changes: readonly FileChange[], hasFolders = false): boolean {
    const paths = changes.map(c => c.path);
    this.files.changed(paths);
    this.runNotes.changed(paths);
    if (hasFolders) this.settings.projects.clear();
    else this.settings.projects.changed(paths);
    this.importLookups.clear();
    this.goldens.invalidate();
    this.dlm.invalidate();
    const isReported = affectsRoute(paths);
    for (const open of this.documents.all()) if (isReported(open.route)) open.readDisk();
    return this.dataFiles.changed(changes, hasFolders);
  }

  /** Writes: files that no watcher covers may have changed: those outside, and all of a client that cannot watch. True when data did. */
  refreshFiles(): boolean {
    this.settings.projects.clear();
    this.importLookups.clear();
    this.goldens.invalidate();
    this.dlm.invalidate();
    for (const open of this.documents.all()) open.refreshDisk();
    return this.dataFiles.refresh();
  }

  /** Writes: the settings changed; `byFolder` contains those of each folder. */
  configure(settings: ServerSettings, byFolder: ReadonlyMap<string, ServerSettings> = new Map()): void {
    this.settings.configure(settings, byFolder);
  }

  get readableFolders(): readonly string[] {
    return this.folders.length > 0 ? this.folders : this.documents.folders;
  }

  settingsFor(path: string | undefined): ServerSettings {
    return this.settings.of(path).settings;
  }

  diagnosticScope(path: string): ServerSettings['diagnostics']['scope'] {
    return this.settings.ofClient(path).settings.diagnostics.scope;
  }

  document(uri: string): OpenDocument | undefined {
    return this.documents.get(uri);
  }

  documentAt(path: string): OpenDocument | undefined {
    return this.documents.at(path);
  }

  allDocuments(): Iterable<OpenDocument> {
    return this.documents.all();
  }

  spec(uri: string): Spec | undefined {
    const open = this.documents.get(uri);
    if (!open || !isSpecDocument(open.doc)) return undefined;
    return { open, doc: open.doc, analysis: this.analysis(open) };
  }

  syntaxOf(uri: string): SpecSyntax | undefined {
    const open = this.documents.get(uri);
    return open && isSpecDocument(open.doc) ? { open, doc: open.doc, tree: this.tree(open) } : undefined;
  }

  specFile(path: string): Spec | undefined {
    const open = this.documents.at(path);
    if (open) return this.spec(open.doc.uri);
    const [read, tree] = [this.files.read(path), this.files.tree(path)];
    if (!read.ok || !tree) {
      this.analyses.delete(path);
      return undefined;
    }
    const file = new FileDocument(path, read.text, this.files.hash(path));
    return { open: file, doc: file.doc, analysis: this.analysisOf(path, tree, path) };
  }

  dlmDocument(uri: string): OpenDocument | undefined {
    return isDlmPath(uri) ? this.documents.get(uri) : undefined;
  }

  artifact(uri: string): OpenArtifact | undefined {
    const open = this.documents.get(uri);
    if (!open || isSpecDocument(open.doc) || isProse(open.doc) || this.isIgnored(open.path)) return undefined;
    const artifact = this.artifactOf(open);
    return artifact && { open, artifact };
  }

  artifactAt(path: string): Artifact | undefined {
    if (this.isIgnored(path)) return undefined;
    const open = this.documents.at(path);
    return open ? this.artifactOf(open) : this.ifReported(this.files.artifact(path));
  }

  artifactFile(path: string): OpenArtifact | undefined {
    const open = this.documents.at(path);
    if (open) return this.artifact(open.doc.uri);
    const [read, artifact] = [this.files.read(path), this.artifactAt(path)];
    if (!read.ok || !artifact) return undefined;
    return { open: new FileDocument(path, read.text, undefined), artifact };
  }

  isIgnored(path: string | undefined): boolean {
    // Mistakes in the settings are always reported.
    if (path === undefined || basename(path) === SETTINGS_FILE) return false;
    const { isIgnored, ignoreFolder } = this.settings.of(path);
    return isIgnored(relativeTo(ignoreFolder ?? this.folderOf(path) ?? dirname(path), path));
  }

  /** Whether a path is in a folder that is not searched. The folders above the workspace do not count. */
  isSkipped(path: string): boolean {
    const folder = this.folderOf(path);
    if (folder === undefined) return isSkipped(path);
    return isSkipped(relativeTo(folder, path)) || isInPackage(this.host, folder, path);
  }

  read = (path: string): TextResult => {
    const open = this.documents.at(path);
    if (!open) return this.files.read(path);
    const { fault } = open.disk;
    return fault ? { ok: false, reason: fault } : { ok: true, text: open.text };
  };

  readLock = (path: string): TextResult =>
    this.documents.at(path) || !this.isRefused(path) ? this.read(path) : { ok: false, reason: 'untrusted' };

  isRefused = (path: string): boolean => isRefused(this, path);

  hashAt(path: string): string | undefined {
    const open = this.documents.at(path);
    return open ? open.hash() : this.files.hash(path);
  }

  treeAt(path: string): SyntaxTree | undefined {
    const open = this.documents.at(path);
    return open ? this.tree(open) : this.files.tree(path);
  }

  specAt(path: string): SpecFacts | undefined {
    const open = this.documents.at(path);
    if (open) return isSpecDocument(open.doc) ? this.specFacts(open) : undefined;
    const tree = this.files.tree(path);
    if (!tree) return undefined;
    return { path, hash: this.files.hash(path), unsaved: false, analysis: this.analysisOf(path, tree, path) };
  }

  specFacts(open: DocumentView): SpecFacts {
    return { path: open.path, hash: open.hash(), unsaved: open.isUnsaved(), analysis: this.analysis(open) };
  }

  folderOf(path: string): string | undefined {
    let innermost: string | undefined;
    for (const folder of this.folders)
      if (isInside(folder, path) && folder.length > (innermost?.length ?? -1)) innermost = folder;
    return innermost;
  }

  identity = (path: string): string | undefined => fileIdentity(this.host, this.readableFolders, path);

  workingFolder(spec: string): string {
    return this.folderOf(spec) ?? dirname(spec);
  }

  label(path: string): string {
    const folder = this.folderOf(path);
    // A path outside of the workspace may be long; the name and its folder are enough.
    if (folder === undefined) return `${basename(dirname(path))}/${basename(path)}`;
    const relative = relativeTo(folder, path);
    return this.folders.length > 1 ? `${basename(folder)}/${relative}` : relative;
  }

  lockSearch(spec: string): LockSearch {
    const folder = this.folderOf(spec);
    const { path } = this.settings.of(spec).settings.lock;
    // The path may come from a repository that is not trusted; a file outside of it is not a lock then.
    const place = resolveWritten(this.host, folder ?? dirname(spec), path);
    const isAllowed = this.trusted || (!goesUp(place) && this.folderOf(place) !== undefined);
    const realPath = (file: string): string | undefined => this.host.realPath(file);
    const resolve = (file: string): string => resolveParents(this.host, file);
    const { host, folders } = this;
    const leadsOutOf = (lock: string): string | undefined =>
      lockLeadsOut(host, { spec, folders }, lock) ? 'workspace folders' : undefined;
    return { spec, folder, settingPath: path !== '' && isAllowed ? path : '', realPath, resolve, leadsOutOf };
  }

  datasetsOf(spec: string): Data {
    return this.dataFiles.of(spec, {
      folders: this.readableFolders,
      trusted: this.trusted,
      folderOf: path => this.folderOf(path),
      label: path => this.label(path),
    });
  }

  lock(spec: string): LockReport {
    return lockReport(this.lockSearch(spec), this.hashAt(spec), this.readLock, {
      changesSince: locked => this.changesSince(spec, locked),
      fault: () => {
        const tree = this.treeAt(spec);
        return tree && faultOfTree(tree);
      },
    });
  }

  changesSince(spec: string, hash: string): ChangesSinceVersion | undefined {
    const text = this.lookups.olderText(hash);
    const tree = text === undefined ? undefined : this.treeAt(spec);
    return text === undefined || !tree ? undefined : this.specChanges.since(tree, { hash, text });
  }

  composition(path: string | undefined, tree: SyntaxTree): Composition {
    return compositionOf(this, { path, tree }, this.importLookups);
  }

  private tree(open: DocumentView): SyntaxTree {
    const { uri } = open.doc;
    const tree = parse(open.doc.getText(), this.trees.get(uri));
    this.trees.set(uri, tree);
    return tree;
  }

  private analysis(open: DocumentView): Analysis {
    return this.analysisOf(open.doc.uri, this.tree(open), open.path);
  }

  // `key` is the URI of an open document, or the path of a closed file.
  private analysisOf(key: string, tree: SyntaxTree, path: string | undefined): Analysis {
    const composition = this.composition(path, tree);
    const previous = this.analyses.get(key);
    const { options } = this.settings.of(path);
    if (previous?.tree === tree && previous.options === options && sameComposition(previous.composition, composition))
      return previous;
    const analysis = analyze({ tree, composition, options }, previous);
    this.analyses.set(key, analysis);
    return analysis;
  }

  private readonly artifacts = new WeakMap<DocumentView, { version: string; artifact: Artifact | undefined }>();

  // The mark that the editor hides is part of the text that Python reads.
  private artifactOf(open: DocumentView): Artifact | undefined {
    if (isDlmPath(open.doc.uri)) return undefined;
    const version = `${open.revision} ${open.hiddenBom}`;
    const cached = this.artifacts.get(open);
    const artifact = cached?.version === version ? cached.artifact : readArtifact(open.path ?? open.doc.uri, open.text);
    this.artifacts.set(open, { version, artifact });
    return this.ifReported(artifact);
  }

  // A broken file is reported because of its name only where KynML is used.
  private ifReported(artifact: Artifact | undefined): Artifact | undefined {
    return artifact?.detectedBy === 'name' && !this.lookups.usesKynml() ? undefined : artifact;
  }
}
