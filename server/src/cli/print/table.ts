// Text tables for a terminal. Widths are terminal columns, so wide characters, emoji, combining marks and colours align.

import type { Paint } from './colors';
import { textWidth } from './textWidth';

/** A cell. Its text is one line without colours; `paint` colours it. */
export interface Cell {
  readonly text: string;
  readonly align?: 'right';
  readonly paint?: Paint;
}

/** How a table is laid out. */
interface TableLayout {
  /** Spaces before each line; 2 by default. */
  readonly indent?: number;
  /** Width of the terminal in columns; absent where lines may have any length. */
  readonly columns?: number | undefined;
}

const GAP = 2;
// A narrower last column would show one word in a line.
const MIN_WRAPPED = 20;

/** Rows as lines, without a line end after the last one. The last column wraps at spaces where the terminal is too narrow. */
export function table(rows: readonly (readonly Cell[])[], { indent = 2, columns }: TableLayout = {}): string {
  const widths = columnWidths(rows);
  const last = widths.length - 1;
  const start = indent + widths.slice(0, last).reduce((sum, width) => sum + width + GAP, 0);
  const room = columns === undefined ? Number.POSITIVE_INFINITY : columns - start;
  return rows
    .flatMap(row => {
      const [text = '', ...rest] = wrap(row[last]?.text ?? '', Math.max(room, MIN_WRAPPED));
      const cells = row.map((c, i) => cell(i === last ? { ...c, text } : c, widths[i] ?? 0));
      const more = rest.map(line => ' '.repeat(start) + cell({ ...row[last], text: line }, 0));
      return [(' '.repeat(indent) + cells.join(' '.repeat(GAP))).trimEnd(), ...more];
    })
    .join('\n');
}

/** A table with a header row. Where the terminal is too narrow for it, each row becomes a record with a line for each cell. */
export function headedTable(header: readonly Cell[], rows: readonly (readonly Cell[])[], columns?: number): string {
  const text = table([header, ...rows]);
  if (columns === undefined || text.split('\n').every(line => textWidth(line) <= columns)) return text;
  return rows.map(row => record(header, row, columns)).join('\n');
}

function record(header: readonly Cell[], [name, ...cells]: readonly Cell[], columns: number): string {
  const lines = cells.flatMap((c, i) => {
    const { align: _, ...label } = header[i + 1] ?? { text: '' };
    return c.text === '' ? [] : [[label, { text: c.text, ...(c.paint && { paint: c.paint }) }]];
  });
  return [table(name ? [[name]] : []), table(lines, { indent: 4, columns })].filter(Boolean).join('\n');
}

/** A text as lines that fit into a width, broken at spaces. A longer word stays whole, so that paths can be copied. */
export function wrap(text: string, width: number): string[] {
  if (textWidth(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && textWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}

function columnWidths(rows: readonly (readonly Cell[])[]): number[] {
  const widths: number[] = [];
  for (const row of rows)
    for (const [i, { text }] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, textWidth(text));
  return widths;
}

function cell({ text, align, paint = t => t }: Cell, width: number): string {
  const padding = ' '.repeat(Math.max(0, width - textWidth(text)));
  return align === 'right' ? padding + paint(text) : paint(text) + padding;
}
