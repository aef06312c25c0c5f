// The requests that explain why the CONFIG_HASH of a spec is not that of another version.

/** Another version of a spec: the one its lock pins, the last commit, the one a run was made from, or the one with a CONFIG_HASH. */
export type OtherVersion =
  | { readonly kind: 'lock' }
  | { readonly kind: 'head' }
  | { readonly kind: 'run'; readonly uri: string }
  | { readonly kind: 'hash'; readonly configHash: string };

/** A place in a document: lines and UTF-16 characters from 0, as in LSP. */
export interface DocumentRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Replaces a range of a document. */
export interface DocumentEdit {
  readonly range: DocumentRange;
  readonly newText: string;
}

/** A setting, layer, block or import that differs; `old` and `current` are absent on the side without it. `edits`: give it the old value. */
export interface ExplainedChange {
  /** The path of the setting, e.g. `train.optimizer.lr`. */
  readonly setting: string;
  readonly kind: 'changed' | 'added' | 'removed' | 'order';
  readonly old?: string;
  readonly current?: string;
  readonly range: DocumentRange;
  readonly edits: readonly DocumentEdit[];
}

/** What differs between another version of a spec and its text in the editor. All edits are for the version `version` of the document. */
export interface HashExplanation {
  readonly ok: true;
  readonly version: number;
  /** The other version, e.g. `the version locked in kynml.lock`. */
  readonly other: string;
  readonly otherHash: string;
  readonly configHash: string;
  readonly changes: readonly ExplainedChange[];
  /** What changed without an effect on the training, e.g. `comment added: # wide`. */
  readonly withoutEffect: readonly { readonly label: string; readonly range?: DocumentRange }[];
  /** The edits that undo all changes with an effect. */
  readonly revertAll: readonly DocumentEdit[];
  /** The edits that restore the other text, so that the hash is the same again. */
  readonly restore: readonly DocumentEdit[];
}

/** Why nothing can be explained. `range`: the error of the spec that prevents it; `needsTrust`: git was not read. */
export interface NoExplanation {
  readonly ok: false;
  readonly message: string;
  readonly range?: DocumentRange;
  readonly needsTrust?: true;
}

/** A version of a spec in its history. `place`: whether git has it, only the editor or the file, or only what runs kept. Texts are for people. */
export interface SpecVersionItem {
  readonly configHash: string;
  readonly place: 'commit' | 'editor' | 'kept';
  readonly isCurrent: boolean;
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly commit?: string;
}

/** A step at which the metric became worse, by the CONFIG_HASH of both versions. `detail`: how far that can be trusted. */
export interface WorseStepItem {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
  readonly older: string;
  readonly newer: string;
}

/** The versions of a spec, newest first, and where its metric became worse. `notes`: what is not known, as sentences. */
export interface SpecHistoryView {
  /** Path for people. */
  readonly title: string;
  readonly versions: readonly SpecVersionItem[];
  readonly steps: readonly WorseStepItem[];
  readonly notes: readonly string[];
}

/** The history of a spec, or why there is none. */
export type SpecHistoryAnswer =
  | { readonly ok: true; readonly view: SpecHistoryView }
  | { readonly ok: false; readonly message: string };

/** The edits that give an open spec the text of another version, for the version `version` of the document. */
export type RestoredVersion =
  | { readonly ok: true; readonly version: number; readonly edits: readonly DocumentEdit[] }
  | { readonly ok: false; readonly message: string; readonly needsTrust?: true };

/** Method names with the types of their params and results. */
export interface ExplainRequests {
  /** What differs between another version and an open spec. */
  'kynml/explainHash': {
    params: { uri: string; other: OtherVersion };
    result: HashExplanation | NoExplanation;
  };
  /** The versions of a spec with their runs. Reads git in a trusted workspace. */
  'kynml/specHistory': { params: { uri: string }; result: SpecHistoryAnswer };
  /** The edits that restore a version of an open spec. Writes nothing. */
  'kynml/restoreVersion': { params: { uri: string; configHash: string }; result: RestoredVersion };
}
