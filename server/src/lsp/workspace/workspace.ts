// All state of the server: open documents, folders, settings, what is known of files. Only the synchronous handlers of server.ts write it.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Artifact, readArtifact } from '../../../../src-shared/artifacts/read';
import type { Host } from '../../../../src-shared/host/host';
import { basename, dirname, isInside, join, relativeTo } from '../../../../src-shared/host/paths';
import type { TextResult } from '../../../../src-shared/host/readText';
import { type Analysis, analyze } from '../../../../src-shared/kyn/analyze';
import { defaultOptions, type Options } from '../../../../src-shared/kyn/catalogue/options';
import type { Data } from '../../../../src-shared/kyn/data/data';
import { type Composition, compose, type Loaded } from '../../../../src-shared/kyn/names/compose';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import { parse } from '../../../../src-shared/kyn/syntax/parse';
import {
  defaultSettings,
  type InitializationOptions,
  type ServerSettings,
} from '../../../../src-shared/protocol/settings';
import { type LockReport, type LockSearch, lockReport } from '../../../../src-shared/repro/lock/findLock';
import { matchesGlob } from '../../../../src-shared/text/glob';
import { DataFiles } from './dataFiles';
import { DlmLocks, isDlmPath } from './dlmLocks';
import { OpenDocument } from './document';
import { Files } from './files';
import { GoldenCache } from './goldenCache';
import { VerifiedData } from './verifiedData';

/** What a feature may ask the workspace for about one spec. */
export interface Spec {
  readonly open: OpenDocument;
  readonly doc: TextDocument;
  readonly analysis: Analysis;
}

/** Settings as they came, and as the analysis takes them. */
interface Choices {
  readonly settings: ServerSettings;
  readonly options: Options;
}

function choicesOf(settings: ServerSettings): Choices {
  const { unknownWords, extra } = settings.catalog;
  // Settings arrive after the first document, and mostly say what was taken for granted: then nothing need be looked at again.
  const isDefault = unknownWords === defaultOptions.unknownWords && Object.values(extra).every(list => !list?.length);
  const chosen: Options = {
    unknownWords: unknownWords === 'information' ? ('info' as const) : unknownWords,
    extraWords: extra,
  };
  return { settings, options: isDefault ? defaultOptions : chosen };
}

/** What is known of a spec, open or not. `hash` is undefined when it is not UTF-8. */
export interface SpecFacts {
  readonly path: string | undefined;
  readonly hash: string | undefined;
  readonly unsaved: boolean;
  readonly analysis: Analysis;
}

/** The workspace as the server sees it. Methods that read are safe to call at any time; those that write are said so. */
export class Workspace {
  readonly files: Files;
  readonly goldens: GoldenCache;
  readonly dlm: DlmLocks;
  readonly dataFiles: DataFiles;
  readonly readData: VerifiedData;
  folders: readonly string[] = [];
  client: InitializationOptions = {};
  trusted = false;
  /** The client understands tab stops in what a completion inserts. */
  snippets = false;
  private choices: Choices = { settings: defaultSettings, options: defaultOptions };
  private ownChoices: ReadonlyMap<string, Choices> = new Map();
  private readonly documents = new Map<string, OpenDocument>();
  private readonly byPath = new Map<string, OpenDocument>();
  private readonly trees = new Map<string, SyntaxTree>();
  private readonly analyses = new Map<string, Analysis>();

  constructor(readonly host: Host) {
    this.files = new Files(host);
    this.dataFiles = new DataFiles(host);
    this.readData = new VerifiedData(host);
    this.goldens = new GoldenCache(host);
    this.dlm = new DlmLocks(host, this.files);
  }

  /** Writes: a document was opened. */
  open(doc: TextDocument): void {
    const open = new OpenDocument(doc, this.host);
    this.documents.set(doc.uri, open);
    if (open.path !== undefined) this.byPath.set(open.path, open);
  }

  /** Writes: a document was closed. */
  close(uri: string): void {
    const open = this.documents.get(uri);
    if (open?.path !== undefined) this.byPath.delete(open.path);
    for (const map of [this.documents, this.trees, this.analyses]) map.delete(uri);
  }

