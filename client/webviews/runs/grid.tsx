// The grid: a header row, a first column that stays visible, and the cells near the viewport. Its size is that of all cells.
import type { VNode } from 'preact';
import type { RunTableView } from '../../../src-shared/protocol/runTableView';
import { t } from '../shared/l10n';
import { comparabilityOf, RunHead, ValueCell, ValueHead } from './cells';
import type { GridItem, GridItems } from './gridItems';
import type { CellPlace, GridWindow } from './gridWindow';
import type { TableState } from './tableState';
import { cellWords, headWords, nameOf } from './words';

/** What the grid shows. `pinned`: the rows that stay at the top; `selected`: indices of runs. */
export interface GridProps {
  readonly view: RunTableView;
  readonly items: GridItems;
  readonly window: GridWindow;
  readonly active: CellPlace;
  readonly pinned: number;
  readonly rowHeight: number;
  readonly headHeight: number;
  readonly sort: TableState['sort'];
  readonly selected: ReadonlySet<number>;
}

/** The grid. Its listeners are those of the screen, which finds a cell by its `data-cell`. */
export function Grid(props: GridProps): VNode {
  const { items, window, rowHeight, headHeight, pinned } = props;
  const width = items.firstWidth + (items.lefts.at(-1) ?? 0);
  return (
    <div
      class="sizer"
      role="presentation"
      style={{ width: `${width}px`, height: `${headHeight + items.rows.length * rowHeight}px` }}
    >
      <HeadRow {...props} />
      {window.rows.map(row => (
        <Row key={row} row={row} isPinned={row < pinned} {...props} />
      ))}
    </div>
  );
}

/** The attributes by which a cell is found, focused and placed. */
const placed = ({ active }: GridProps, row: number, column: number) => ({
  'data-cell': `${row}:${column}`,
  'aria-colindex': column + 2,
  tabIndex: active.row === row && active.column === column ? 0 : -1,
});

function HeadRow(props: GridProps): VNode {
  const { items, window, headHeight } = props;
  return (
    <div class="gridRow head" role="row" aria-rowindex={1} style={{ height: `${headHeight}px` }}>
      <div
        class="cell first"
        role="columnheader"
        style={{ width: `${items.firstWidth}px` }}
        aria-sort={items.transposed ? undefined : sortOf(props, 'path')}
        {...placed(props, -1, -1)}
      >
        {items.transposed ? t('value') : t('run')}
      </div>
      {window.columns.map(column => (
        <HeadCell key={keyOf(items.columns[column])} column={column} {...props} />
      ))}
    </div>
  );
}

const keyOf = (item: GridItem | undefined): string =>
  item === undefined ? '' : item.type === 'run' ? `run ${item.run}` : item.column.key;

const sortOf = ({ sort }: GridProps, key: string): 'ascending' | 'descending' | undefined =>
  sort?.key === key ? (sort.descending ? 'descending' : 'ascending') : undefined;

const at = ({ items }: GridProps, column: number) => ({
  left: `${items.firstWidth + (items.lefts[column] ?? 0)}px`,
  width: `${items.widths[column] ?? 0}px`,
});

function HeadCell({ column, ...props }: GridProps & { readonly column: number }): VNode {
  const { view, items, selected } = props;
  const item = items.columns[column];
  const common = { role: 'columnheader' as const, style: at(props, column), ...placed(props, -1, column) };
  if (item?.type === 'value') {
    const sorted = sortOf(props, item.column.key);
    const words = headWords(item.column, item.column.key);
    return (
      <div
        class={`cell ${item.column.isNumber ? 'number' : ''}`}
        draggable
        title={words}
        aria-label={words}
        aria-sort={sorted ?? 'none'}
        {...common}
      >
        <ValueHead column={item.column} sorted={sorted} />
      </div>
    );
  }
  const run = item?.run ?? 0;
  return (
    <div class={`cell runColumn ${selected.has(run) ? 'selected' : ''}`} {...runWords(view, run)} {...common}>
      <RunHead view={view} run={run} isSelected={selected.has(run)} />
    </div>
  );
}

function runWords(view: RunTableView, run: number) {
  const { short, full } = nameOf(view, run);
  const state = comparabilityOf(view, run)?.text;
  const name = full.includes(short) ? full : `${short}, ${full}`;
  const words = [name, ...(state === undefined ? [] : [state])].join('. ');
  return { title: words, 'aria-label': words };
}

interface RowProps extends GridProps {
  readonly row: number;
  readonly isPinned: boolean;
}

function Row({ row, isPinned, ...props }: RowProps): VNode {
  const { items, window, rowHeight, headHeight, selected } = props;
  const item = items.rows[row]!;
  const isSelected = item.type === 'run' && selected.has(item.run);
  const top = headHeight + row * rowHeight;
  return (
    <div
      class={`gridRow ${isPinned ? 'pinned' : ''} ${isSelected ? 'selected' : ''} ${row % 2 === 1 ? 'odd' : ''}`}
      role="row"
      aria-rowindex={row + 2}
      aria-selected={item.type === 'run' ? isSelected : undefined}
      style={
        isPinned
          ? { top: `${top}px`, height: `${rowHeight}px` }
          : { transform: `translateY(${top}px)`, height: `${rowHeight}px` }
      }
    >
      <RowHead row={row} item={item} {...props} />
      {window.columns.map(column => (
        <Cell key={keyOf(items.columns[column])} item={item} column={column} row={row} {...props} />
      ))}
    </div>
  );
}

function RowHead({ row, item, ...props }: GridProps & { readonly row: number; readonly item: GridItem }): VNode {
  const { view, items, selected } = props;
  const common = { role: 'rowheader' as const, style: { width: `${items.firstWidth}px` }, ...placed(props, row, -1) };
  if (item.type === 'run')
    return (
      <div class="cell first" {...runWords(view, item.run)} {...common}>
        <RunHead view={view} run={item.run} isSelected={selected.has(item.run)} />
      </div>
    );
  const words = headWords(item.column, item.column.key);
  return (
    <div class="cell first" title={words} aria-label={words} {...common}>
      <ValueHead column={item.column} sorted={sortOf(props, item.column.key)} />
    </div>
  );
}

function Cell({
  item,
  row,
  column,
  ...props
}: GridProps & { readonly item: GridItem; readonly row: number; readonly column: number }): VNode {
  const { view, items, selected } = props;
  const other = items.columns[column]!;
  const value = item.type === 'value' ? item.column : other.type === 'value' ? other.column : undefined;
  const run = item.type === 'run' ? item.run : other.type === 'run' ? other.run : 0;
  if (!value) return <div />;
  const words = cellWords(view, value, run);
  const isMarked = items.transposed && selected.has(run);
  return (
    <div
      class={`cell ${value.isNumber ? 'number' : ''} ${isMarked ? 'selected' : ''}`}
      role="gridcell"
      title={words}
      aria-label={words}
      style={at(props, column)}
      {...placed(props, row, column)}
    >
      <ValueCell column={value} run={run} />
    </div>
  );
}
