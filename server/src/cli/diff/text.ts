// A comparison as text: verdict and reasons, the two files, then a table of what differs in each section.
import {
  type DiffRow,
  type DiffSide,
  type DiffView,
  type MetricRow,
  SEVERITY_LABELS,
  type ValueView,
} from '../../../../src-shared/protocol/views';
import { oneLine } from '../../../../src-shared/text/oneLine';
import { countText, metricName, outcomeText } from '../../../../src-shared/views/diffTexts';
import type { Colors, Paint } from '../print/colors';
import { type Cell, headedTable, table } from '../print/table';

/** The text of a comparison. Equal values are only counted; all metrics are shown. `columns`: width of the terminal. */
export function diffText(view: DiffView, colors: Colors, columns?: number): string {
  const section = (title: string, header: readonly Cell[], rows: readonly Cell[][]): string[] =>
    rows.length === 0 ? [] : [`${colors.bold(title)}\n${headedTable(header, rows, columns)}`];
  const parts = [
    `${verdict(view, colors)}\n${reasons(view, colors, columns)}`,
    `A  ${side(view.a)}\nB  ${side(view.b)}`,
    ...section(
      'Metrics',
      metricHeader(colors),
      view.metrics.map(m => metricRow(m, colors)),
    ),
    ...view.sections.flatMap(({ title, rows }) =>
      section(
        title,
        valueHeader(colors),
        rows.filter(r => r.severity !== 'same').map(r => valueRow(r, colors)),
      ),
    ),
    countText(view),
  ];
  return `${parts.join('\n\n')}\n`;
}

const side = ({ label, detail }: DiffSide): string => `${oneLine(label)}${detail ? ` (${oneLine(detail)})` : ''}`;

function verdict({ verdict, verdictText }: DiffView, { green, yellow, red, bold }: Colors): string {
  const paint = { 'identical-inputs': green, comparable: yellow, 'not-comparable': red, unknown: yellow }[verdict];
  return bold(paint(verdictText));
}

const isSerious = (severity: DiffRow['severity']): boolean => severity === 'error' || severity === 'warn';

function reasons({ reasons }: DiffView, colors: Colors, columns?: number): string {
  const labelled = reasons.some(r => isSerious(r.severity));
  const rows = reasons.map(({ severity, text }) => [
    ...(labelled ? [isSerious(severity) ? severityCell(severity, colors) : { text: 'note', paint: colors.dim }] : []),
    { text: oneLine(text) },
  ]);
  return table(rows, { columns });
}

function severityCell(severity: DiffRow['severity'], { red, yellow, dim }: Colors): Cell {
  const paint: Paint = severity === 'error' ? red : severity === 'warn' ? yellow : dim;
  return { text: severity === 'same' ? '' : SEVERITY_LABELS[severity], paint };
}

const valueHeader = ({ dim }: Colors): Cell[] => ['Field', 'A', 'B', 'Difference'].map(text => ({ text, paint: dim }));

const valueRow = ({ path, a, b, severity }: DiffRow, colors: Colors): Cell[] => [
  { text: shortName(path) },
  { text: value(a) },
  { text: value(b) },
  severityCell(severity, colors),
];

const metricHeader = ({ dim }: Colors): Cell[] => [
  { text: 'Metric', paint: dim },
  ...['A', 'B', 'Change', 'Relative'].map((text): Cell => ({ text, align: 'right', paint: dim })),
  { text: 'Better', paint: dim },
];

function metricRow(row: MetricRow, colors: Colors): Cell[] {
  const { a, b, delta = '', relative = '', better } = row;
  const paint = { a: colors.red, b: colors.green, same: undefined, unknown: undefined }[better];
  return [
    { text: shortName(metricName(row)) },
    ...[value(a), value(b), delta, relative].map((text): Cell => ({ text, align: 'right' })),
    { text: outcomeText(row).replace(/ better$/, ''), ...(paint && { paint }) },
  ];
}

const MAX_NAME = 64;

// Names come from the file. Each row is padded to the longest one, so long names are cut; both ends identify a path.
function shortName(text: string): string {
  const characters = Array.from(oneLine(text));
  if (characters.length <= MAX_NAME) return characters.join('');
  const head = Math.ceil((MAX_NAME - 1) / 2);
  return `${characters.slice(0, head).join('')}…${characters.slice(head - MAX_NAME + 1).join('')}`;
}

const value = ({ text }: ValueView): string => oneLine(text);
