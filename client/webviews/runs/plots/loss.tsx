// The losses of trainings by epoch, of other trackers by step: a line for the training part and a dashed one for the test part, with the name of the run at its end.
import type { VNode } from 'preact';
import type { LossCurve } from '../../../../src-shared/protocol/runTableView';
import { t } from '../../shared/l10n';
import { runCount } from '../words';
import { type CurvePoint, partOf, placesOf, unitOf } from './curvePoints';
import { Axes, inside, PlotSvg, plotSize } from './frame';
import { linePath } from './marks';
import { numberScale, type Scale } from './scale';

/** What the plot shows. */
export interface LossProps {
  readonly curves: readonly LossCurve[];
  readonly isNarrow: boolean;
  readonly hasSelection: boolean;
  /** Shows the losses at the epoch or step under the pointer. */
  readonly readEpoch: (epoch: number | undefined) => void;
}

/** The most curves: more could not be told apart. */
const MAX_CURVES = 6;

/** The curves that are drawn. */
export const drawn = (curves: readonly LossCurve[]): readonly LossCurve[] => curves.slice(0, MAX_CURVES);

/** The plot. */
export function Loss({ curves, isNarrow, hasSelection, readEpoch }: LossProps): VNode {
  if (curves.length === 0)
    return (
      <p class="quiet plotNote">
        {hasSelection
          ? t(
              'No epochs were recorded for the selected runs. Trainings that KynML starts record them in .kynml, and other trackers losses by step.',
            )
          : t('Select runs to see their losses by epoch. A training that runs is shown while it runs.')}
      </p>
    );
  const size = { ...plotSize(isNarrow), right: isNarrow ? 90 : 190 };
  const shown = drawn(curves);
  const losses = shown.flatMap(({ train, test }) => [...train, ...test].flatMap(loss => loss ?? []));
  const places = placesOf(shown);
  const [x, y] = [placeScale(shown, places), numberScale(losses)];
  const ports = {
    size,
    hover: (u: number) => readEpoch(nearestPlace(u, size, { places, scale: x })),
    leave: () => readEpoch(undefined),
    brush: () => undefined,
  };
  return (
    <>
      <PlotSvg ports={ports} label={t('Losses of {0} by {1}', runCount(shown.length), unitText(shown))}>
        <Axes size={size} x={x} y={y} xLabel={unitText(shown)} yLabel={y.isLog ? t('loss (log scale)') : t('loss')} />
        {shown.map((curve, i) => (
          <Curve key={curve.run} curve={curve} index={i} scales={{ x, y }} size={size} />
        ))}
      </PlotSvg>
      <p class="quiet plotNote">
        {t('Solid: training part. Dashed: test part.')}
        {curves.length > MAX_CURVES && ` ${t('The first {0} of {1} trainings are shown.', MAX_CURVES, curves.length)}`}
      </p>
      {shown.map(({ run, doubt }, i) =>
        doubt === undefined ? null : <p key={run} class="plotNote">{`${MARKS[i]}: ${doubt}`}</p>,
      )}
    </>
  );
}

function unitText(curves: readonly LossCurve[]): string {
  const unit = unitOf(curves);
  return unit === 'epoch' ? t('epoch') : unit === 'step' ? t('step') : t('epoch or step');
}

// Epochs and steps are never shown by their powers of ten.
function placeScale(curves: readonly LossCurve[], places: readonly number[]): Scale {
  const from = curves.some(({ steps }) => !steps) ? Math.min(1, places[0] ?? 1) : (places[0] ?? 0);
  const to = Math.max(from + 1, places.at(-1) ?? 0, ...curves.map(({ epochs }) => epochs));
  const place = (at: number): number => (at - from) / (to - from);
  const step = roundStep((to - from) / TICKS);
  const first = Math.ceil(from / step);
  const ticks = Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => (first + i) * step);
  return { isLog: false, place, ticks: ticks.map(at => ({ at: place(at), text: String(at) })) };
}

const TICKS = 8;

// The next larger of 1, 2, 5, 10, 20 and so on.
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, least)));
  return power * ([1, 2, 5].find(factor => factor * power >= least) ?? 10);
}

interface CurveProps {
  readonly curve: LossCurve;
  readonly index: number;
  readonly scales: { readonly x: Scale; readonly y: Scale };
  readonly size: ReturnType<typeof plotSize>;
}

function Curve({ curve, index, scales, size }: CurveProps): VNode {
  const at = inside(size);
  const points = (losses: readonly CurvePoint[]) =>
    losses.map(([epoch, loss]): [number, number] | undefined => {
      const place = loss === null ? undefined : scales.y.place(loss);
      return place === undefined ? undefined : [at.x(scales.x.place(epoch) ?? 0), at.y(place)];
    });
  const [train, test] = [points(partOf(curve, 'train')), points(partOf(curve, 'test'))];
  const end = [...test, ...train].findLast(point => point !== undefined);
  return (
    <g class={`curve curve-${index}`}>
      <path class="curveLine" d={linePath(train)} />
      <path class="curveLine curveTest" d={linePath(test)} />
      {end && (
        <>
          <text class="curveMark" x={end[0] + 6 + (index % 3) * MARK_WIDTH} y={end[1] + 4}>
            {MARKS[index]}
          </text>
          <text class="curveLabel" x={size.width - size.right + 22} y={size.top + 14 + index * 18}>
            {`${MARKS[index]} ${shortName(curve)}${curve.isRunning ? ` ${t('(running)')}` : ''}`}
          </text>
        </>
      )}
    </g>
  );
}

// Each curve has a letter too, so that its colour is never the only cue.
const MARKS = ['A', 'B', 'C', 'D', 'E', 'F'];

/** Marks at the same epoch are next to each other. */
const MARK_WIDTH = 11;

const [MAX_NAME, MAX_RUNNING_NAME] = [22, 13];

function shortName({ label, isRunning }: LossCurve): string {
  const text = label.replace(/\/run_manifest\.json$/, '').replace(/\/?sweep_results\.json#/, ' #');
  const most = isRunning ? MAX_RUNNING_NAME : MAX_NAME;
  return text.length > most ? `…${text.slice(1 - most)}` : text;
}

interface Places {
  readonly places: readonly number[];
  readonly scale: Scale;
}

// The epoch or step that is nearest to a place in the plot.
function nearestPlace(
  u: number,
  { width, left, right }: ReturnType<typeof plotSize>,
  { places, scale }: Places,
): number | undefined {
  const wanted = (u - left) / (width - left - right);
  const distance = (at: number): number => Math.abs((scale.place(at) ?? 0) - wanted);
  return places.reduce<number | undefined>(
    (best, at) => (best !== undefined && distance(best) <= distance(at) ? best : at),
    undefined,
  );
}

/** The losses at an epoch or step in words, of the curves that are drawn. */
export function valuesAt(curves: readonly LossCurve[], place: number): string {
  const shown = drawn(curves);
  const parts = shown.flatMap((curve, i) => {
    const [a, b] = (['train', 'test'] as const).map(part => partOf(curve, part).find(([at]) => at === place)?.[1]);
    return a === undefined && b === undefined
      ? []
      : [t('{0}: {1}, test {2}', MARKS[i] ?? '', lossText(a), lossText(b))];
  });
  const title = { epoch: t('Epoch {0}', place), step: t('Step {0}', place), both: t('Epoch or step {0}', place) };
  return [title[unitOf(shown)], ...parts].join(' · ');
}

const lossText = (loss: number | null | undefined): string =>
  loss === null ? t('not finite') : loss === undefined ? t('none') : String(Number(loss.toPrecision(4)));
