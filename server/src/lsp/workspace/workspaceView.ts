// What features may ask about the workspace. No member changes state; the writable classes are used only by the document handlers in server.ts.
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Golden } from '../../../../src-shared/artifacts/kind';
import type { Artifact } from '../../../../src-shared/artifacts/read';
import type { GitFailure, Host } from '../../../../src-shared/host/host';
import type { EncodingFault, TextResult } from '../../../../src-shared/host/readText';
import type { Analysis } from '../../../../src-shared/kyn/analyze';
import type { Data } from '../../../../src-shared/kyn/data/data';
import type { Composition } from '../../../../src-shared/kyn/names/compose';
import type { SyntaxTree } from '../../../../src-shared/kyn/syntax/ast';
import type { ChangesSinceVersion } from '../../../../src-shared/kyn/training/specChanges';
import type { InitializationOptions, ServerSettings } from '../../../../src-shared/protocol/settings';
import type { DlmId, DocumentState } from '../../../../src-shared/repro/dlm/store';
import type { SearchGaps } from '../../../../src-shared/repro/files/findFiles';
import type { StoredVersion } from '../../../../src-shared/repro/git/git';
import type { SpecVersion } from '../../../../src-shared/repro/git/specLog';
import type { GoldenFiles, IndexPlace } from '../../../../src-shared/repro/golden/files';
import type { LockReport, LockSearch } from '../../../../src-shared/repro/lock/findLock';
import type { RunRecord } from '../../../../src-shared/repro/reproduce/runRecord';
import type { HashPrefixesView } from '../../../../src-shared/runs/index/hashPrefixes';
import type { IndexedArtifact, IndexedFault } from '../../../../src-shared/runs/index/indexedArtifact';
import type { RunIndexView } from '../../../../src-shared/runs/index/runIndex';
import type { RecordedRuns } from '../../../../src-shared/runs/list/recordedRuns';
import type { RunNotes } from '../../../../src-shared/runs/notes/readNotes';
import type { TrackedGap } from '../../../../src-shared/runs/trackers/tracker';
import type { JsonNode } from '../../../../src-shared/text/jsonText';

/** The state of a document's file on disk. */
export interface DiskState {
  readonly bom: boolean;
  /** Why the bytes of the file are not UTF-8 text. */
  readonly fault?: EncodingFault;
  /** CONFIG_HASH of the file; undefined when the file is missing or not UTF-8. */
  readonly hash: string | undefined;
}

/** An open document: its buffer, and what its file adds to it. */
export interface DocumentView {
  readonly doc: TextDocument;
  /** Absolute path; undefined for a document that was never saved. */
  readonly path: string | undefined;
  /** The text that a save would write, byte order mark included. */
  readonly text: string;
  /** Whether the file has a byte order mark that the editor does not show in the text. */
  readonly hiddenBom: boolean;
  readonly disk: DiskState;
  /** Counts the changes of the buffer. The version of the protocol is not a substitute: some clients never raise it. */
  readonly revision: number;
  /** CONFIG_HASH of the buffer; undefined when the file is not UTF-8. */
  hash(): string | undefined;
  /** Whether the buffer and the file have different hashes. */
  isUnsaved(): boolean;
}

/** An open spec with its syntax only. */
export interface SpecSyntax {
  readonly open: DocumentView;
  readonly doc: TextDocument;
  readonly tree: SyntaxTree;
}

/** A spec, usually open, with its analysis. */
export interface Spec {
  readonly open: DocumentView;
  readonly doc: TextDocument;
  readonly analysis: Analysis;
}

/** An artifact, usually open, with its document. */
export interface OpenArtifact {
  readonly open: DocumentView;
  readonly artifact: Artifact;
}

/** A spec, open or not. `hash` is undefined when it is not UTF-8. */
export interface SpecFacts {
  readonly path: string | undefined;
  readonly hash: string | undefined;
  readonly unsaved: boolean;
  readonly analysis: Analysis;
}

/** Files on disk, whatever an editor shows. */
export interface FilesView {
  /** Text of a file, or the reason why it cannot be read. */
  read(path: string): TextResult;
  /** CONFIG_HASH of a spec on disk. */
  hash(path: string): string | undefined;
}

/** The goldens of indexes. */
export interface GoldensView {
  /** The goldens that an index names, as they were when they were last read. */
  of(goldens: readonly Golden[], place: IndexPlace): GoldenFiles;
}