  /** Writes: the settings changed; `own` are those of each folder. */
  configure(settings: ServerSettings, own: ReadonlyMap<string, ServerSettings> = new Map()): void {
    // An editor sends its settings again and again; the same ones must not cost the analyses, which are reused by the options' identity.
    const kept = (before: Choices | undefined, now: ServerSettings): Choices =>
      before && isSame(now, before.settings) ? before : choicesOf(now);
    this.choices = kept(this.choices, settings);
    this.ownChoices = new Map(
      [...own].map(([folder, ofFolder]) => [folder, kept(this.ownChoices.get(folder), ofFolder)]),
    );
  }

  private choicesFor(path: string | undefined): Choices {
    const folder = path === undefined ? undefined : this.folderOf(path);
    return (folder === undefined ? undefined : this.ownChoices.get(folder)) ?? this.choices;
  }

  /** The settings for a path: those of its workspace folder, else the general ones. */
  settingsFor(path: string | undefined): ServerSettings {
    return this.choicesFor(path).settings;
  }

  /** An open document. */
  document(uri: string): OpenDocument | undefined {
    return this.documents.get(uri);
  }

  /** The open document of a path. */
  documentAt(path: string): OpenDocument | undefined {
    return this.byPath.get(path);
  }

  /** All open documents. */
  allDocuments(): Iterable<OpenDocument> {
    return this.documents.values();
  }

  /** An open spec with its analysis; undefined when the document is none. */
  spec(uri: string): Spec | undefined {
    const open = this.documents.get(uri);
    if (!open || !isSpecDocument(open.doc)) return undefined;
    return { open, doc: open.doc, analysis: this.analysis(open) };
  }

  /** An open DLM document; undefined when the document is none. */
  dlmDocument(uri: string): OpenDocument | undefined {
    return isDlmPath(uri) ? this.documents.get(uri) : undefined;
  }

  /** An open artifact; undefined when the document is none. */
  artifact(uri: string): { readonly open: OpenDocument; readonly artifact: Artifact } | undefined {
    const open = this.documents.get(uri);
    if (!open || isSpecDocument(open.doc) || this.isIgnored(open.path)) return undefined;
    const artifact = this.artifactOf(open);
    return artifact && { open, artifact };
  }

  /** The artifact at a path: the buffer where it is open, else the file. */
  artifactAt(path: string): Artifact | undefined {
    if (this.isIgnored(path)) return undefined;
    const open = this.byPath.get(path);
    return open ? this.artifactOf(open) : this.files.artifact(path);
  }

  /** Whether the user said that a file is no artifact. */
  isIgnored(path: string | undefined): boolean {
    if (path === undefined) return false;
    const { ignore } = this.settingsFor(path).artifacts;
    const relative = relativeTo(this.folderOf(path) ?? dirname(path), path);
    return ignore.some(pattern => matchesGlob(pattern, relative));
  }

  /** Text at a path: the buffer where it is open, else the file. */
  read = (path: string): TextResult => {
    const open = this.byPath.get(path);
    if (!open) return this.files.read(path);
    return open.disk.utf8 ? { ok: true, text: open.text } : { ok: false, reason: 'not-utf8' };
  };

  /** CONFIG_HASH of the spec at a path, buffer before file. */
  hashAt(path: string): string | undefined {
    return this.byPath.get(path)?.hash() ?? (this.byPath.has(path) ? undefined : this.files.hash(path));
  }

  /** Syntax tree of the spec at a path, buffer before file; undefined when it cannot be read. */
  treeAt(path: string): SyntaxTree | undefined {
    const open = this.byPath.get(path);
    return open ? this.tree(open) : this.files.tree(path);
  }

  /** The spec at a path, buffer before file; undefined when there is no such file. */
  specAt(path: string): SpecFacts | undefined {
    const open = this.byPath.get(path);
    if (open) return isSpecDocument(open.doc) ? this.factsOf(open) : undefined;
    const tree = this.files.tree(path);
    if (!tree) return undefined;
    const analysis = analyze({
      tree,
      composition: this.composition(path, tree),
      options: this.choicesFor(path).options,
    });
    return { path, hash: this.files.hash(path), unsaved: false, analysis };
  }

