// What is known about a run, and what a package about it contains. A package is a folder with these parts and with files that describe them.
import type { StepState } from '../repro/reproduce/reproduction';

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

/** A file of a package. `path`: relative to the package, with `/`; `description`: a sentence; a text is written as UTF-8. */
export interface EvidencePart {
  readonly role: PartRole;
  readonly path: string;
  readonly description: string;
  readonly content: string | Uint8Array;
}

/** What a package does not contain although one would look for it, and why: a sentence. */
export interface MissingPart {
  readonly what: string;
  readonly reason: string;
}

/** A step of `kyn verify`. */
export interface VerdictStep {
  readonly name: string;
  readonly state: StepState;
  readonly detail: string;
}

/** When the run was. `time`: ISO 8601 in UTC; `source`: how it is known, as a sentence; `isEnd`: the end of the run was recorded. */
export interface EvidenceTime {
  readonly time: string;
  readonly source: string;
  readonly isEnd: boolean;
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
  readonly time: EvidenceTime;
  readonly verdict: StepState;
  readonly steps: readonly VerdictStep[];
  readonly parts: readonly EvidencePart[];
  readonly missing: readonly MissingPart[];
}
