// A list of runs as a Markdown table.
import { inlineText } from '../../text/markdown';
import { type RunTable, type TableCell, type TableColumn, wholeCell } from './runTable';

/** The table; the best value of a metric is bold. */
export function runsMarkdown({ columns, rows }: RunTable): string {
  const header = columns.map(c => inlineText(c.title));
  const rule = columns.map(c => (c.isNumber ? '---:' : '---'));
  const lines = [header, rule, ...rows.map(row => row.map((c, i) => cell(c, columns[i])))];
  return lines.map(line => `| ${line.join(' | ')} |\n`).join('');
}

function cell(whole: TableCell, column: TableColumn | undefined): string {
  const text = inlineText(whole.text);
  return wholeCell(whole, column, { value: whole.isBest ? `**${text}**` : text, escaped: inlineText });
}
