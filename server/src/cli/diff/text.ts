// A comparison for people on a terminal: verdict and reasons, then what differs in columns.
import type { DiffRow, DiffView, MetricRow, ValueView } from '../../../../src-shared/protocol/views';
import type { Colors, Paint } from '../print/colors';
import { oneLine } from '../print/oneLine';

/** The text of a comparison. Equal values are only counted; metrics are all shown. */
export function diffText(view: DiffView, colors: Colors): string {
  const sections = view.sections
    .map(s => ({ title: s.title, rows: s.rows.filter(r => r.severity !== 'same').map(r => valueRow(r, colors)) }))
    .filter(s => s.rows.length > 0);
  const metrics = { title: 'Metrics', rows: view.metrics.map(m => metricRow(m, colors)) };
  const parts = [
    `${verdict(view, colors)}\n${view.reasons.map(r => `  ${reason(r, colors)}`).join('\n')}`,
    `A  ${oneLine(view.a.label)}\nB  ${oneLine(view.b.label)}`,
    ...[...(metrics.rows.length > 0 ? [metrics] : []), ...sections].map(
      s => `${colors.bold(s.title)}\n${table(s.rows)}`,
    ),
    `${view.differing} of ${view.total} values differ.`,
  ];
  return `${parts.join('\n\n')}\n`;
}

function verdict({ verdict, verdictText }: DiffView, { green, yellow, red, bold }: Colors): string {
  const paint = { 'identical-inputs': green, comparable: yellow, 'not-comparable': red }[verdict];
  return bold(paint(verdictText));
}

function reason({ severity, text }: DiffView['reasons'][number], colors: Colors): string {
  const word =
    severity === 'error' || severity === 'warn' ? `${severityPaint(severity, colors)(severity.padEnd(5))}  ` : '';
  return word + oneLine(text);
}

const severityPaint = (severity: DiffRow['severity'], { red, yellow, dim }: Colors): Paint =>
  severity === 'error' ? red : severity === 'warn' ? yellow : dim;

// A cell: its text, where it stands in its column, its colour.
interface Cell {
  readonly text: string;
  readonly right?: boolean;
  readonly paint?: Paint;
}

const valueRow = ({ path, a, b, severity }: DiffRow, colors: Colors): Cell[] => [
  { text: oneLine(path) },
  { text: value(a) },
  { text: value(b) },
  { text: severity, paint: severityPaint(severity, colors) },
];

function metricRow({ name, a, b, delta = '', relative = '', better, direction }: MetricRow, colors: Colors): Cell[] {
  const known = better === 'a' || better === 'b';
  const words = {
    a: 'A better',
    b: 'B better',
    same: 'same',
    unknown: direction === 'unknown' ? 'direction unknown' : '',
  };
  return [
    { text: oneLine(name) },
    { text: value(a), right: true },
    { text: value(b), right: true },
    { text: delta, right: true },
    { text: relative, right: true },
    { text: words[better], ...(known && { paint: better === 'b' ? colors.green : colors.red }) },
  ];
}

const value = ({ kind, text }: ValueView): string => (kind === 'absent' ? '(absent)' : oneLine(text));

function table(rows: readonly (readonly Cell[])[]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map(r => r[i]?.text.length ?? 0)));
  return rows.map(row => `  ${row.map((c, i) => cell(c, widths[i] ?? 0)).join('  ')}`.replace(/ +$/, '')).join('\n');
}

function cell({ text, right, paint = t => t }: Cell, width: number): string {
  const blanks = ' '.repeat(width - text.length);
  return right ? blanks + paint(text) : paint(text) + blanks;
}
