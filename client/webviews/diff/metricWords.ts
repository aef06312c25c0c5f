// The words of a metric, as they are visible and as they are spoken.
import type { MetricDirection, MetricRow, NoChange } from '../../../src-shared/protocol/views';
import { t } from '../shared/l10n';

/** Which values of a metric are better. */
export function directionText(direction: MetricDirection): string {
  if (direction === 'unknown') return t('direction unknown');
  return direction === 'lower' ? t('lower is better') : t('higher is better');
}

/** That the values are the last ones of a series; empty for single values. */
export function seriesText({ seriesLength }: MetricRow): string {
  if (!seriesLength) return '';
  const { a, b } = seriesLength;
  if (a !== undefined && b !== undefined && a !== b) return t('last of {0} and {1} values', a, b);
  const count = a ?? b ?? 0;
  return count === 1 ? t('the only value of its series') : t('last of {0} values', count);
}

/** Why a metric has no change. A side that is NaN or infinite has diverged. */
export function noChangeText(reason: NoChange): string {
  switch (reason) {
    case 'a-diverged':
      return t('{0} diverged', 'A');
    case 'b-diverged':
      return t('{0} diverged', 'B');
    case 'both-diverged':
      return t('both diverged');
    case 'only-a':
      return t('only in {0}', 'A');
    case 'only-b':
      return t('only in {0}', 'B');
    case 'not-numeric':
      return t('not numeric');
  }
}
