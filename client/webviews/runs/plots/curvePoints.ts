// The points of loss curves: by epoch, or by step for runs of other trackers.
import type { LossCurve } from '../../../../src-shared/protocol/runTableView';

/** A loss at an epoch or step; null where it is not finite. */
export type CurvePoint = readonly [at: number, loss: number | null];

/** The losses of a part of a training. */
export const partOf = (curve: LossCurve, part: 'train' | 'test'): CurvePoint[] =>
  curve[part].map((loss, i) => [curve.steps?.[part][i] ?? i + 1, loss]);

/** The epochs and steps at which any of the curves has a loss, in order. */
export const placesOf = (curves: readonly LossCurve[]): number[] =>
  [...new Set(curves.flatMap(curve => [...partOf(curve, 'train'), ...partOf(curve, 'test')].map(([at]) => at)))].sort(
    (a, b) => a - b,
  );

/** What the places are: epochs, steps, or both. */
export function unitOf(curves: readonly LossCurve[]): 'epoch' | 'step' | 'both' {
  const count = curves.filter(({ steps }) => steps).length;
  return count === 0 ? 'epoch' : count === curves.length ? 'step' : 'both';
}
