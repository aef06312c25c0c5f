// Parallel coordinates: an axis for each setting that differs and one for the metric; a line for each run. Brushing an axis selects the runs through it.
import type { VNode } from 'preact';
import type { RunTableColumn } from '../../../../src-shared/protocol/runTableView';
import { t } from '../../shared/l10n';
import { runCount, tableValueOf } from '../words';
import { inside, PlotSvg, plotSize, type Rectangle } from './frame';
import { linePath } from './marks';
import type { PlotProps } from './plotProps';
import { axisColumns } from './points';
import { columnScale, type Scale } from './scale';

/** An axis. `places`: where each run of the plot is, from 0 to 1. */
interface Axis {
  readonly column: RunTableColumn;
  readonly scale: Scale;
  readonly x: number;
}

/** The most axes and lines: more could not be told apart. */
const [MAX_AXES, MAX_AXES_NARROW, MAX_LINES] = [8, 4, 2000];

/** The plot. `y`: the metric of the last axis. */
export function Parallel(props: PlotProps & { readonly y: RunTableColumn | undefined }): VNode {
  const { rows, selected, isNarrow, hovered, hover, select, y, view } = props;
  const size = plotSize(isNarrow);
  const at = inside({ ...size, left: 60, right: 60, top: 34, bottom: 22 });
  const all = parallelColumns(props, y);
  const shown = [...all.slice(0, (isNarrow ? MAX_AXES_NARROW : MAX_AXES) - (y ? 1 : 0)), ...(y ? [y] : [])];
  if (shown.length < 2)
    return <p class="quiet plotNote">{t('These runs differ in no setting that could be an axis.')}</p>;
  const axes = shown.map(
    (column, i): Axis => ({ column, scale: columnScale(column), x: at.x(i / (shown.length - 1)) }),
  );
  const drawn = rows.slice(0, MAX_LINES);
  const path = (run: number): string => linePath(axes.map(axis => placeOf(axis, run, at.y)));
  const lines = (matches: (run: number) => boolean): string => drawn.filter(matches).map(path).join('');
  const ports = {
    size,
    hover: (u: number, v: number) => hover(nearestRun(drawn, axes, { u, v, y: at.y })),
    leave: () => hover(undefined),
    brush: (rectangle: Rectangle) => select(throughAxis(rows, axes, rectangle, at.y)),
  };
  const left = all.length + (y ? 1 : 0) - shown.length;
  return (
    <>
      <PlotSvg ports={ports} label={t('{0} by {1}', runCount(drawn.length), shown.map(c => c.title).join(', '))}>
        <path class="lines" d={lines(run => !selected.has(run))} />
        <path class="lines lines-selected" d={lines(run => selected.has(run))} />
        <path class="lines lines-baseline" d={lines(run => view.baselines?.includes(run) === true)} />
        {hovered !== undefined && <path class="lines lines-active" d={path(hovered)} />}
        {axes.map(axis => (
          <ParallelAxis key={axis.column.key} axis={axis} y={at.y} />
        ))}
      </PlotSvg>
      {left > 0 && (
        <p class="quiet plotNote">
          {left === 1
            ? t('1 more setting differs. Hide columns to choose other axes.')
            : t('{0} more settings differ. Hide columns to choose other axes.', left)}
        </p>
      )}
      {rows.length > MAX_LINES && (
        <p class="quiet plotNote">{t('The first {0} of {1} runs are drawn.', MAX_LINES, rows.length)}</p>
      )}
    </>
  );
}

/** The settings and data in which the runs with the metric `y` differ, because an axis of other runs cuts each line; the seed only where nothing else differs. */
export function parallelColumns(
  { columns, rows }: Pick<PlotProps, 'columns' | 'rows'>,
  y: RunTableColumn | undefined,
): RunTableColumn[] {
  const runs = rows.filter(run => !y || tableValueOf(y, run)?.number !== undefined);
  const all = axisColumns(columns).filter(
    c =>
      (c.group === 'settings' || c.group === 'data') &&
      c.key !== y?.key &&
      new Set(runs.flatMap(run => tableValueOf(c, run) ?? [])).size > 1,
  );
  const others = all.filter(c => c.key !== 'seed');
  return others.length > 0 ? others : all;
}

function placeOf({ column, scale, x }: Axis, run: number, y: (at: number) => number): [number, number] | undefined {
  const place = scale.place(column.at[run] ?? -1);
  return place === undefined ? undefined : [x, y(place)];
}

function ParallelAxis({
  axis: { column, scale, x },
  y,
}: {
  readonly axis: Axis;
  readonly y: (at: number) => number;
}): VNode {
  return (
    <g class="axes">
      <path class="axisLine" d={`M${x} ${y(0)}V${y(1)}`} />
      <text class="axisLabel" x={x} y={16} text-anchor="middle">
        {short(column.title)}
      </text>
      {scale.ticks.map(tick => (
        <text key={tick.at} class="tick halo" x={x + 6} y={y(tick.at) + 4}>
          {short(tick.text)}
        </text>
      ))}
    </g>
  );
}

const MAX_LABEL = 20;

const short = (text: string): string => (text.length > MAX_LABEL ? `…${text.slice(1 - MAX_LABEL)}` : text);

interface Pointer {
  readonly u: number;
  readonly v: number;
  readonly y: (at: number) => number;
}

// The line that is nearest to the pointer, between the two axes around it.
function nearestRun(runs: readonly number[], axes: readonly Axis[], { u, v, y }: Pointer): number | undefined {
  const right = Math.max(
    1,
    axes.findIndex(axis => axis.x >= u),
  );
  const [a, b] = [axes[right - 1], axes[right]];
  if (!a || !b) return undefined;
  const share = Math.max(0, Math.min(1, (u - a.x) / (b.x - a.x)));
  let [best, distance] = [undefined as number | undefined, REACH];
  for (const run of runs) {
    const [from, to] = [placeOf(a, run, y), placeOf(b, run, y)];
    if (!from || !to) continue;
    const d = Math.abs(from[1] + (to[1] - from[1]) * share - v);
    if (d < distance) [best, distance] = [run, d];
  }
  return best;
}

const REACH = 16;

// The runs whose values on the axis in or next to the rectangle are in its height.
function throughAxis(
  rows: readonly number[],
  axes: readonly Axis[],
  { left, right, top, bottom }: Rectangle,
  y: (at: number) => number,
): number[] {
  const middle = (left + right) / 2;
  const axis = axes.reduce<Axis | undefined>(
    (best, one) => (best && Math.abs(best.x - middle) <= Math.abs(one.x - middle) ? best : one),
    undefined,
  );
  if (!axis) return [];
  const reach = bottom - top < 3 ? 6 : 0;
  return rows.filter(run => {
    const place = placeOf(axis, run, y);
    return place !== undefined && place[1] >= top - reach && place[1] <= bottom + reach;
  });
}
