// Converts a comparison to view data: verdict, reasons, metrics, sections. All texts are made here; a view only renders them.
import {
  type DiffRow,
  type DiffSection,
  type DiffSide,
  type DiffView,
  type MetricRow,
  SEVERITY_LABELS,
  type ValueView,
} from '../protocol/views';
import type { Change, Comparison } from '../repro/compare/compare';
import { type MetricChange, numberOf } from '../repro/compare/metrics';
import type { Verdict } from '../repro/compare/verdict';
import { oneLine } from '../text/oneLine';
import { type SpecPair, specSection } from './specSection';
import { alignedNumbers, percent, valueView } from './values';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  'identical-inputs': 'Identical inputs',
  comparable: 'Comparable',
  'not-comparable': 'Not comparable',
};

const EQUAL = { severity: 'same', text: 'All inputs that both sides record are equal.' } as const;

/** The verdict as text, with a note if it depends on the user's settings. */
export const verdictText = ({ verdict, bySettings }: Pick<Comparison, 'verdict' | 'bySettings'>): string =>
  bySettings ? `${VERDICTS[verdict]} by your settings` : VERDICTS[verdict];

/** The view of a comparison. `specs`: both specs, if they are known and differ. */
export function diffView(comparison: Comparison, sides: { a: DiffSide; b: DiffSide }, specs?: SpecPair): DiffView {
  const { kind, verdict, values, metrics } = comparison;
  const spec = specs && specSection(specs);
  const kindSections = kind.sections.map(({ id, title }) => section(id, title, values));
  const sections = [...(spec ? [spec.section] : []), ...kindSections].filter(s => s.rows.length > 0);
  const settings = spec?.section.rows ?? [];
  const differing = [
    ...values.filter(v => !v.equal),
    ...metrics.filter(m => !sameMetric(m)),
    ...settings.filter(r => r.severity !== 'same'),
  ].length;
  const reasons = spec ? withSpec(comparison.reasons, spec.sentence) : comparison.reasons;
  return {
    kindTitle: `${kind.title}s`,
    ...sides,
    verdict,
    verdictText: verdictText(comparison),
    reasons: verdict === 'identical-inputs' && !comparison.bySettings ? [EQUAL, ...reasons] : reasons,
    metrics: metrics.map(metricRow),
    sections,
    differing,
    total: values.length + metrics.length + settings.length,
  };
}

// The changes of the spec follow the first error, which reports that the spec differs.
function withSpec(reasons: Comparison['reasons'], sentence: string): Comparison['reasons'] {
  const [first, ...rest] = reasons;
  return first ? [first, { severity: 'error', text: sentence }, ...rest] : reasons;
}

function section(id: string, title: string, values: readonly Change[]): DiffSection {
  return { id, title, rows: values.filter(v => v.section === id).map(row) };
}

function row(change: Change): DiffRow {
  const path = oneLine(change.path);
  const [a, b] = [valueView(change.a), valueView(change.b)];
  const { severity, reason } = change;
  const meaning = severity === 'same' ? '' : `, ${SEVERITY_LABELS[severity]}`;
  const spoken = change.equal ? `${path}, both ${say(a)}` : `${path}, A ${say(a)}, B ${say(b)}${meaning}`;
  return { path, a, b, severity, spoken, ...(reason && { note: reason }) };
}

const say = (view: ValueView): string =>
  view.kind === 'absent' ? 'absent' : view.text === '""' ? 'empty string' : view.text;

const sameMetric = (m: MetricChange): boolean =>
  m.better === 'same' || (m.a?.kind === 'number' && m.b?.kind === 'number' && m.a.text === m.b.text);

function metricRow(metric: MetricChange): MetricRow {
  const { direction, delta, relative, better } = metric;
  const name = oneLine(metric.name);
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
        ? 'unknown which is better'
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
