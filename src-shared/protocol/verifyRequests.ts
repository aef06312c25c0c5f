// The request that verifies runs.

/** Whether a step is as recorded, refuted by a file, or not determined. */
export type VerifyState = 'confirmed' | 'contradicted' | 'unknown';

/** A step with its result; `detail`: one or two sentences for people. */
export interface VerifyStepItem {
  readonly name: string;
  readonly state: VerifyState;
  readonly detail: string;
}

/**
 * A run that was verified. `label`: its name for people, with its number in a sweep; `summary`: how many steps have each state; `evidence`: the URI of the run
 * of which a package can be made, absent for a file of which none can.
 */
export interface VerifiedRunItem {
  readonly uri: string;
  readonly evidence?: string;
  readonly label: string;
  readonly state: VerifyState;
  readonly summary: string;
  readonly steps: readonly VerifyStepItem[];
}

/** The runs, contradicted ones first, with a sentence about all of them; or why nothing was verified. */
export type VerifyAnswer =
  | { readonly state: 'done'; readonly runs: readonly VerifiedRunItem[]; readonly summary: string }
  | { readonly state: 'cancelled' | 'untrusted' | 'failed' };

/** Method names with the types of their params and results. */
export interface VerifyRequests {
  /** Verifies the runs in a file, or without one all runs of the workspace. Reads files of any size; writes nothing. */
  'kynml/verify': { params: { uri?: string; progressToken?: string }; result: VerifyAnswer };
}
