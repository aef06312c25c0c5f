// The requests that find the spec of a run.

/** The scheme of documents with a version of a spec that is not in the working tree. */
export const VERSION_SCHEME = 'kynml-version';

/** The query of such a document: its text is found by its CONFIG_HASH, and versions of two commits are two documents. Not yet encoded. */
export const versionQuery = (configHash: string, commit: string | undefined): string =>
  JSON.stringify({ configHash, commit: commit ?? null });

/** A place of the spec that a file records. Times are ISO 8601. */
export interface TracedSpec {
  /** The working tree, the texts that runs kept, or a commit that introduced the text. */
  readonly place: 'file' | 'kept' | 'commit';
  /** The path of the spec there, as URI; where runs kept only the text, its file. */
  readonly uri: string;
  /** Path for people. */
  readonly label: string;
  /** The spec at that path exists now, so that it can be compared. */
  readonly isThere: boolean;
  readonly commit?: string;
  readonly author?: string;
  readonly date?: string;
}

/**
 * All places, newest first; `gaps`: what was not searched, as sentences; `message`: why there is none; empty otherwise. Or why a file was not traced: it
 * is not made from a spec (`foreign`), it contains several runs of different specs (`several`), or something else. `needsTrust`: git was not read.
 */
export type TraceAnswer =
  | {
      readonly ok: true;
      readonly configHash: string;
      readonly matches: readonly TracedSpec[];
      readonly gaps: readonly string[];
      readonly message: string;
      readonly needsTrust?: true;
    }
  | { readonly ok: false; readonly reason: 'foreign' | 'several' | 'failed'; readonly message: string };

/** The text with a CONFIG_HASH, or why it is not available. */
export type TracedText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly message: string };

/** Method names with the types of their params and results. */
export interface TraceRequests {
  /** The places of the spec of a run manifest, script, lock or, with the number of an entry as fragment, sweep. */
  'kynml/trace': { params: { uri: string }; result: TraceAnswer };
  /** The text of a spec that is not in the working tree. */
  'kynml/tracedText': { params: { configHash: string }; result: TracedText };
}
