// The cells of the grid: values, and the headers of runs and of values.
import type { VNode } from 'preact';
import type { RunComparability, RunTableColumn, RunTableView } from '../../../src-shared/protocol/runTableView';
import { Icon } from '../shared/icon';
import { t } from '../shared/l10n';
import { Bars } from './bars';
import { deltaWord, nameOf, tableValueOf } from './words';

/** Whether the value of a run is only a text, as in most cells: neither the best nor with a mark or a difference. */
export const isPlain = (column: RunTableColumn, run: number): boolean =>
  column.best?.includes(run) !== true && !column.deltas?.[run] && tableValueOf(column, run)?.mark === undefined;

const MARKS = {
  warning: { icon: 'warning', tone: 'tone-warn' },
  verified: { icon: 'pass', tone: 'tone-same' },
} as const;

/** The value of a run, with its difference from the baseline. */
export function ValueCell({ column, run }: { readonly column: RunTableColumn; readonly run: number }): VNode {
  const value = tableValueOf(column, run);
  const delta = column.deltas?.[run];
  const isBest = column.best?.includes(run) === true;
  // Most cells are only a text, and thousands of them are made while the grid scrolls.
  if (isPlain(column, run)) return <bdi>{value?.text ?? ''}</bdi>;
  return (
    <>
      <span class={`value${isBest ? ' best' : ''}`}>
        {isBest && <Icon name="star-full" />}
        {value?.mark && <Icon name={MARKS[value.mark].icon} tone={MARKS[value.mark].tone} />}
        <bdi>{value?.text ?? ''}</bdi>
      </span>
      {delta && ' '}
      {delta && (
        <span class={`delta delta-${delta.tone}`}>
          {delta.text} <span class="deltaWord">{deltaWord(delta)}</span>
        </span>
      )}
    </>
  );
}

const VERDICTS: Readonly<Record<RunComparability['verdict'], { readonly icon: string; readonly tone: string }>> = {
  baseline: { icon: 'pinned', tone: '' },
  'identical-inputs': { icon: 'pass', tone: 'tone-same' },
  comparable: { icon: 'warning', tone: 'tone-warn' },
  'not-comparable': { icon: 'error', tone: 'tone-error' },
  unknown: { icon: 'question', tone: '' },
};

/** Whether a run can be compared with the baseline; undefined without one. */
export const comparabilityOf = (view: RunTableView, run: number): RunComparability | undefined =>
  view.comparabilities?.[view.comparability?.[run] ?? -1];

/** The name of a run, with a box to select it and an icon for its comparability. */
export function RunHead({
  view,
  run,
  isSelected,
}: {
  readonly view: RunTableView;
  readonly run: number;
  readonly isSelected: boolean;
}): VNode {
  const state = comparabilityOf(view, run);
  return (
    <span class="runHead">
      <span class="box" data-box="">
        {isSelected && <Icon name="check" />}
      </span>
      {state && (
        <span class="verdictIcon" title={state.text}>
          <Icon name={VERDICTS[state.verdict].icon} tone={VERDICTS[state.verdict].tone} />
        </span>
      )}
      <bdi class="runName">{nameOf(view, run).short}</bdi>
    </span>
  );
}

/** What the header of a value shows. `sorted`: the direction in which the runs are sorted by it. */
export interface ValueHeadProps {
  readonly column: RunTableColumn;
  readonly sorted: 'ascending' | 'descending' | undefined;
}

/** The header of a value: its name, the better direction, the order, and how its values are spread. */
export function ValueHead({ column, sorted }: ValueHeadProps): VNode {
  const { direction } = column;
  return (
    <span class="valueHead">
      <span class="headLine">
        <bdi class="headTitle">{column.title}</bdi>
        {(direction === 'lower' || direction === 'higher') && (
          <span class="betterIcon" title={direction === 'lower' ? t('lower is better') : t('higher is better')}>
            <Icon name={direction === 'lower' ? 'arrow-small-down' : 'arrow-small-up'} />
          </span>
        )}
        <SortIcon sorted={sorted} />
      </span>
      <Bars column={column} />
    </span>
  );
}

/** The header of the names of runs, or of values. */
export function NameHead({ title, sorted }: { readonly title: string } & Pick<ValueHeadProps, 'sorted'>): VNode {
  return (
    <span class="headLine">
      {title}
      <SortIcon sorted={sorted} />
    </span>
  );
}

const SortIcon = ({ sorted }: Pick<ValueHeadProps, 'sorted'>): VNode | null =>
  sorted ? <Icon name={sorted === 'ascending' ? 'triangle-up' : 'triangle-down'} tone="sortIcon" /> : null;
