// What the parts of the grid share: its properties, and the attributes of its cells.
import type { RunTableView } from '../../../src-shared/protocol/runTableView';
import { comparabilityOf } from './cells';
import type { GridItem, GridItems } from './gridItems';
import type { CellPlace, GridWindow } from './gridWindow';
import type { TableState } from './tableState';
import { nameOf } from './words';

/** What the grid shows. `rowKeys`: the key of the element of each row of the window; `pinned`: the rows that stay at the top; `selected`: indices of runs. */
export interface GridProps {
  readonly view: RunTableView;
  readonly items: GridItems;
  readonly window: GridWindow;
  readonly rowKeys: readonly number[];
  readonly active: CellPlace;
  readonly pinned: number;
  readonly rowHeight: number;
  readonly headHeight: number;
  readonly sort: TableState['sort'];
  readonly selected: ReadonlySet<number>;
}

/** The attributes by which a cell is found and focused. `activeColumn`: the column of the active cell, where it is in this row. */
export const placed = (row: number, column: number, activeColumn: number | undefined) => ({
  'data-cell': `${row}:${column}`,
  'aria-colindex': column + 2,
  tabIndex: activeColumn === column ? 0 : -1,
});

/** The column of the active cell in a row; undefined for other rows. */
export const activeColumnIn = (active: CellPlace, row: number): number | undefined =>
  active.row === row ? active.column : undefined;

/** The key of the element of a column. */
export const keyOf = (item: GridItem | undefined): string =>
  item === undefined ? '' : item.type === 'run' ? `run ${item.run}` : item.column.key;

/** How the runs are sorted by a column; undefined where they are sorted by another one. */
export const sortOf = ({ sort }: Pick<GridProps, 'sort'>, key: string): 'ascending' | 'descending' | undefined =>
  sort?.key === key ? (sort.descending ? 'descending' : 'ascending') : undefined;

/** The place of a column as styles. */
export const placeOf = ({ firstWidth, lefts, widths }: GridItems, column: number) => ({
  left: `${firstWidth + (lefts[column] ?? 0)}px`,
  width: `${widths[column] ?? 0}px`,
});

/** What a screen reader says for the name of a run, and its tooltip. */
export function runWords(view: RunTableView, run: number) {
  const { short, full } = nameOf(view, run);
  const state = comparabilityOf(view, run)?.text;
  const name = full.includes(short) ? full : `${short}, ${full}`;
  const words = [name, ...(state === undefined ? [] : [state])].join('. ');
  return { title: words, 'aria-label': words };
}