/** The lock of a DLM document's store. `why` is a sentence. */
export type DlmLockLookup =
  | { readonly state: 'untrusted' | 'no-id' | 'no-store'; readonly why: string }
  | { readonly state: 'no-lock' | 'broken'; readonly path: string; readonly why: string }
  | { readonly state: 'valid'; readonly path: string; readonly root: JsonNode };

/** DLM documents and the locks of their stores. */
export interface DlmLocksView {
  /** The lock of the store that a document's text names. */
  find(text: string, isTrusted: boolean): DlmLockLookup;
  /** The lock of the store with an identifier. */
  ofStore(id: DlmId, isTrusted: boolean): DlmLockLookup;
  /** Compares a document with the hash in its lock; undefined when one of the two hashes is unknown. */
  compare(open: DocumentView, lock: JsonNode): DocumentState | undefined;
}

/** What people wrote about runs. */
export interface RunNotesView {
  /** Names, notes, tags and baselines in the histories of these workspace folders. */
  of(folders: readonly string[]): RunNotes;
}

/** The workspace, as far as features may use it. */
export interface WorkspaceView {
  readonly host: Host;
  readonly files: FilesView;
  readonly goldens: GoldensView;
  readonly dlm: DlmLocksView;
  readonly runNotes: RunNotesView;
  /** Absolute paths of the workspace folders. */
  readonly folders: readonly string[];
  /** The folders whose files may be read without trust: those of the workspace, or without any those of the open documents. */
  readonly readableFolders: readonly string[];
  readonly client: InitializationOptions;
  readonly trusted: boolean;
  /** Whether the client supports snippets in completions. */
  readonly snippets: boolean;
  /** Whether semantic tokens are the only colours of the client. */
  readonly coloursAllWords: boolean;
  /** The settings for a path: those of its workspace folder, else the general ones. */
  settingsFor(path: string | undefined): ServerSettings;
  /** The setting `diagnostics.scope` for a path. Projects cannot set it, so no folder is searched for theirs. */
  diagnosticScope(path: string): ServerSettings['diagnostics']['scope'];
  document(uri: string): DocumentView | undefined;
  /** The open document of a path. */
  documentAt(path: string): DocumentView | undefined;
  allDocuments(): Iterable<DocumentView>;
  /** An open spec with its analysis; undefined for other documents. */
  spec(uri: string): Spec | undefined;
  /** The syntax of an open spec, without its imports; undefined for other documents. */
  syntaxOf(uri: string): SpecSyntax | undefined;
  /** The spec at a path: the buffer when it is open, else the file as a document; undefined when it cannot be read. */
  specFile(path: string): Spec | undefined;
  /** The artifact at a path: the buffer when it is open, else the file as a document; undefined for other files. */
  artifactFile(path: string): OpenArtifact | undefined;
  /** An open DLM document; undefined for other documents. */
  dlmDocument(uri: string): DocumentView | undefined;
  /** An open artifact; undefined for other documents. */
  artifact(uri: string): OpenArtifact | undefined;
  /** The artifact at a path: the buffer when it is open, else the file. */
  artifactAt(path: string): Artifact | undefined;
  /** Whether a setting excludes a file from the artifacts. */
  isIgnored(path: string | undefined): boolean;
  /** Text at a path: the buffer when it is open, else the file. */
  read(path: string): TextResult;
  /** The same for a file that may be a lock: one outside the folders is not read until the workspace is trusted. */
  readLock(path: string): TextResult;
  /** Whether a path leads to an existing file outside the folders of a workspace that is not trusted. */
  isRefused(path: string): boolean;
  /** CONFIG_HASH of the spec at a path: of the buffer when it is open, else of the file. */
  hashAt(path: string): string | undefined;
  /** Syntax tree of the spec at a path: of the buffer when it is open, else of the file; undefined when it cannot be read. */
  treeAt(path: string): SyntaxTree | undefined;
  /** The spec at a path: the buffer when it is open, else the file; undefined when it cannot be read. */
  specAt(path: string): SpecFacts | undefined;
  specFacts(open: DocumentView): SpecFacts;
  /** The path of a file after following links, as the client knows it: in a workspace folder that is a link, under that. Undefined where there is no file. */
  identity(path: string): string | undefined;
  /** The innermost workspace folder that contains a path. */
  folderOf(path: string): string | undefined;
  /** The folder that the kynml tool runs in for a spec, as in training: its workspace folder, else its own. */
  workingFolder(spec: string): string;
  /** A path for people: relative to its workspace folder, after the folder's name when there are several. */
  label(path: string): string;
  /** How the lock of a spec is searched. */
  lockSearch(spec: string): LockSearch;
  /** The data that the spec at a path names. Training runs in the workspace folder. */
  datasetsOf(spec: string): Data;
  /** The lock of the spec at a path and its state. */
  lock(spec: string): LockReport;
  /** The settings that changed in the spec at a path since the version with a hash; undefined where that version is not available. */
  changesSince(spec: string, hash: string): ChangesSinceVersion | undefined;
  /** The imported files of a spec, transitively. */
  composition(path: string | undefined, tree: SyntaxTree): Composition;
}

