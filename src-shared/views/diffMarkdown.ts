// A comparison as Markdown, for example for a pull request.
import {
  type DiffRow,
  type DiffSide,
  type DiffView,
  type MetricRow,
  SEVERITY_LABELS,
  type ValueView,
} from '../protocol/views';
import { inlineText } from '../text/markdown';
import { oneLine } from '../text/oneLine';
import { countText, metricName, outcomeText } from './diffTexts';

/** The view as Markdown. Equal values are only counted. */
export function diffMarkdown(view: DiffView): string {
  const differing = view.sections
    .map(s => ({ ...s, rows: s.rows.filter(r => r.severity !== 'same') }))
    .filter(s => s.rows.length > 0);
  const parts = [
    `## ${view.verdictText}`,
    `A: ${side(view.a)}  \nB: ${side(view.b)}`,
    view.reasons.map(reasonLine).join('\n'),
    ...(view.metrics.length > 0 ? [metricsTable(view.metrics)] : []),
    ...differing.map(s => `### ${s.title}\n\n${rowsTable(s.rows)}`),
    countText(view),
  ];
  return `${parts.join('\n\n')}\n`;
}

// A reason of severity info is a note, not a difference without consequences, so it has no label.
const reasonLine = ({ severity, text }: DiffView['reasons'][number]): string =>
  severity === 'error' || severity === 'warn' ? `- **${SEVERITY_LABELS[severity]}**: ${cell(text)}` : `- ${cell(text)}`;

const side = ({ label, detail }: DiffSide): string => `${code(label)}${detail ? ` (${cell(detail)})` : ''}`;

function metricsTable(rows: readonly MetricRow[]): string {
  const lines = rows.map(
    r =>
      `| ${cell(metricName(r))} | ${metric(r.a)} | ${metric(r.b)} | ${r.delta ?? ''} | ${r.relative ?? ''} | ${outcomeText(r)} |`,
  );
  return [
    '### Metrics',
    '',
    '| metric | A | B | change | relative | |',
    '|---|---:|---:|---:|---:|---|',
    ...lines,
  ].join('\n');
}

function rowsTable(rows: readonly DiffRow[]): string {
  const lines = rows.map(r => `| ${cell(r.path)} | ${value(r.a)} | ${value(r.b)} | ${label(r.severity)} |`);
  return ['| value | A | B | |', '|---|---|---|---|', ...lines].join('\n');
}

// Rounded like the change next to it; the JSON has all digits.
const metric = (view: ValueView): string => value(view.kind === 'number' ? { kind: view.kind, text: view.text } : view);

const label = (severity: DiffRow['severity']): string => (severity === 'same' ? '' : SEVERITY_LABELS[severity]);

const value = ({ kind, text, full = text }: ValueView): string =>
  kind === 'absent' || kind === 'unknown' ? `*${text}*` : code(full);

// The text of an artifact is untrusted: it must not break out of a cell or become markup.
const cell = inlineText;

// These characters end code or a table cell and cannot be escaped in code.
const code = (text: string): string =>
  /[`|\\]/.test(text) || text.trim() === '' ? cell(text) : `\`${oneLine(text.replace(/\s+/g, ' '))}\``;
