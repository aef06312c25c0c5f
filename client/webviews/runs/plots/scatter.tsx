// A metric against another column: a mark for each run. Brushing selects the runs in a rectangle.
import type { VNode } from 'preact';
import type { RunTableColumn } from '../../../../src-shared/protocol/runTableView';
import { t } from '../../shared/l10n';
import { runCount } from '../words';
import { Axes, PlotSvg, plotSize, type Rectangle } from './frame';
import { marksPath, nearest, type Point } from './marks';
import type { PlotProps } from './plotProps';
import { scatterPoints } from './points';

/** The plot. */
export function Scatter(props: PlotProps & { readonly x: RunTableColumn; readonly y: RunTableColumn }): VNode {
  const { rows, view, selected, isNarrow, hovered, hover, select, x, y } = props;
  const size = plotSize(isNarrow);
  const found = scatterPoints(rows, { x, y }, size);
  const { points } = found;
  const best = new Set(y.best);
  const of = (matches: (run: number) => boolean): Point[] => points.filter(({ run }) => matches(run));
  const ports = {
    size,
    hover: (u: number, v: number) => hover(nearest(points, u, v, REACH)?.run),
    leave: () => hover(undefined),
    brush: (rectangle: Rectangle) => select(brushed(points, rectangle)),
  };
  return (
    <>
      <PlotSvg ports={ports} label={t('{0} against {1}, {2}', y.title, x.title, runCount(points.length))}>
        <Axes
          size={size}
          x={found.x}
          y={found.y}
          xLabel={axisLabel(x, found.x.isLog)}
          yLabel={axisLabel(y, found.y.isLog)}
        />
        <path
          class="marks"
          d={marksPath(
            of(run => !selected.has(run) && !best.has(run)),
            'dot',
          )}
        />
        <path
          class="marks marks-selected"
          d={marksPath(
            of(run => selected.has(run)),
            'square',
          )}
        />
        <path
          class="marks marks-best"
          d={marksPath(
            of(run => best.has(run)),
            'star',
          )}
        />
        <path
          class="marks marks-baseline"
          d={marksPath(
            of(run => view.baselines?.includes(run) === true),
            'ring',
          )}
        />
        <path
          class="marks marks-active"
          d={marksPath(
            of(run => run === hovered),
            'ring',
          )}
        />
      </PlotSvg>
      {found.missing > 0 && <p class="quiet plotNote">{missingText(found.missing)}</p>}
    </>
  );
}

const REACH = 24;

const missingText = (count: number): string =>
  count === 1
    ? t('1 run without these values is not shown.')
    : t('{0} runs without these values are not shown.', count);

/** The label of an axis, with what its values mean. */
export function axisLabel({ title, direction }: RunTableColumn, isLog: boolean): string {
  const notes = [
    ...(direction === 'lower' ? [t('lower is better')] : direction === 'higher' ? [t('higher is better')] : []),
    ...(isLog ? [t('log scale')] : []),
  ];
  return notes.length === 0 ? title : t('{0} ({1})', title, notes.join(', '));
}

// A click selects the nearest run.
function brushed(points: readonly Point[], { left, right, top, bottom }: Rectangle): number[] {
  if (right - left < 3 && bottom - top < 3) {
    const point = nearest(points, left, top, REACH);
    return point ? [point.run] : [];
  }
  return points.filter(({ x, y }) => x >= left && x <= right && y >= top && y <= bottom).map(({ run }) => run);
}
