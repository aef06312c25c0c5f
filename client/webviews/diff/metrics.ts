// The metrics of both runs: numbers in line, the change, and in words which side is better.
import type { DiffView, MetricDirection, MetricRow, ValueView } from '../../../src-shared/protocol/views';
import { type Child, el } from '../shared/dom';
import type { Actions, ScreenState } from './actions';
import { barElement, toneOf } from './bar';
import { allEqual, metricDiffers } from './differs';
import { rowElement } from './row';
import { sectionElement } from './section';
import { isCut, valueElement } from './value';

const directions: Readonly<Record<MetricDirection, string>> = {
  lower: 'lower is better',
  higher: 'higher is better',
  unknown: 'direction unknown',
};

/** The metrics, first of the sections. */
export function metricsSection({ metrics }: DiffView, state: ScreenState, actions: Actions): HTMLElement {
  const rows = metrics.filter(row => !state.onlyDifferences || metricDiffers(row));
  const frame = {
    id: 'metrics',
    title: 'Metrics',
    columns: ['Metric', 'A', 'B', 'Change from A to B'] as const,
    rows: rows.map(row => metricElement(row, state, actions)),
    empty: metrics.length === 0 ? 'Neither run recorded metrics.' : allEqual(metrics.length, 'metrics'),
    numeric: true,
  };
  return sectionElement(frame, state, actions);
}

function metricElement(row: MetricRow, state: ScreenState, actions: Actions): HTMLElement {
  const key = `row:metrics:${row.name}`;
  const whole = state.whole.has(key);
  const onToggle = isCut(row.a) || isCut(row.b) ? () => actions.toggleWhole(key) : undefined;
  return rowElement({ key, spoken: row.spoken, differs: metricDiffers(row), onToggle, whole }, [
    [el('bdi', { title: row.name }, [row.name]), el('span', { class: 'direction' }, [directions[row.direction]])],
    [valueElement(row.a, { other: row.b, whole })],
    [valueElement(row.b, { other: row.a, whole })],
    change(row),
  ]);
}

function change(row: MetricRow): Child[] {
  if (!metricDiffers(row)) return [el('span', { class: 'quiet' }, ['equal'])];
  if (row.delta === undefined) return [el('span', { class: 'quiet' }, [whyNoChange(row)])];
  return [
    el('bdi', { class: 'delta' }, [row.delta]),
    el('bdi', { class: 'relative' }, [row.relative ?? '']),
    barElement(row),
    betterWord(row),
  ];
}

function betterWord({ better }: MetricRow): HTMLElement | undefined {
  if (better !== 'a' && better !== 'b') return undefined;
  return el('span', { class: `better ${toneOf(better)}` }, [`${better.toUpperCase()} better`]);
}

/** A run whose metric is NaN or infinite has diverged: there is nothing to subtract. */
function whyNoChange({ a, b }: MetricRow): string {
  if (a.kind === 'absent') return 'only in B';
  if (b.kind === 'absent') return 'only in A';
  if (isDiverged(a) && isDiverged(b)) return 'both diverged';
  if (isDiverged(a)) return 'A diverged';
  return isDiverged(b) ? 'B diverged' : 'not two numbers';
}

function isDiverged({ text }: ValueView): boolean {
  return /^[+-]?(nan|inf)/i.test(text);
}