  /** What is known of an open spec. */
  factsOf(open: OpenDocument): SpecFacts {
    return { path: open.path, hash: open.hash(), unsaved: open.unsaved(), analysis: this.analysis(open) };
  }

  /** The workspace folder that holds a path; of nested folders the innermost. */
  folderOf(path: string): string | undefined {
    return this.folders.filter(f => isInside(f, path)).sort((a, b) => b.length - a.length)[0];
  }

  /** The folder that the kynml tool works in for a spec, as in training: its workspace folder, else its own. */
  workingFolder(spec: string): string {
    return this.folderOf(spec) ?? dirname(spec);
  }

  /** A path for people: relative to its workspace folder, led by the folder's name where there are several. */
  label(path: string): string {
    const folder = this.folderOf(path);
    // Outside of the workspace the name with its folder tells enough; the whole path would push everything else aside.
    if (folder === undefined) return `${basename(dirname(path))}/${basename(path)}`;
    const relative = relativeTo(folder, path);
    return this.folders.length > 1 ? `${basename(folder)}/${relative}` : relative;
  }

  /** How the lock of a spec is searched. */
  lockSearch(spec: string): LockSearch {
    return { spec, folder: this.folderOf(spec), settingPath: this.choicesFor(spec).settings.lock.path };
  }

  /** The data that the spec at a path names. Training runs in the workspace folder. */
  dataOf(spec: string): Data {
    const { folders } = this;
    return this.dataFiles.of(spec, { folders, folderOf: path => this.folderOf(path), label: path => this.label(path) });
  }

  /** The lock of the spec at a path and its state. */
  lock(spec: string): LockReport {
    return lockReport(this.lockSearch(spec), this.hashAt(spec), this.read);
  }

  /** The imported files of a spec, transitively. */
  composition(path: string | undefined, tree: SyntaxTree): Composition {
    return compose({ id: path ?? '', tree }, this.load);
  }

  private readonly load = (from: string, target: string): Loaded => {
    const path = join(dirname(from), target);
    const label = this.label(path);
    const open = this.byPath.get(path);
    if (open?.disk.utf8) return { id: path, label, tree: this.tree(open) };
    const tree = open ? undefined : this.files.tree(path);
    if (tree) return { id: path, label, tree };
    const read = this.read(path);
    const reason = read.ok ? 'unreadable' : read.reason;
    return { id: path, label, problem: reason === 'missing' || reason === 'not-utf8' ? reason : 'unreadable' };
  };

  private tree(open: OpenDocument): SyntaxTree {
    const { uri } = open.doc;
    const tree = parse(open.doc.getText(), this.trees.get(uri));
    this.trees.set(uri, tree);
    return tree;
  }

  private analysis(open: OpenDocument): Analysis {
    const { uri } = open.doc;
    const tree = this.tree(open);
    const composition = this.composition(open.path, tree);
    const previous = this.analyses.get(uri);
    const { options } = this.choicesFor(open.path);
    if (previous?.tree === tree && previous.options === options && sameFiles(previous.composition, composition))
      return previous;
    const analysis = analyze({ tree, composition, options }, previous);
    this.analyses.set(uri, analysis);
    return analysis;
  }

  private readonly artifacts = new WeakMap<OpenDocument, { version: number; artifact: Artifact | undefined }>();

  private artifactOf(open: OpenDocument): Artifact | undefined {
    if (isDlmPath(open.doc.uri)) return undefined;
    const known = this.artifacts.get(open);
    if (known?.version === open.doc.version) return known.artifact;
    const artifact = readArtifact(open.path ?? open.doc.uri, open.doc.getText());
    this.artifacts.set(open, { version: open.doc.version, artifact });
    return artifact;
  }
}

const isSpecDocument = (doc: TextDocument): boolean => doc.languageId === 'kynml' || doc.uri.endsWith('.kyn');

function sameFiles(a: Composition, b: Composition): boolean {
  return (
    a.files.length === b.files.length &&
    a.files.every(
      (f, i) => f.tree === b.files[i]?.tree && f.id === b.files[i]?.id && f.via.at === b.files[i]?.via.at,
    ) &&
    a.problems.length === 0 &&
    b.problems.length === 0
  );
}

const isSame = (a: ServerSettings, b: ServerSettings): boolean => JSON.stringify(a) === JSON.stringify(b);
