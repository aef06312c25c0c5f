// The metrics of the CSVLogger: a row for each call that logs, in which most cells are empty.
import { jsonNumber } from '../../../text/makeJson';
import type { TextParts } from '../place';
import type { Point, TrackedMetric } from '../trackedRun';
import { numberToken } from '../values/numberToken';
import { seriesMetric } from '../values/series';

const AXES = ['step', 'epoch'] as const;
const CELL = /(?:"((?:[^"]|"")*)"|([^,"]*))(?:,|$)/g;

/** The metrics by column; undefined for a file whose header has neither `step` nor `epoch`. An empty cell was not logged at that step. */
export function csvMetrics(parts: TextParts | undefined): Map<string, TrackedMetric> | undefined {
  const [header = '', ...rows] = parts?.text.split(/\r?\n/) ?? [];
  const columns = cellsOf(header);
  const axis = AXES.map(name => columns.indexOf(name)).find(at => at >= 0);
  if (!parts || axis === undefined) return undefined;
  const points = columns.map((): Point[] => []);
  for (const row of rows) {
    const cells = cellsOf(row);
    for (const [at, cell] of cells.entries()) {
      const token = numberToken(cell);
      const step = cells[axis];
      if (token !== undefined) points[at]?.push({ value: jsonNumber(token), ...(step && { step }) });
    }
  }
  const found = new Map<string, TrackedMetric>();
  for (const [at, name] of columns.entries()) {
    const metric = seriesMetric(points[at] ?? [], { isWhole: parts.isWhole });
    if (metric && !AXES.some(other => other === name)) found.set(name, metric);
  }
  return found;
}

// A name with a comma is in quotes.
const cellsOf = (row: string): string[] =>
  row.includes('"')
    ? [...row.matchAll(CELL)].map(([, quoted, bare = '']) => quoted?.replaceAll('""', '"') ?? bare)
    : row.split(',');
