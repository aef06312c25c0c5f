// The requests that list and approve the goldens of rollouts.

/** A golden that can be approved. Adapters are SHA-256, 64 hex digits: `held` is the one in its file, `approved` the one in the index. */
export interface GoldenItem {
  /** Relative to the top of the repository. */
  readonly relpath: string;
  readonly platform: string;
  /** `torch 2.5.1`, ... */
  readonly versions: readonly string[];
  readonly held?: string;
  readonly approved?: string;
  /** Its file does not exist. */
  readonly isMissing?: true;
}

/** The goldens of a file, or why it has none. */
export type GoldenList =
  | { readonly ok: true; readonly goldens: readonly GoldenItem[] }
  | { readonly ok: false; readonly message: string };

/** The SHA-256 of an adapter file, or why it could not be hashed. */
export type AdapterHashed =
  | { readonly ok: true; readonly sha256: string }
  | { readonly ok: false; readonly message: string; readonly cancelled?: true };

/** The effect of an approval, as text of the index. `time` is part of the index and is passed again when it is written. */
export type GoldenPlan =
  | {
      readonly ok: true;
      readonly change: 'added' | 'replaced' | 'unchanged';
      readonly time: string;
      readonly before: string;
      readonly after: string;
      readonly indexUri: string;
      readonly remarks: readonly string[];
      /** The adapter in the golden's file. */
      readonly held?: string;
    }
  | { readonly ok: false; readonly message: string };

/** The outcome of writing the index. */
export type GoldenWritten = { readonly ok: true } | { readonly ok: false; readonly message: string };

/** Method names with the types of their params and results. */
export interface GoldenRequests {
  /** The goldens of an index, or the one in a tuple file. */
  'kynml/goldens': { params: { uri: string }; result: GoldenList };
  /** The SHA-256 of an adapter file; can be cancelled and reports its progress. */
  'kynml/hashAdapter': { params: { uri: string; progressToken?: string }; result: AdapterHashed };
  /** The effect of approving an adapter. Writes nothing. */
  'kynml/planGolden': { params: { uri: string; relpath: string; adapter: string }; result: GoldenPlan };
  /** Writes the index. `text` is the text that the user confirmed and `held` the adapter in the golden; if one has changed since, nothing is written. */
  'kynml/writeGolden': {
    params: { uri: string; relpath: string; adapter: string; time: string; text: string; held?: string };
    result: GoldenWritten;
  };
}
