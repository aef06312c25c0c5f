// The metrics of both runs: values, change and which side is better.
import type { VNode } from 'preact';
import type { DiffView, MetricRow } from '../../../src-shared/protocol/views';
import { t } from '../shared/l10n';
import { Bar, toneOf } from './bar';
import { allMetricsEqual, metricDiffers } from './differs';
import { directionText, noChangeText, seriesText } from './metricWords';
import type { Row } from './row';
import { rowKeys } from './rowKeys';
import type { SectionContent } from './sectionContent';
import { spokenMetric } from './spoken';
import { displayedText, isCut, Value } from './value';

/** The metrics section. */
export function metricsSection({ metrics }: DiffView): SectionContent {
  const id = 'metrics';
  const keys = rowKeys(
    id,
    metrics.map(({ name }) => name),
  );
  return {
    id,
    title: t('Metrics'),
    columns: [t('Metric'), 'A', 'B', t('Change from A to B')],
    rows: metrics.map((metric, at) => rowOf(metric, keys[at]!)),
    empty: metrics.length === 0 ? t('Neither file contains metrics.') : allMetricsEqual(metrics.length),
    numeric: true,
  };
}

function rowOf(metric: MetricRow, key: string): Row {
  const { name, a, b } = metric;
  return {
    key,
    differs: metricDiffers(metric),
    isCut: isCut(a) || isCut(b),
    spoken: expanded => spokenMetric(metric, expanded),
    cells: expanded => [
      <MetricName key="name" metric={metric} />,
      <Value key="a" value={a} other={b} expanded={expanded} />,
      <Value key="b" value={b} other={a} expanded={expanded} />,
      <Change key="change" metric={metric} />,
    ],
    texts: () => [
      [name, directionText(metric.direction), seriesText(metric)].filter(Boolean).join(' '),
      displayedText(a, { other: b, expanded: true }),
      displayedText(b, { other: a, expanded: true }),
      unchangedText(metric) ?? [metric.delta, metric.relative, betterText(metric)].filter(Boolean).join(' '),
    ],
  };
}

function MetricName({ metric }: { readonly metric: MetricRow }): VNode {
  const series = seriesText(metric);
  return (
    <>
      <bdi title={metric.name}>{metric.name}</bdi>
      <span class="direction">{directionText(metric.direction)}</span>
      {series !== '' && <span class="direction">{series}</span>}
    </>
  );
}

function Change({ metric }: { readonly metric: MetricRow }): VNode {
  const unchanged = unchangedText(metric);
  if (unchanged !== undefined) return <span class="quiet">{unchanged}</span>;
  const better = betterText(metric);
  return (
    <>
      <bdi class="delta">{metric.delta}</bdi>
      <bdi class="relative">{metric.relative}</bdi>
      <Bar metric={metric} />
      {better !== '' && <span class={`better ${toneOf(metric.better)}`}>{better}</span>}
    </>
  );
}

/** The text instead of a change; undefined when there is one. */
function unchangedText(row: MetricRow): string | undefined {
  if (row.noChange) return noChangeText(row.noChange);
  if (!metricDiffers(row)) return t('equal');
  return row.delta === undefined ? t('earlier values differ') : undefined;
}

function betterText({ better }: MetricRow): string {
  return better === 'a' || better === 'b' ? t('{0} better', better.toUpperCase()) : '';
}
