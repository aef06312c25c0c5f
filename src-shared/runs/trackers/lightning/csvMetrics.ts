// The metrics of the CSVLogger: a row for each call that logs, in which most cells are empty.
import { jsonNumber } from '../../../text/makeJson';
import type { TextParts } from '../place';
import type { Point, TrackedMetric } from '../trackedRun';
import { numberToken } from '../values/numberToken';
import { seriesMetric } from '../values/series';

const AXES = ['step', 'epoch'] as const;

/** The points and the metrics by column. `unread`: the number of lines with more or fewer cells than the header, such as the two halves of one. */
export interface CsvMetrics {
  readonly points: Map<string, readonly Point[]>;
  readonly metrics: Map<string, TrackedMetric>;
  readonly unread: number;
}

/** Reads a file; undefined for one whose header has neither `step` nor `epoch`. An empty cell was not logged at that step. */
export function csvMetrics(parts: TextParts | undefined): CsvMetrics | undefined {
  const [header = '', ...rows] = parts?.text.split(/\r?\n/) ?? [];
  const columns = cellsOf(header);
  const axis = AXES.map(name => columns.indexOf(name)).find(at => at >= 0);
  if (!parts || axis === undefined) return undefined;
  const points = columns.map((): Point[] => []);
  let unread = 0;
  for (const row of rows) {
    const cells = cellsOf(row);
    if (cells.length !== columns.length) {
      unread += row === '' ? 0 : 1;
      continue;
    }
    for (const [at, cell] of cells.entries()) {
      const token = numberToken(cell);
      const step = cells[axis];
      if (token !== undefined) points[at]?.push({ value: jsonNumber(token), ...(step && { step }) });
    }
  }
  const named = new Map(columns.map((name, at) => [name, points[at] ?? []]));
  for (const name of AXES) named.delete(name);
  const metrics = new Map<string, TrackedMetric>();
  for (const [name, series] of named) {
    const metric = seriesMetric(series, { isWhole: parts.isWhole });
    if (metric) metrics.set(name, metric);
  }
  return { points: named, metrics, unread };
}

const cellsOf = (row: string): string[] => (row.includes('"') ? cellsWithQuotes(row) : row.split(','));

// A name with a comma is in quotes, in which a quote is written twice.
function cellsWithQuotes(row: string): string[] {
  const cells: string[] = [];
  let [cell, isQuoted] = ['', false];
  for (let at = 0; at < row.length; at++) {
    const character = row.charAt(at);
    if (character === '"' && isQuoted && row[at + 1] === '"') cell += row.charAt(++at);
    else if (character === '"') isQuoted = !isQuoted;
    else if (character !== ',' || isQuoted) cell += character;
    else {
      cells.push(cell);
      cell = '';
    }
  }
  return [...cells, cell];
}
