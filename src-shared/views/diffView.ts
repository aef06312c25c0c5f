// Converts a comparison to view data: verdict, reasons, metrics, sections. All texts are made here; a view only renders them.

import { isDiverged } from '../artifacts/metrics';
import type { SpecPair } from '../kyn/training/specChanges';
import type { DiffRow, DiffSection, DiffSide, DiffView, MetricRow, NoChange, ValueView } from '../protocol/views';
import type { Comparison } from '../repro/compare/compare';
import type { Change } from '../repro/compare/compareWhole';
import { finiteNumbers, type MetricChange } from '../repro/compare/metrics';
import type { Verdict } from '../repro/compare/verdict';
import { isInteger, type JsonNode } from '../text/jsonText';
import { oneLine } from '../text/oneLine';
import { type SpecSection, specSection } from './specSection';
import { type SpecTextSection, specTextSection } from './specTextSection';
import { distinct, valuePair } from './valuePair';
import { alignedNumbers, numberView, percent, roundedView, signedInteger, valueView } from './values';

const VERDICTS: Readonly<Record<Verdict, string>> = {
  'identical-inputs': 'Identical inputs',
  comparable: 'Comparable',
  'not-comparable': 'Not comparable',
  unknown: 'Not known whether comparable',
};

const EQUAL = { severity: 'same', text: 'All inputs that both sides record are equal.' } as const;

/** The verdict as text. It names the sides that diverged, and states if it depends on the user's settings. */
export function verdictText({
  verdict,
  bySettings,
  metrics,
}: Pick<Comparison, 'verdict' | 'bySettings' | 'metrics'>): string {
  const diverged = (['a', 'b'] as const).filter(side => metrics.some(m => isDiverged(m[side])));
  const [only, ...others] = diverged;
  const note = only === undefined ? '' : others.length > 0 ? ', both diverged' : `, ${only.toUpperCase()} diverged`;
  return `${VERDICTS[verdict]}${bySettings ? ' by your settings' : ''}${note}`;
}

/** The view of a comparison. `specs`: both specs, if they are known and differ. */
export function diffView(comparison: Comparison, sides: { a: DiffSide; b: DiffSide }, specs?: SpecPair): DiffView {
  const { kind, verdict, values } = comparison;
  const hash = specs && values.find(({ path }) => path === kind.hashField);
  const spec = hash && specSection(specs, hash.severity);
  const kindSections = kind.sections.map(({ id, title }) => section(id, title, values));
  const specSections = spec ? [spec.section] : [];
  const metrics = comparison.metrics.map(metricRow);
  const rows = [...[...specSections, ...kindSections].flatMap(s => s.rows), ...metrics];
  const text = specs && specTextSection(specs);
  const reasons = withText(spec ? withSpec(comparison.reasons, hash, spec) : comparison.reasons, text);
  return {
    kindTitle: `${kind.title}s`,
    ...sides,
    verdict,
    verdictText: verdictText(comparison),
    reasons: verdict === 'identical-inputs' && !comparison.bySettings ? [EQUAL, ...reasons] : reasons,
    hasMetrics: kind.metricsField !== undefined || metrics.length > 0,
    metrics,
    sections: [...specSections, ...(text ? [text.section] : []), ...kindSections].filter(s => s.rows.length > 0),
    ...rowCounts(rows),
  };
}

/** How many rows of a comparison differ, are equal but a problem, or may differ, and how many there are. */
export function rowCounts(
  rows: readonly (DiffRow | MetricRow)[],
): Pick<DiffView, 'differing' | 'equalProblems' | 'unknown' | 'total'> {
  const differing = rows.filter(r => r.differs).length;
  const unknown = rows.filter(r => 'isUnknown' in r).length;
  const notable = rows.filter(r => r.differs || ('severity' in r && r.severity !== 'same')).length;
  return { differing, equalProblems: notable - differing - unknown, unknown, total: rows.length };
}

// The settings that changed follow the reason that the spec differs. Equal settings are a note, so they follow the more serious reasons.
function withSpec(reasons: Comparison['reasons'], hash: Change, spec: SpecSection): Comparison['reasons'] {
  const at = reasons.findIndex(({ severity, text }) => severity === hash.severity && text === hash.reason) + 1;
  const firstNote = reasons.findIndex(({ severity }, i) => i >= at && severity === 'info');
  const position = spec.severity === hash.severity ? at : firstNote < 0 ? reasons.length : firstNote;
  return reasons.toSpliced(position, 0, { severity: spec.severity, text: spec.sentence });
}

/** Reasons with what differs in the texts of the specs, as the last note. */
export const withText = (reasons: DiffView['reasons'], text: SpecTextSection | undefined): DiffView['reasons'] =>
  text ? [...reasons, { severity: 'info', text: text.sentence }] : reasons;

function section(id: string, title: string, values: readonly Change[]): DiffSection {
  return { id, title, rows: values.filter(v => v.section === id).map(row) };
}

const row = ({ path, a, b, severity, equal }: Change): DiffRow => ({
  path: oneLine(path),
  ...valuePair(a, b),
  severity,
  differs: !equal,
});

function metricRow(metric: MetricChange): MetricRow {
  const { direction, relative, better, series, equal } = metric;
  const name = oneLine(metric.name);
  const { a, b, deltaText } = metricTexts(metric);
  const isChanged = better !== 'same' && deltaText !== undefined;
  const noChange = isChanged ? undefined : noChangeOf(metric);
  return {
    name,
    direction,
    a,
    b,
    better,
    differs: !equal,
    ...(noChange && { noChange }),
    ...(isChanged && { delta: deltaText }),
    ...(isChanged && relative !== undefined && { relative: percent(relative), ratio: relative }),
    ...(series && { seriesLength: lengths(series) }),
  };
}

const lengths = ({ a, b }: NonNullable<MetricChange['series']>): NonNullable<MetricRow['seriesLength']> => ({
  ...(a && { a: a.items.length }),
  ...(b && { b: b.items.length }),
});

function noChangeOf({ a, b, better }: MetricChange): NoChange | undefined {
  const [x, y] = [isDiverged(a), isDiverged(b)];
  if (x || y) return x && y ? 'both-diverged' : x ? 'a-diverged' : 'b-diverged';
  if (!a || !b) return a ? 'only-a' : 'only-b';
  return better === 'same' ? undefined : 'not-numeric';
}

function metricTexts(metric: MetricChange): { a: ValueView; b: ValueView; deltaText?: string } {
  const { a, b } = metric;
  const numbers = finiteNumbers(a, b);
  const exact = distinct({ a: a ? numberView(a) : valueView(a), b: b ? numberView(b) : valueView(b) });
  if (!numbers) return exact;
  const [x, y] = numbers;
  if (typeof x === 'bigint' && typeof y === 'bigint') return { ...exact, deltaText: signedInteger(y - x) };
  const texts = alignedNumbers(Number(x), Number(y));
  // Rounded, an integer loses its last digits, and different values look equal.
  const isRounded = [a, b].some(isLargeInteger);
  if (isRounded || (texts.a === texts.b && !metric.equal)) return { ...exact, deltaText: texts.delta };
  return { a: roundedView(texts.a, valueView(a)), b: roundedView(texts.b, valueView(b)), deltaText: texts.delta };
}

const isLargeInteger = (node: JsonNode | undefined): boolean =>
  node?.kind === 'number' && isInteger(node.text) && !Number.isSafeInteger(Number(node.text));
