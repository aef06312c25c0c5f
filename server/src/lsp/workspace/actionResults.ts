// What features may record: results of user actions, and the tokens that were sent last. Everything else that features see is read-only
// (workspaceView.ts).
import type { RecordedData } from '../../../../src-shared/artifacts/kind';
import type { HashOptions, HashResult, Stat } from '../../../../src-shared/host/host';
import type { Analysis } from '../../../../src-shared/kyn/analyze';
import type { ComparedData } from '../../../../src-shared/repro/data/comparedData';
import type { Claim } from '../../../../src-shared/repro/history/claimFolder';
import type { KeptRun } from '../../../../src-shared/repro/history/keepRun';
import type { VerifyStep } from '../../../../src-shared/runs/verify/verification';
import type { Diagnostic } from '../../../../src-shared/text/diagnostic';

/** A data file that was read to compare it with a recorded hash. */
export interface VerifiedFile extends ComparedData {
  readonly path: string;
  /** SHA-256 of the data: of the file, or as its pointer states it. */
  readonly hash: string;
  /** When it was read. */
  readonly time: Date;
}

/** An artifact that records data. With another `configHash` (of its spec) it is another run, possibly with other data. */
export interface DataRecorder {
  readonly path: string;
  readonly configHash: string | undefined;
}

/** The hash of a data file. `changing`: the file was written while it was read. */
export type DataHashResult =
  | (HashResult & Pick<ComparedData, 'isPointer'>)
  | { readonly ok: false; readonly reason: 'changing' };

/** A data file that could not be read; `reason` completes "was not verified: ". */
export interface UnreadFile {
  readonly path: string;
  readonly reason: string;
}

/** Data files that were verified. A result is valid until the file or the artifact changes. */
export interface VerifiedDataResults {
  /** SHA-256 of a file, or of the data that its pointer names. An unchanged file is not read again. */
  hash(path: string, options: Required<HashOptions>): Promise<DataHashResult>;
  /** Records which file was read for the data of an artifact; `lineEnds` as in ComparedData. */
  record(recorder: DataRecorder, data: RecordedData, file: { path: string } & Pick<ComparedData, 'lineEnds'>): void;
  /** The file that was read for the data of an artifact; undefined when none was, or it or the artifact changed since. */
  find(recorder: DataRecorder, data: RecordedData): VerifiedFile | undefined;
  /** Records that a file could not be read for the data of an artifact. */
  recordUnread(recorder: DataRecorder, data: RecordedData, file: UnreadFile): void;
  /** The file that could not be read; undefined when it was not tried, or it or the artifact changed since. */
  findUnread(recorder: DataRecorder, data: RecordedData): UnreadFile | undefined;
}

/** The runs of a file that were verified. */
export interface RunVerification {
  /** The steps of each run, in the order of the file. */
  readonly runs: readonly { readonly steps: readonly VerifyStep[] }[];
  /** The files that decided the result, absolute. They need not exist. */
  readonly files: readonly string[];
  /** When the verification began, in milliseconds since 1970. */
  readonly startedAt: number;
  /** What files were before they were read, by path; undefined where nothing was there. */
  readonly before?: ReadonlyMap<string, Stat | undefined>;
}

/** Runs that were verified, by the path of their file. */
export interface VerifiedRunResults {
  /** Records a result for a file with a text. */
  record(path: string, text: string, result: RunVerification): void;
  /** Whether a result for a file was recorded, valid or not. Reads nothing. */
  has(path: string): boolean;
  /** The result for a file with this text; undefined where there is none, or a file that decided it changed since. */
  find(path: string, text: string): Pick<RunVerification, 'runs'> | undefined;
}

/** The result of checking a DLM lock, valid for exactly the checked text. */
export interface DlmCheckResult {
  readonly text: string;
  readonly findings: readonly Diagnostic[];
  /** The lens: whether the lock matches what is installed. `icon`: a codicon. */
  readonly summary: { readonly icon: string; readonly title: string };
}

/** DLM locks that were checked, by path. */
export interface DlmCheckResults {
  record(path: string, result: DlmCheckResult): void;
  /** The result for a lock with this text. */
  find(path: string, text: string): DlmCheckResult | undefined;
}

/** What the semantic tokens of a spec depend on; it stays valid when the document changes. */
export type TokenSource = Pick<Analysis, 'tree' | 'scope'>;

/** The semantic tokens that the client received last: the protocol's delta requests refer to them. */
export interface SentTokensResults {
  /** Records an answer in place of the previous one and gives it an id. */
  record(uri: string, sent: TokenSource): string;
  /** The version of an answer; undefined when it is not the last one of the document. */
  find(uri: string, resultId: string): TokenSource | undefined;
}

/** Runs that started and did not end yet. */
export interface StartedRuns {
  /** Records a run under an id. */
  record(id: string, run: KeptRun): void;
  /** The run with an id, which is removed; undefined when there is none. */
  take(id: string): KeptRun | undefined;
}

/** Claims of folders of runs. */
export interface FolderClaims {
  /** Records a claim under an id. */
  record(id: string, claim: Claim): void;
  find(id: string): Claim | undefined;
  /** The claim with an id, which is removed; undefined when there is none. */
  take(id: string): Claim | undefined;
}

/** Everything that features may record. */
export interface ActionResults {
  readonly verifiedData: VerifiedDataResults;
  readonly verifiedRuns: VerifiedRunResults;
  readonly dlmChecks: DlmCheckResults;
  readonly sentTokens: SentTokensResults;
  readonly startedRuns: StartedRuns;
  readonly claims: FolderClaims;
}
