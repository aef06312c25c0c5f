// The result of verifying a run: for each thing that it records, whether it can be confirmed from the files of this machine.
import type { Artifact } from '../../artifacts/read';
import type { StepState } from '../../repro/reproduce/reproduction';
import { firstSentences } from '../../text/firstFew';

/** What is verified, in this order. The names are part of the contract of `kyn verify`. */
export const VERIFY_STEPS = ['config_hash', 'data_hash', 'lock', 'script', 'manifest'] as const;

/** The name of a step. `metrics`: only of runs of other trackers, after the others. */
export type VerifyStepName = (typeof VERIFY_STEPS)[number] | 'metrics';

/** The result of a step; `detail`: one or two sentences. */
export interface StepResult {
  readonly state: StepState;
  readonly detail: string;
}

/** A step with its result. */
export interface VerifyStep extends StepResult {
  readonly name: VerifyStepName;
}

/** A run that can be verified: a file, or an entry of one. */
export interface RecordedFile {
  readonly artifact: Artifact;
  /** The file that contains it, absolute. */
  readonly path: string;
  /** SHA-256 of the bytes of the file; absent for an entry of a sweep. */
  readonly fileHash?: string;
}

/** The steps, and the files that decided them, absolute: while none of them changes, the result is valid. They need not exist. */
export interface Verification {
  readonly steps: readonly VerifyStep[];
  readonly files: readonly string[];
}

/** Every step is unknown, except for those that are given. */
export const verificationOf = (
  results: Readonly<Partial<Record<VerifyStepName, StepResult>>>,
  otherwise: string,
  files: readonly string[] = [],
): Verification => ({
  steps: VERIFY_STEPS.map(name => {
    const { state, detail } = results[name] ?? unknown(otherwise);
    return { name, state, detail };
  }),
  files: [...new Set(files)],
});

/** What the files of this machine show. */
export const confirmed = (detail: string): StepResult => ({ state: 'confirmed', detail });

/** What the files of this machine refute. */
export const contradicted = (detail: string): StepResult => ({ state: 'contradicted', detail });

/** What cannot be determined. */
export const unknown = (detail: string): StepResult => ({ state: 'unknown', detail });

/** How many steps have each state. */
export function countStates(steps: readonly Pick<VerifyStep, 'state'>[]): Readonly<Record<StepState, number>> {
  const counts = { confirmed: 0, contradicted: 0, unknown: 0 };
  for (const { state } of steps) counts[state]++;
  return counts;
}

/** Whether the files of this machine refute something that a run records. */
export const isContradicted = ({ steps }: Pick<Verification, 'steps'>): boolean =>
  steps.some(s => s.state === 'contradicted');

const MAX_LISTED = 3;

/** The first few sentences of a list. */
export const listed = (sentences: readonly string[]): string => firstSentences(sentences, MAX_LISTED);
