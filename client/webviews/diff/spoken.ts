// The sentence of a row for screen readers. It has the words that are visible in the row.
import type { DiffRow, MetricRow, ValueView } from '../../../src-shared/protocol/views';
import { t } from '../shared/l10n';
import { severityLabel } from '../shared/severity';
import { metricDiffers } from './differs';
import { directionText, noChangeText, seriesText } from './metricWords';
import { displayedText } from './value';

/** `env.torch, A 2.3.0, B 2.4.0, may change results`. `expanded`: the row shows its values in full. */
export function spokenRow({ path, a, b, severity, differs, isUnknown }: DiffRow, expanded: boolean): string {
  const values = differs || isUnknown ? sides({ a, b }, expanded) : [t('both {0}', say(a, b, expanded))];
  return [path, ...values, ...(severity === 'same' ? [] : [severityLabel(severity)])].join(', ');
}

/** `mae, A 0.1230, B 0.1180, 4.1 percent lower, B better`. */
export function spokenMetric(row: MetricRow, expanded: boolean): string {
  return [row.name, seriesText(row), ...sides(row, expanded), changeText(row), outcome(row)].filter(Boolean).join(', ');
}

function sides({ a, b }: Pick<DiffRow, 'a' | 'b'>, expanded: boolean): string[] {
  return [`A ${say(a, b, expanded)}`, `B ${say(b, a, expanded)}`];
}

function say(value: ValueView, other: ValueView, expanded: boolean): string {
  if (value.kind === 'absent') return t('absent');
  if (value.kind === 'unknown') return t('not known');
  if (value.kind === 'string' && (value.text === '' || value.text === '""')) return t('empty string');
  return displayedText(value, { other, expanded });
}

function changeText({ delta, relative }: MetricRow): string {
  if (relative === undefined) return delta ?? '';
  const size = relative.replace(/^[+-]/, '').replace(/ %$/, '');
  return relative.startsWith('-') ? t('{0} percent lower', size) : t('{0} percent higher', size);
}

function outcome(row: MetricRow): string {
  if (row.noChange) return noChangeText(row.noChange);
  if (!metricDiffers(row)) return t('equal');
  if (row.better === 'a' || row.better === 'b') return t('{0} better', row.better.toUpperCase());
  return row.better === 'same' ? t('earlier values differ') : directionText(row.direction);
}
