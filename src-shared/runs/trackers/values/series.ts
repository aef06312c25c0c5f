// The values of a metric -> its last, least and greatest one.
import { isDiverged } from '../../../artifacts/metrics';
import type { JsonNode } from '../../../text/jsonText';
import type { Point, TrackedMetric } from '../trackedRun';

/** A metric of points in their order; undefined without any. `last`: where the order of the points does not tell which is the last. */
export function seriesMetric(
  points: readonly Point[],
  { isWhole, last = points.at(-1) }: { readonly isWhole: boolean; readonly last?: Point | undefined },
): TrackedMetric | undefined {
  if (!last) return undefined;
  const finite = points.filter(({ value }) => value.kind === 'number' && !isDiverged(value));
  const [least, greatest] = [extreme(finite, (a, b) => a < b), extreme(finite, (a, b) => a > b)];
  return {
    last,
    basis: 'series',
    ...(least && { least }),
    ...(greatest && { greatest }),
    count: points.length,
    isWhole,
  };
}

/** A metric of which only one value is known. */
export const summaryMetric = (value: JsonNode): TrackedMetric => ({
  last: { value },
  basis: 'summary',
  isWhole: false,
});

const extreme = (points: readonly Point[], isBefore: (a: number, b: number) => boolean): Point | undefined =>
  points.reduce<Point | undefined>(
    (best, point) => (best && !isBefore(numberOf(point), numberOf(best)) ? best : point),
    undefined,
  );

const numberOf = ({ value }: Point): number => (value.kind === 'number' ? Number(value.text) : Number.NaN);
