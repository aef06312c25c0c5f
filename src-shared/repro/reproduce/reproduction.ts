// The result of reproducing a run: a verdict, the steps that led to it, and the metrics of both runs.
import type { JsonNode } from '../../text/jsonText';
import type { MetricChange } from '../compare/metrics';
import type { DiffSeverity } from '../compare/policyRow';

/** What was checked, in this order. */
export const STEPS = ['manifest', 'spec', 'parameters', 'data', 'environment', 'run', 'metrics'] as const;

/** The name of a step. */
export type StepName = (typeof STEPS)[number];

/** Whether what a step checks is as recorded, differs, or could not be determined. */
export type StepState = 'confirmed' | 'contradicted' | 'unknown';

/** A step with its result: one or two sentences. */
export interface Step {
  readonly name: StepName;
  readonly state: StepState;
  readonly detail: string;
}

/**
 * `reproduced-exactly`: all metrics have the same digits. `reproduced-within-tolerance`: the largest relative difference is within the tolerance.
 * `consistent`: the metrics agree, but something that decides them is not recorded, so this may be chance. `not-reproduced`: a metric differs.
 * `cannot-be-judged`: something that is needed is missing, or the new run does not show it.
 */
export type ReproductionVerdict =
  | 'reproduced-exactly'
  | 'reproduced-within-tolerance'
  | 'consistent'
  | 'not-reproduced'
  | 'cannot-be-judged';

/** A version that differs between the recorded run and this interpreter. */
export interface EnvironmentChange {
  readonly path: string;
  readonly recorded?: JsonNode;
  readonly now?: JsonNode;
  readonly severity: DiffSeverity;
}

/** The result. Side A of the metrics is the recorded run, side B the new one; without a new run, they are empty. */
export interface Reproduction {
  readonly verdict: ReproductionVerdict;
  readonly steps: readonly Step[];
  /** Why the verdict is not better, and what else to know about it: sentences. */
  readonly reasons: readonly string[];
  readonly metrics: readonly MetricChange[];
  readonly tolerance: number;
  /** The largest relative difference of a metric; absent where none can be computed. */
  readonly largest?: number;
  readonly environment: readonly EnvironmentChange[];
  /** The text of the new manifest. */
  readonly manifest?: string;
}

/** Whether the metrics of the new run agree with the recorded ones. */
export const isReproduced = ({ verdict }: Pick<Reproduction, 'verdict'>): boolean =>
  verdict !== 'not-reproduced' && verdict !== 'cannot-be-judged';
