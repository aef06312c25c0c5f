// The metrics of both runs: values, change and which side is better.
import type { DiffView, MetricRow } from '../../../src-shared/protocol/views';
import { type Child, el } from '../shared/dom';
import { t } from '../shared/l10n';
import { barElement, toneOf } from './bar';
import { allMetricsEqual, metricDiffers } from './differs';
import { directionText, noChangeText, seriesText } from './metricWords';
import type { Row } from './row';
import { rowKeys } from './rowKeys';
import type { SectionContent } from './section';
import { spokenMetric } from './spoken';
import { displayedText, isCut, valueElement } from './value';

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
      [
        el('bdi', { title: name }, [name]),
        el('span', { class: 'direction' }, [directionText(metric.direction)]),
        metric.seriesLength && el('span', { class: 'direction' }, [seriesText(metric)]),
      ],
      [valueElement(a, { other: b, expanded })],
      [valueElement(b, { other: a, expanded })],
      change(metric),
    ],
    texts: () => [
      [name, directionText(metric.direction), seriesText(metric)].filter(Boolean).join(' '),
      displayedText(a, { other: b, expanded: true }),
      displayedText(b, { other: a, expanded: true }),
      unchangedText(metric) ?? [metric.delta, metric.relative, betterText(metric)].filter(Boolean).join(' '),
    ],
  };
}

function change(row: MetricRow): Child[] {
  const unchanged = unchangedText(row);
  if (unchanged !== undefined) return [el('span', { class: 'quiet' }, [unchanged])];
  const better = betterText(row);
  return [
    el('bdi', { class: 'delta' }, [row.delta]),
    el('bdi', { class: 'relative' }, [row.relative ?? '']),
    barElement(row),
    better && el('span', { class: `better ${toneOf(row.better)}` }, [better]),
  ];
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