/** The specs, artifacts and runs of the workspace folders. */
export interface InventoryView {
  /** CONFIG_HASH of each spec on disk by path; undefined for a file that is not UTF-8. */
  readonly specs: ReadonlyMap<string, string | undefined>;
  /** These hashes by their beginning. */
  readonly hashes: HashPrefixesView;
  /** Paths of the specs that are on disk now: a user action must not depend on an event that was missed. Reads the disk. */
  existingSpecs(): string[];
  /** The runs of these folders, and the manifests that were kept in their histories. */
  readonly index: RunIndexView;
  /** Paths of the files with runs that git ignores, where a setting leaves those out. The same object until they change. */
  readonly ignoredRuns: ReadonlySet<string>;
  /** Why git did not say which runs it ignores, where a setting leaves those out. */
  readonly ignoredGap: GitFailure | undefined;
  /** Whether the scan is complete. Until then, a run that is not in the index may exist. */
  readonly isFilled: boolean;
  /** Whether a spec or a lock was found. */
  usesKynml(): boolean;
  /** Paths of all artifacts, runs included. Large files and generated scripts are left out. */
  readonly artifacts: ReadonlySet<string>;
  /** What a list shows of the artifacts that are not runs. */
  readonly listed: ReadonlyMap<string, IndexedArtifact>;
  /** Files with the form or the name of an artifact that cannot be read. Those without a text are not in `artifacts`. */
  readonly faults: ReadonlyMap<string, IndexedFault>;
  /** The DLM documents with their identifiers. */
  readonly dlmDocuments: ReadonlyMap<string, DlmId>;
  /** What the searches of the folders left out. */
  readonly gaps: readonly SearchGaps[];
  /** What they left out of the runs of other trackers. */
  readonly trackedGaps: readonly TrackedGap[];
  /** Changes whenever `specs` changes; values derived from it are valid until then. */
  readonly revision: number;
  /** Resolves when the scan is complete, which starts after the first findings of the open documents. */
  readonly ready: Promise<unknown>;
  /** The same for a request of the user: the scan does not wait for findings. */
  demand(): Promise<unknown>;
}

/** When files with runs were committed, as far as git was asked. */
export interface CommitTimesView {
  /** When a file was committed with its current content, in milliseconds since 1970; undefined where that is not known. */
  at(path: string): number | undefined;
  /** Changes whenever an answer may be another one. */
  readonly revision: number;
}

/** What the histories of the workspace kept about runs, as it was when they were last read. */
export interface KeptHistoryView {
  /** The records about runs; those of a workspace folder are the newest first. */
  readonly records: readonly RunRecord[];
  /** What they say together. */
  readonly recorded: RecordedRuns;
  /** The hashes of the specs that they name. */
  readonly hashes: HashPrefixesView;
  /** Whether they were read. */
  readonly isRead: boolean;
}

/** A version of a spec, and the workspace folder in whose repository it is. */
export interface FolderVersion {
  readonly folder: string;
  readonly version: StoredVersion;
}

/** Older versions of specs in git, as they were when git was last read. */
export interface HistoryView {
  /** Why the versions of a repository are unknown; undefined when all were read. */
  readonly failure: GitFailure | undefined;
  /** The newest version of a spec with a CONFIG_HASH; undefined when it is not found or git was not read. */
  version(hash: string): SpecVersion | undefined;
  /** The hashes of all versions. */
  readonly hashes: HashPrefixesView;
  /** All versions with a CONFIG_HASH, newest first for each folder. Two folders of one repository have the same ones. */
  allVersions(hash: string): readonly FolderVersion[];
  /** The text of that version, if it is in memory; recent versions are. */
  storedText(hash: string): string | undefined;
  /** Whether the history of the folder that contains a path was read, so that a missing version means something. */
  isRead(path: string): boolean;
  /** The text of that version. */
  text(hash: string): Promise<string | undefined>;
}

/** The uses of models across specs. */
export interface ModelUsesView {
  /** The models that the specs importing a file use, by name, one for each use. */
  inImporters(path: string): string[];
}
