// The requests that name runs and choose baselines. A run is a file, or an entry of a sweep: its number from 0 is the fragment of the URI.

/** What is written about a run, as a person edits it; empty where nothing is. `label`: its name for people; `spec`: that of its spec, where it is known. */
export interface RunNoteItem {
  readonly label: string;
  readonly name: string;
  readonly note: string;
  /** With blanks between them. */
  readonly tags: string;
  readonly spec?: string;
  readonly isBaseline: boolean;
}

/** The outcome of writing; `message`: why nothing was written, as a sentence. */
export type NoteWritten = { readonly ok: true } | { readonly ok: false; readonly message: string };

/**
 * The baseline that a run is compared with. `itself`: the run is the baseline; `none`: its spec has none; `gone`: the chosen run is not in the
 * workspace; `unknown`: the spec of the run is not known.
 */
export type BaselineAnswer =
  | { readonly state: 'found'; readonly uri: string }
  | { readonly state: 'itself' | 'none' | 'gone' | 'unknown' };

/** Method names with the types of their params and results. */
export interface NoteRequests {
  /** What is written about a run; null if there is no run at the URI. */
  'kynml/runNote': { params: { uri: string }; result: RunNoteItem | null };
  /** Changes the given parts. `tags`: with commas or blanks between them. */
  'kynml/writeNote': {
    params: { uri: string; change: { readonly name?: string; readonly note?: string; readonly tags?: string } };
    result: NoteWritten;
  };
  /** Makes a run the baseline of its spec, or removes that baseline. */
  'kynml/setBaseline': { params: { uri: string; isBaseline: boolean }; result: NoteWritten };
  'kynml/baseline': { params: { uri: string }; result: BaselineAnswer };
}
