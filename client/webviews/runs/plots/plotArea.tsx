// The plot next to the table: its axes can be chosen, and it can be copied. The values of one run are shown in words, by pointer and by keyboard.
import type { VNode } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { LossCurve, PlotKind, PlotMessage, RunTableColumn } from '../../../../src-shared/protocol/runTableView';
import { t } from '../../shared/l10n';
import { nameOf, tableValueOf } from '../words';
import { placesOf } from './curvePoints';
import { drawn, Loss, valuesAt } from './loss';
import { Parallel, parallelColumns } from './parallel';
import { PictureActions } from './pictureActions';
import type { PlotProps } from './plotProps';
import { axisColumns, headline, plotAxes } from './points';
import { Scatter } from './scatter';

/** What the plot shows and does. */
export interface PlotAreaProps extends Omit<PlotProps, 'hovered' | 'hover'> {
  readonly kind: Exclude<PlotKind, 'none'>;
  readonly curves: readonly LossCurve[];
  readonly axes: { readonly x?: string; readonly y?: string };
  readonly setAxes: (axes: { readonly x?: string; readonly y?: string }) => void;
  readonly send: (message: PlotMessage) => void;
}

/** The plot. What is under the pointer is the only state of a component: nothing else depends on it. */
export function PlotArea(props: PlotAreaProps): VNode {
  const [hovered, hover] = useState<number | undefined>(undefined);
  const [epoch, readEpoch] = useState<number | undefined>(undefined);
  const area = useRef<HTMLElement>(null);
  const { kind, rows, selected, select, curves } = props;
  const isLoss = kind === 'loss';
  const places = isLoss ? placesOf(drawn(curves)) : [];
  const reader: Reader = isLoss
    ? {
        count: places.length,
        place: epoch === undefined ? -1 : places.indexOf(epoch),
        read: place => readEpoch(places[place]),
      }
    : {
        count: rows.length,
        place: hovered === undefined ? -1 : rows.indexOf(hovered),
        read: place => hover(rows[place]),
        choose: () => hovered !== undefined && select(toggled(selected, hovered)),
      };
  const shownRun = hovered === undefined ? undefined : runWords(props, hovered);
  const words = isLoss ? (epoch === undefined ? undefined : valuesAt(curves, epoch)) : shownRun;
  return (
    <section class="plotArea" ref={area} aria-label={t('Plot')}>
      <PlotHead {...props} svg={() => area.current?.querySelector('svg') ?? undefined} />
      <div
        class="plotBody"
        tabIndex={0}
        data-key="plot"
        role="slider"
        aria-label={isLoss ? t('Epoch or step of the plot') : t('Run of the plot')}
        aria-valuemin={0}
        aria-valuemax={reader.count}
        aria-valuenow={reader.place + 1}
        aria-valuetext={words ?? t('none')}
        onKeyDown={event => onKey(event, reader)}
      >
        <Chosen {...props} hovered={hovered} hover={hover} readEpoch={readEpoch} />
      </div>
      <p class="readout">
        {words ??
          (isLoss
            ? t('Point at an epoch or step, or use the arrow keys, to read its losses.')
            : t('Point at a run or use the arrow keys to read its values. Drag to select runs.'))}
      </p>
    </section>
  );
}

/** How the keyboard goes through what a plot shows. */
interface Reader {
  readonly count: number;
  readonly place: number;
  readonly read: (place: number) => void;
  readonly choose?: () => void;
}

function onKey(event: KeyboardEvent, { count, place, read, choose }: Reader): void {
  const next = {
    ArrowRight: place + 1,
    ArrowUp: place + 1,
    ArrowLeft: place - 1,
    ArrowDown: place - 1,
    Home: 0,
    End: count - 1,
  }[event.key];
  if (next !== undefined && count > 0) read(Math.max(0, Math.min(count - 1, next)));
  else if (event.key === ' ' && choose) choose();
  else return;
  event.preventDefault();
}

function toggled(selected: ReadonlySet<number>, run: number): number[] {
  return selected.has(run) ? [...selected].filter(r => r !== run) : [...selected, run];
}

interface ChosenProps extends PlotAreaProps, Pick<PlotProps, 'hovered' | 'hover'> {
  readonly readEpoch: (epoch: number | undefined) => void;
}

function Chosen({ kind, curves, axes, readEpoch, ...props }: ChosenProps): VNode {
  if (kind === 'loss')
    return (
      <Loss curves={curves} isNarrow={props.isNarrow} hasSelection={props.selected.size > 0} readEpoch={readEpoch} />
    );
  if (kind === 'parallel') return <Parallel {...props} y={plotAxes('scatter', props.columns, axes).y} />;
  const { x, y } = plotAxes(kind, allColumns(props, kind), axes);
  if (!x || !y)
    return (
      <p class="quiet plotNote">
        {y
          ? t('These runs differ in no setting that could be an axis.')
          : t('These runs have no metric that is a number.')}
      </p>
    );
  return <Scatter {...props} x={x} y={y} />;
}

// The time is an axis also where its column is hidden.
const allColumns = (
  { view, columns }: PlotAreaProps | Omit<ChosenProps, 'kind' | 'curves' | 'axes' | 'readEpoch'>,
  kind: PlotKind,
) => (kind === 'time' ? [...columns, ...view.columns.filter(c => c.key === 'time' && !columns.includes(c))] : columns);

function runWords(props: PlotAreaProps, run: number): string {
  const { view, columns, kind, axes } = props;
  const { x, y } = plotAxes('scatter', columns, axes);
  const shown =
    kind === 'parallel' ? [...parallelColumns(props, y), ...(y ? [y] : [])] : [...(x ? [x] : []), ...(y ? [y] : [])];
  const values = shown.map(column => `${column.title} ${tableValueOf(column, run)?.text ?? t('none')}`);
  return [nameOf(view, run).full, ...values].join(' · ');
}

interface HeadProps extends PlotAreaProps {
  readonly svg: () => SVGSVGElement | undefined;
}

function PlotHead({ kind, columns, axes, setAxes, ...picture }: HeadProps): VNode {
  const { x, y } = plotAxes('scatter', columns, axes);
  const metrics = columns.filter(c => c.isNumber && c.key !== 'seed');
  return (
    <div class="plotHead">
      {kind !== 'loss' && (
        <AxisChoice
          id="axisY"
          label={t('Metric')}
          columns={metrics}
          chosen={y ?? headline(columns)}
          onChange={key => setAxes({ y: key })}
        />
      )}
      {kind === 'scatter' && (
        <AxisChoice
          id="axisX"
          label={t('against')}
          columns={axisColumns(columns)}
          chosen={x}
          onChange={key => setAxes({ x: key })}
        />
      )}
      <PictureActions {...picture} />
    </div>
  );
}

interface AxisChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly columns: readonly RunTableColumn[];
  readonly chosen: RunTableColumn | undefined;
  readonly onChange: (key: string) => void;
}

function AxisChoice({ id, label, columns, chosen, onChange }: AxisChoiceProps): VNode {
  return (
    <label class="axisChoice">
      {label}
      <select data-key={id} onChange={event => onChange(event.currentTarget.value)}>
        {columns.map(({ key, title }) => (
          <option key={key} value={key} selected={key === chosen?.key}>
            {title}
          </option>
        ))}
      </select>
    </label>
  );
}
