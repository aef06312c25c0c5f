// The metrics of both runs: values, change and which side is better.
import type { DiffView, MetricRow } from '../../../src-shared/protocol/views';
import { type Child, el } from '../shared/dom';
import { t } from '../shared/l10n';
import type { Actions, ScreenState } from './actions';
import { barElement, toneOf } from './bar';
import { allMetricsEqual, metricDiffers } from './differs';
import { directionText, noChangeText, seriesText } from './metricWords';
import { rowElement } from './row';
import { sectionElement } from './section';
import { spokenMetric } from './spoken';
import { isCut, valueElement } from './value';

/** The metrics section. */
export function metricsSection({ metrics }: DiffView, state: ScreenState, actions: Actions): HTMLElement {
  const rows = metrics.filter(row => !state.onlyDifferences || metricDiffers(row));
  const content = {
    id: 'metrics',
    title: t('Metrics'),
    columns: [t('Metric'), 'A', 'B', t('Change from A to B')] as const,
    rows: rows.map(row => metricElement(row, state, actions)),
    empty: metrics.length === 0 ? t('Neither file contains metrics.') : allMetricsEqual(metrics.length),
    numeric: true,
  };
  return sectionElement(content, state, actions);
}

function metricElement(row: MetricRow, state: ScreenState, actions: Actions): HTMLElement {
  const key = `row:metrics:${row.name}`;
  const expanded = state.expanded.has(key);
  const onToggle = isCut(row.a) || isCut(row.b) ? () => actions.toggleExpanded(key) : undefined;
  const spoken = spokenMetric(row, expanded);
  return rowElement({ key, spoken, differs: metricDiffers(row), onToggle, expanded }, [
    [
      el('bdi', { title: row.name }, [row.name]),
      el('span', { class: 'direction' }, [directionText(row.direction)]),
      row.seriesLength && el('span', { class: 'direction' }, [seriesText(row)]),
    ],
    [valueElement(row.a, { other: row.b, expanded })],
    [valueElement(row.b, { other: row.a, expanded })],
    change(row),
  ]);
}

function change(row: MetricRow): Child[] {
  if (row.noChange) return [el('span', { class: 'quiet' }, [noChangeText(row.noChange)])];
  if (!metricDiffers(row)) return [el('span', { class: 'quiet' }, [t('equal')])];
  if (row.delta === undefined) return [el('span', { class: 'quiet' }, [t('earlier values differ')])];
  return [
    el('bdi', { class: 'delta' }, [row.delta]),
    el('bdi', { class: 'relative' }, [row.relative ?? '']),
    barElement(row),
    betterLabel(row),
  ];
}

function betterLabel({ better }: MetricRow): HTMLElement | undefined {
  if (better !== 'a' && better !== 'b') return undefined;
  return el('span', { class: `better ${toneOf(better)}` }, [t('{0} better', better.toUpperCase())]);
}
