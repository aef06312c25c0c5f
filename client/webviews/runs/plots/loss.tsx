// The losses of trainings by epoch: a line for the training part and a dashed one for the test part, with the name of the run at its end.
import type { VNode } from 'preact';
import type { LossCurve } from '../../../../src-shared/protocol/runTableView';
import { t } from '../../shared/l10n';
import { Axes, inside, PlotSvg, plotSize } from './frame';
import { linePath } from './marks';
import { numberScale, type Scale } from './scale';

/** What the plot shows. */
export interface LossProps {
  readonly curves: readonly LossCurve[];
  readonly isNarrow: boolean;
  readonly hasSelection: boolean;
  /** Shows the losses of the epoch under the pointer. */
  readonly readEpoch: (epoch: number | undefined) => void;
}

/** The most curves: more could not be told apart. */
const MAX_CURVES = 6;

/** The plot. */
export function Loss({ curves, isNarrow, hasSelection, readEpoch }: LossProps): VNode {
  if (curves.length === 0)
    return (
      <p class="quiet plotNote">
        {hasSelection
          ? t('No epochs were recorded for the selected runs. Trainings that KynML starts record them in .kynml.')
          : t('Select runs to see their losses by epoch. A training that runs is shown while it runs.')}
      </p>
    );
  const size = { ...plotSize(isNarrow), right: isNarrow ? 90 : 190 };
  const shown = curves.slice(0, MAX_CURVES);
  const losses = shown.flatMap(({ train, test }) => [...train, ...test].flatMap(loss => loss ?? []));
  const epochs = shown.reduce((most, { train, epochs }) => Math.max(most, train.length, epochs), 2);
  const [x, y] = [epochScale(epochs), numberScale(losses)];
  const ports = {
    size,
    hover: (u: number) => readEpoch(epochAt(u, size, epochs)),
    leave: () => readEpoch(undefined),
    brush: () => undefined,
  };
  return (
    <>
      <PlotSvg ports={ports} label={t('Losses of {0} trainings by epoch', shown.length)}>
        <Axes size={size} x={x} y={y} xLabel={t('epoch')} yLabel={y.isLog ? t('loss (log scale)') : t('loss')} />
        {shown.map((curve, i) => (
          <Curve key={curve.run} curve={curve} index={i} scales={{ x, y }} size={size} epochs={epochs} />
        ))}
      </PlotSvg>
      <p class="quiet plotNote">
        {t('Solid: training part. Dashed: test part.')}
        {curves.length > MAX_CURVES && ` ${t('The first {0} of {1} trainings are shown.', MAX_CURVES, curves.length)}`}
      </p>
    </>
  );
}

// Epochs are never shown by their powers of ten.
function epochScale(epochs: number): Scale {
  const place = (epoch: number): number => (epoch - 1) / (epochs - 1);
  const step = Math.max(1, Math.ceil(epochs / EPOCH_TICKS));
  const ticks = Array.from({ length: Math.floor(epochs / step) }, (_, i) => (i + 1) * step);
  return { isLog: false, place, ticks: ticks.map(epoch => ({ at: place(epoch), text: String(epoch) })) };
}

const EPOCH_TICKS = 8;

interface CurveProps {
  readonly curve: LossCurve;
  readonly index: number;
  readonly scales: { readonly x: Scale; readonly y: Scale };
  readonly size: ReturnType<typeof plotSize>;
  readonly epochs: number;
}

function Curve({ curve, index, scales, size, epochs }: CurveProps): VNode {
  const at = inside(size);
  const xOf = (epoch: number): number => at.x((epoch - 1) / (epochs - 1));
  const points = (losses: LossCurve['train']) =>
    losses.map((loss, i): [number, number] | undefined => {
      const place = loss === null ? undefined : scales.y.place(loss);
      return place === undefined ? undefined : [xOf(i + 1), at.y(place)];
    });
  const [train, test] = [points(curve.train), points(curve.test)];
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

const epochAt = (u: number, { width, left, right }: ReturnType<typeof plotSize>, epochs: number): number =>
  Math.max(1, Math.min(epochs, Math.round(((u - left) / (width - left - right)) * (epochs - 1)) + 1));

/** The losses of an epoch in words, of the curves that are drawn. */
export function valuesAt(curves: readonly LossCurve[], epoch: number): string {
  const parts = curves.slice(0, MAX_CURVES).flatMap(({ train, test }, i) => {
    const [a, b] = [train[epoch - 1], test[epoch - 1]];
    return a === undefined ? [] : [t('{0}: {1}, test {2}', MARKS[i] ?? '', lossText(a), lossText(b))];
  });
  return [t('Epoch {0}', epoch), ...parts].join(' · ');
}

const lossText = (loss: number | null | undefined): string =>
  loss === null ? t('not finite') : loss === undefined ? t('none') : String(Number(loss.toPrecision(4)));
