// A list of runs as a LaTeX table that needs no package.
import { type RunTable, type TableCell, type TableColumn, wholeCell } from './runTable';

/** A `tabular` environment; the best value of a metric is bold. */
export function runsLatex({ columns, rows }: RunTable): string {
  const lines = [columns.map(c => latexText(c.title)), ...rows.map(row => row.map((c, i) => cell(c, columns[i])))];
  const [header = '', ...body] = lines.map(line => `${line.join(' & ')} \\\\\n`);
  const form = columns.map(c => (c.isNumber ? 'r' : 'l')).join('');
  return `\\begin{tabular}{${form}}\n\\hline\n${header}\\hline\n${body.join('')}\\hline\n\\end{tabular}\n`;
}

function cell(whole: TableCell, column: TableColumn | undefined): string {
  const text = latexText(whole.text);
  const value = whole.isBest ? `\\textbf{${text}}` : text;
  return wholeCell(whole, column, { value, escaped: latexText }).replace(' ± ', ' $\\pm$ ');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
  '<': '\\textless{}',
  '>': '\\textgreater{}',
  '|': '\\textbar{}',
  // After the end of a row, these would be options of it.
  '[': '{[}',
  '*': '{*}',
  // Two of these would become another character, such as a dash.
  '`': '{`}',
};
const REPEATED = /([-'])(?=\1)/g;

const latexText = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\\~^<>|[*`&%$#_{}]/g, c => ESCAPES[c] ?? `\\${c}`)
    .replace(REPEATED, '$1{}');
