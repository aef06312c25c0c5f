// The output of `kyn runs` for people.
import type { RunRow } from '../../../../src-shared/runs/list/runRow';
import type { SeedGroup } from '../../../../src-shared/runs/list/seedGroups';
import { counted, numberText } from '../../../../src-shared/text/numberText';
import { type RunTable, type TableCell, type TableColumn, wholeCell } from '../../../../src-shared/views/runs/runTable';
import type { Colors } from '../print/colors';
import { type Cell, headedTable } from '../print/table';

/** How the table is printed. `columns`: width of the terminal. */
export interface TextOptions {
  readonly colors: Colors;
  readonly columns?: number | undefined;
}

/** The table and a line with the number of runs in each state; for no rows, an empty text. */
export function runsText(table: RunTable, rows: readonly RunRow[], { colors, columns }: TextOptions): string {
  return rows.length === 0 ? '' : `${tableText(table, { colors, columns })}\n\n${summary(table, rows)}\n`;
}

/** The table of groups over seeds, and what its numbers are. */
export function groupsText(table: RunTable, groups: readonly SeedGroup[], options: TextOptions): string {
  if (groups.length === 0) return '';
  const count = counted(groups.length, 'group');
  return `${tableText(table, options)}\n\n${count}. Metrics: mean ± standard deviation over seeds.\n`;
}

function tableText(table: RunTable, { colors, columns }: TextOptions): string {
  const header = table.columns.map((column): Cell => ({ text: column.title, paint: colors.dim, ...aligned(column) }));
  const lines = table.rows.map(cells => cells.map((c, i) => cellOf(c, table.columns[i], colors)));
  return headedTable(header, lines, columns);
}

const aligned = (column: TableColumn | undefined): Pick<Cell, 'align'> => (column?.isNumber ? { align: 'right' } : {});

function cellOf(whole: TableCell, column: TableColumn | undefined, colors: Colors): Cell {
  const { text, isBest } = whole;
  const paint = isBest ? colors.bold : column?.key === 'state' && text !== 'current' ? colors.yellow : undefined;
  const shown = wholeCell(whole, column, { value: isBest ? `${text} *` : text });
  return { text: shown, ...aligned(column), ...(paint && { paint }) };
}

function summary({ rows: cells }: RunTable, rows: readonly RunRow[]): string {
  const states = (['current', 'stale', 'unknown'] as const).flatMap(state => {
    const count = rows.filter(r => r.spec.state === state).length;
    return count === 0 ? [] : [`${numberText(count)} ${state}`];
  });
  const failed = rows.filter(r => r.failure !== undefined).length;
  const parts = [...states, ...(failed > 0 ? [`${numberText(failed)} failed`] : [])];
  const isMarked = cells.some(row => row.some(c => c.isBest));
  return `${counted(rows.length, 'run')}: ${parts.join(', ')}.${isMarked ? ' * is the best value.' : ''}`;
}
