// The texts of cells and headers, for people and screen readers.
import type { RunTableColumn, RunTableView, TableDelta, TableValue } from '../../../src-shared/protocol/runTableView';
import { t } from '../shared/l10n';
import { NAME } from './arrange';
import { runName } from './gridItems';
import type { TableState } from './tableState';

/** `1 run`, `2,817 runs`. */
export const runCount = (count: number): string => (count === 1 ? t('1 run') : t('{0} runs', count));

/** The value of a run in a column. */
export const tableValueOf = ({ values, at }: RunTableColumn, run: number): TableValue | undefined =>
  values[at[run] ?? -1];

/** The name of a run, and its whole path. */
export function nameOf(view: RunTableView, run: number): { readonly short: string; readonly full: string } {
  const { columns, counts } = view;
  const column = columns.find(c => c.key === NAME);
  const value = column && tableValueOf(column, run);
  const full = value?.full ?? value?.text ?? '';
  const count = counts?.[run];
  const short = runName(view, value?.text ?? '');
  return { short: count === undefined || count === 1 ? short : t('{0} and {1} more', short, count - 1), full };
}

/** The word next to a difference, so that colour is never the only cue. */
export function deltaWord({ tone }: TableDelta): string {
  switch (tone) {
    case 'better':
      return t('better');
    case 'worse':
      return t('worse');
    case 'noise':
      return t('noise');
    case 'neutral':
      return '';
  }
}

/** What a screen reader says for a cell, and its tooltip: the visible text, then all digits, and what its difference means. */
export function cellWords(view: RunTableView, column: RunTableColumn, run: number): string {
  const value = tableValueOf(column, run);
  const delta = column.deltas?.[run];
  const note = delta?.note === undefined ? undefined : view.notes[delta.note];
  const visible = [value?.text ?? t('no value'), ...(delta ? [delta.text, deltaWord(delta)] : [])];
  return [
    visible.join(' ').trim(),
    ...(column.best?.includes(run) ? [t('best')] : []),
    ...(value?.full === undefined ? [] : [value.full]),
    ...(note === undefined ? [] : [note]),
  ].join(', ');
}

/** What a screen reader says for the header of a column, and its tooltip. */
export function headWords({ title, direction, values }: RunTableColumn, key?: string): string {
  const distinct = values.length === 1 ? t('1 value') : t('{0} values', values.length);
  return [title, ...(key !== undefined && key !== title ? [key] : []), ...directionWords(direction), distinct].join(
    ', ',
  );
}

function directionWords(direction: RunTableColumn['direction']): string[] {
  if (direction === undefined) return [];
  if (direction === 'lower') return [t('lower is better')];
  return [direction === 'higher' ? t('higher is better') : t('not known which is better')];
}

/** What is announced when the order changed. */
export const sortWords = (column: RunTableColumn | undefined, sort: TableState['sort']): string =>
  column && sort
    ? sort.descending
      ? t('Sorted by {0}, the largest first', column.title)
      : t('Sorted by {0}, the smallest first', column.title)
    : t('Sorted by time, the newest first');
