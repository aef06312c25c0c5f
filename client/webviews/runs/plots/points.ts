// The points of runs by two columns.
import type { RunTableColumn } from '../../../../src-shared/protocol/runTableView';
import { inside, type PlotSize } from './frame';
import type { Point } from './marks';
import { columnScale, type Scale } from './scale';

/** The points of a scatter plot with its scales. `missing`: runs without one of the two values, or with one that is not finite. */
export interface ScatterPoints {
  readonly points: readonly Point[];
  readonly missing: number;
  readonly x: Scale;
  readonly y: Scale;
}

/** Places runs by two columns. */
export function scatterPoints(
  rows: readonly number[],
  { x, y }: { readonly x: RunTableColumn; readonly y: RunTableColumn },
  size: PlotSize,
): ScatterPoints {
  const scales = { x: columnScale(x), y: columnScale(y) };
  const at = inside(size);
  const points = rows.flatMap((run): Point[] => {
    const [u, v] = [scales.x.place(x.at[run] ?? -1), scales.y.place(y.at[run] ?? -1)];
    return u === undefined || v === undefined ? [] : [{ run, x: at.x(u), y: at.y(v) }];
  });
  return { points, missing: rows.length - points.length, ...scales };
}

/** The columns that an axis can have: those with numbers, times or few texts, in which runs differ. */
export const axisColumns = (columns: readonly RunTableColumn[]): RunTableColumn[] =>
  columns.filter(c => c.key !== 'path' && c.values.length > 1);

/** The metric that plots show first: the first one with a known direction, otherwise any. */
export function headline(columns: readonly RunTableColumn[]): RunTableColumn | undefined {
  const metrics = columns.filter(c => c.group === 'metrics' && c.isNumber);
  return metrics.find(c => c.direction !== undefined && c.direction !== 'unknown') ?? metrics[0];
}

/** The columns of a plot: those that the user chose, otherwise the headline metric against the first setting that differs, or against time. */
export function plotAxes(
  kind: 'scatter' | 'time',
  columns: readonly RunTableColumn[],
  chosen: { readonly x?: string; readonly y?: string },
): { readonly x?: RunTableColumn; readonly y?: RunTableColumn } {
  const byKey = (key: string | undefined): RunTableColumn | undefined => columns.find(c => c.key === key);
  const settings = axisColumns(columns).filter(c => c.group === 'settings' && c.key !== 'seed');
  const other = settings.find(c => c.isNumber) ?? settings[0] ?? axisColumns(columns).find(c => c.group !== 'metrics');
  const x = kind === 'time' ? byKey('time') : (byKey(chosen.x) ?? other);
  const y = byKey(chosen.y) ?? headline(columns);
  return { ...(x && { x }), ...(y && { y }) };
}
