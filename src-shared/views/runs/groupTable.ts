// Groups of runs over seeds as a table of texts.
import { isRunColumn, type RunRow } from '../../runs/list/runRow';
import type { SeedGroup, SeedStatistics } from '../../runs/list/seedGroups';
import { alignedNumbers, briefNumber } from '../values';
import { type RunTable, runTable, type TableCell, type TableColumn, type TableWording } from './runTable';

/** The table. The columns of a group are those of its newest run, and its metrics are means with their deviations. */
export function groupTable(groups: readonly SeedGroup[], keys: readonly string[], wording: TableWording): RunTable {
  const firsts = groups.flatMap(({ runs }): RunRow[] => runs.slice(0, 1));
  const isMetric = (key: string): boolean => !isRunColumn(key) && groups.some(({ metrics }) => metrics.has(key));
  const { columns, rows } = runTable(
    firsts,
    keys.filter(key => key !== 'seed'),
    wording,
  );
  const counts: TableColumn[] = [
    { key: 'runs', title: 'runs', isNumber: true, second: 'sd' },
    { key: 'seeds', title: 'seeds', isNumber: false, second: 'sd' },
  ];
  return {
    columns: [...columns.map((column): TableColumn => ({ ...column, second: 'sd' })), ...counts],
    rows: rows.map((row, i) => {
      const group = groups[i];
      if (!group) return row;
      const cells = row.map((cell, k) => {
        const key = columns[k]?.key ?? '';
        return isMetric(key) ? statisticsCell(group.metrics.get(key)) : cell;
      });
      return [...cells, textCell(String(group.runs.length)), textCell(seedsText(group))];
    }),
  };
}

const textCell = (text: string): TableCell => ({ text, exact: text, isBest: false });

/** The cell of a metric over seeds: its mean, and its deviation as the second value. */
export function statisticsCell(statistics: SeedStatistics | undefined): TableCell {
  if (!statistics) return textCell('');
  const { mean, deviation, count, missing } = statistics;
  const shown = Number.isFinite(mean) ? alignedNumbers(mean, mean).a : String(mean);
  // Not all seeds have the metric, so the mean is that of the others.
  const text = missing === 0 ? shown : `${shown} (${count} of ${count + missing})`;
  return {
    text,
    exact: String(mean),
    isBest: false,
    ...(deviation !== undefined && { second: { text: deviationText(deviation), exact: String(deviation) } }),
  };
}

// A mean that is NaN has no spread.
const deviationText = (deviation: number): string => (Number.isNaN(deviation) ? '' : briefNumber(deviation, DIGITS));

const DIGITS = 2;

/** The seeds of a group with blanks between them. */
export const seedsText = ({ seeds }: SeedGroup): string => seeds.map(seed => seed ?? 'none').join(' ');
