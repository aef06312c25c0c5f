// What is known about a run, and what a package about it contains. A package is a folder with these parts and with files that describe them.
import type { RecordedRun } from '../repro/reproduce/recordedRun';
import type { StepState } from '../repro/reproduce/reproduction';
import type { JsonNode } from '../text/jsonText';

/** What a part is. The words are in `evidence.json`. */
export type PartRole =
  | 'run'
  | 'recorded'
  | 'files'
  | 'spec'
  | 'import'
  | 'lock'
  | 'script'
  | 'environment'
  | 'data-hash'
  | 'data'
  | 'commit'
  | 'changes'
  | 'verdict';

/** A file of a package. `path`: relative to the package, with `/`; `description`: a sentence; a text is written as UTF-8. `isAssumed`: the run may have used another text. */
export interface EvidencePart {
  readonly role: PartRole;
  readonly path: string;
  readonly description: string;
  readonly content: string | Uint8Array;
  readonly isAssumed?: true;
}

/** What a package does not contain although one would look for it, and why: a sentence. `role`: of a part that only a package can have. */
export interface MissingPart {
  readonly role?: 'data';
  readonly what: string;
  readonly reason: string;
}

/** A step of `kyn verify`. */
export interface VerdictStep {
  readonly name: string;
  readonly state: StepState;
  readonly detail: string;
}

/** When the run was, all in ISO 8601 and UTC. `time`: the best that is known, a day alone where only that is known; `source`: how it is known, as a sentence; the others only where they were recorded. */
export interface EvidenceTime {
  readonly time: string;
  readonly source: string;
  readonly started: string | undefined;
  readonly ended: string | undefined;
}

/** A file with its digest in lower-case hex, or a commit. Of a spec and an import, it is the SHA-256 of the text with the line end LF (CONFIG_HASH). */
export interface DigestedFile {
  readonly role: 'spec' | 'import' | 'script' | 'data' | 'commit' | 'output';
  readonly name: string;
  readonly algorithm: 'sha256' | 'md5' | 'gitCommit';
  readonly digest: string;
}

/** What a run recorded besides its hashes. */
export interface RunDetails extends Pick<RecordedRun, 'seed' | 'params' | 'combo' | 'env' | 'device' | 'metrics'> {
  /** The settings of a run of another tracker, by their path. */
  readonly config?: JsonNode;
  /** The part of the samples that was evaluated, where it was not all of them. */
  readonly partial?: string;
  /** What another tracker recorded with a digest: what the run used and what it made. */
  readonly files?: readonly DigestedFile[];
  /** What else one has to know, as sentences. */
  readonly notes?: readonly string[];
}

/** All that a package says about a run. */
export interface Evidence {
  /** What wrote the package: `kyn 0.1.0`. */
  readonly generator: string;
  /** The name of the run for people. */
  readonly label: string;
  /** The number of the run in its file, from 0; absent where the file contains only this run. */
  readonly entry?: number;
  readonly configHash: string | undefined;
  readonly dataHash: string | undefined;
  /** The program that recorded the run, where that is another tracker: `MLflow run`. */
  readonly tracker?: string;
  /** Values that are secret wherever they are in the parts. */
  readonly secrets?: readonly string[];
  /** What trained: `kyn 0.1.0`, or the version of the official tool. */
  readonly trainer: string | undefined;
  /** Undefined where it was not recorded how the run ended. */
  readonly hasFailed: boolean | undefined;
  readonly details: RunDetails;
  /** The path of a file that has the recorded SHA-256 of the data, for people; absent where none was found. */
  readonly dataFile?: string;
  readonly time: EvidenceTime;
  readonly verdict: StepState;
  readonly steps: readonly VerdictStep[];
  readonly parts: readonly EvidencePart[];
  readonly missing: readonly MissingPart[];
}
