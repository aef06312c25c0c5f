// Comparison -> what the screen shows: verdict, reasons, metrics, sections. All words are made here; a screen only lays them out.
import type { DiffRow, DiffSection, DiffSide, DiffView, MetricRow, ValueView } from '../protocol/views';
import type { Change, Comparison, Verdict } from '../repro/compare';
import { type MetricChange, numberOf } from '../repro/metrics';
import { alignedNumbers, percent, valueView } from './values';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  'identical-inputs': 'Identical inputs',
  comparable: 'Comparable',
  'not-comparable': 'Not comparable',
};

/** The verdict in words. */
export const verdictText = (verdict: Verdict): string => VERDICTS[verdict];

/** The view of a comparison of two sides. */
export function diffView(comparison: Comparison, a: DiffSide, b: DiffSide): DiffView {
  const { kind, verdict, reasons, values, metrics } = comparison;
  const rows = metrics.map(metricRow);
  const sections = kind.sections.map(({ id, title }) => section(id, title, values)).filter(s => s.rows.length > 0);
  const differing = values.filter(v => !v.equal).length + metrics.filter(m => !sameMetric(m)).length;
  return {
    kindTitle: `${kind.title}s`,
    a,
    b,
    verdict,
    verdictText: verdictText(verdict),
    reasons:
      reasons.length > 0 ? reasons : [{ severity: 'info', text: 'Spec, data, seed and environment are the same.' }],
    metrics: rows,
    sections,
    differing,
    total: values.length + metrics.length,
  };
}

function section(id: string, title: string, values: readonly Change[]): DiffSection {
  return { id, title, rows: values.filter(v => v.section === id).map(row) };
}

function row(change: Change): DiffRow {
  const [a, b] = [valueView(change.a), valueView(change.b)];
  const spoken = change.equal
    ? `${change.path}, both ${say(a)}`
    : `${change.path}, A ${say(a)}, B ${say(b)}, ${change.severity}`;
  return { path: change.path, a, b, severity: change.severity, spoken, ...(change.reason && { note: change.reason }) };
}

const say = (view: ValueView): string =>
  view.kind === 'absent' ? 'absent' : view.text === '""' ? 'empty string' : view.text;

const sameMetric = (m: MetricChange): boolean =>
  m.better === 'same' || (m.a?.kind === 'number' && m.b?.kind === 'number' && m.a.text === m.b.text);

function metricRow(metric: MetricChange): MetricRow {
  const { name, direction, delta, relative, better } = metric;
  const { a, b, deltaText } = metricTexts(metric);
  const relativeText = relative === undefined || delta === 0 ? undefined : percent(relative);
  const changed = delta !== 0 || better !== 'same';
  const spoken = [
    name,
    `A ${say(a)}`,
    `B ${say(b)}`,
    ...(relative !== undefined && delta !== 0
      ? [
          `${percent(Math.abs(relative)).replace('+', '').replace(' %', ' percent')} ${relative < 0 ? 'lower' : 'higher'}`,
        ]
      : []),
    better === 'same'
      ? 'no change'
      : better === 'unknown'
        ? 'not known which is better'
        : `${better.toUpperCase()} better`,
  ].join(', ');
  return {
    name,
    direction,
    a,
    b,
    better,
    spoken,
    ...(deltaText !== undefined && changed && { delta: deltaText }),
    ...(relativeText !== undefined && { relative: relativeText, ratio: relative ?? 0 }),
  };
}

function metricTexts({ a, b, delta }: MetricChange): { a: ValueView; b: ValueView; deltaText?: string } {
  const [x, y] = [numberOf(a), numberOf(b)];
  if (x === undefined || y === undefined || delta === undefined || !Number.isFinite(x) || !Number.isFinite(y))
    return { a: valueView(a), b: valueView(b) };
  const texts = alignedNumbers(x, y);
  return { a: numberView(texts.a, valueView(a)), b: numberView(texts.b, valueView(b)), deltaText: texts.delta };
}

function numberView(text: string, exact: ValueView): ValueView {
  const full = exact.full ?? exact.text;
  return Number(full) === Number(text) ? { kind: 'number', text } : { kind: 'number', text, full };
}
