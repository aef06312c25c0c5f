// The texts of a reproduction that every screen shows: the verdict, and the values of a metric.
import type { MetricChange } from '../repro/compare/metrics';
import type { Reproduction, StepState } from '../repro/reproduce/reproduction';
import { smallNumber } from '../repro/reproduce/resultText';
import { valueView } from './values';

/** The verdict as a title without a full stop. */
export function reproductionTitle({ verdict, largest, tolerance }: Reproduction): string {
  switch (verdict) {
    case 'reproduced-exactly':
      return 'Reproduced exactly';
    case 'reproduced-within-tolerance':
      return `Reproduced within ${smallNumber(largest ?? tolerance)}`;
    case 'consistent':
      return 'Consistent, but not proven';
    case 'not-reproduced':
      return 'Not reproduced';
    case 'cannot-be-judged':
      return 'Cannot be judged';
  }
}

/** What the verdict means, as a sentence. */
export function reproductionMeaning({ verdict, tolerance, manifest }: Reproduction): string {
  switch (verdict) {
    case 'reproduced-exactly':
      return 'A new training gave all metrics with the same digits.';
    case 'reproduced-within-tolerance':
      return `A new training gave all metrics with a relative difference of at most ${smallNumber(tolerance)}.`;
    case 'consistent':
      return 'A new training gave the same metrics, but something that decides them is not recorded, so this may be chance.';
    case 'not-reproduced':
      return 'A new training gave other metrics.';
    case 'cannot-be-judged':
      // With a new run, its result is what does not decide.
      return manifest === undefined
        ? 'Something that is needed to reproduce the run is missing.'
        : 'A new training ended, but it does not show whether the run was reproduced.';
  }
}

/** The state of a step as a word. */
export const STATE_LABELS: Readonly<Record<StepState, string>> = {
  confirmed: 'confirmed',
  contradicted: 'differs',
  unknown: 'unknown',
};

/** The texts of a metric: both values in full, and the relative difference. */
export interface MetricTexts {
  readonly recorded: string;
  readonly now: string;
  readonly difference: string;
}

/** How a metric is shown. Values have all digits, because these decide. */
export function metricTexts({ a, b, equal, relative, series }: MetricChange): MetricTexts {
  const [recorded, now] = [a, b].map(node => {
    const { text, full } = valueView(node);
    return full ?? text;
  }) as [string, string];
  const isSeries = series !== undefined;
  const difference = equal
    ? 'equal'
    : relative === undefined || relative === 0 || isSeries
      ? 'differs'
      : smallNumber(Math.abs(relative));
  return { recorded, now, difference };
}
