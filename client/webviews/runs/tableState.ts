// What the user chose in the table; it survives a reload of the window. The saved state may be damaged or from another version.
import type { PlotKind, RunsWebviewState } from '../../../src-shared/protocol/runTableView';
import { savedQuery } from '../../../src-shared/protocol/savedQuery';

/** The choices. `shown`: keys of columns that are shown although all runs have the same value there; `order`: keys of columns that were moved, in their order. */
export type TableState = RunsWebviewState;

/** The choices of a new table. */
export const FIRST_STATE: TableState = {
  query: {},
  filter: '',
  hidden: [],
  shown: [],
  order: [],
  selected: [],
  plot: 'none',
};

const PLOTS: readonly PlotKind[] = ['none', 'scatter', 'parallel', 'time', 'loss'];

/** Reads the saved state; missing and invalid fields get their default. */
export function readState(saved: unknown): TableState {
  const state = objectOf(saved);
  const sort = objectOf(state.sort);
  const axes = objectOf(state.axes);
  const plot = PLOTS.find(kind => kind === state.plot);
  const [x, y] = [stringOf(axes.x), stringOf(axes.y)];
  const key = stringOf(sort.key);
  return {
    query: savedQuery(state.query),
    filter: stringOf(state.filter) ?? '',
    hidden: stringsOf(state.hidden),
    shown: stringsOf(state.shown),
    order: stringsOf(state.order),
    selected: stringsOf(state.selected),
    plot: plot ?? 'none',
    ...(key !== undefined && { sort: { key, descending: sort.descending === true } }),
    ...(typeof state.transposed === 'boolean' && { transposed: state.transposed }),
    axes: { ...(x !== undefined && { x }), ...(y !== undefined && { y }) },
  };
}

const objectOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

const stringOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const stringsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(item => typeof item === 'string') : [];
