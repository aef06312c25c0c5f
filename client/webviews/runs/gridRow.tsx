// A row of the grid. It is rendered again only when something in it changed, so that scrolling renders only the rows that come into view.
import { Component, type VNode } from 'preact';
import { isPlain, RunHead, ValueCell, ValueHead } from './cells';
import type { GridItem } from './gridItems';
import { type GridProps, keyOf, placed, placeOf, runWords, sortOf } from './gridParts';
import { cellWords, headWords } from './words';

/** What a row shows. `columns`: the indices of those in the document; `activeColumn`: that of the active cell, where it is in this row. */
export interface RowProps extends Pick<GridProps, 'view' | 'items' | 'rowHeight' | 'headHeight' | 'sort' | 'selected'> {
  readonly row: number;
  readonly columns: readonly number[];
  readonly activeColumn: number | undefined;
  readonly isPinned: boolean;
}

/** A row. */
export class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const names = Object.keys(next) as (keyof RowProps)[];
    return names.some(name => next[name] !== this.props[name]);
  }

  override render(): VNode {
    const { row, isPinned, columns, items, selected } = this.props;
    const item = items.rows[row]!;
    const isSelected = item.type === 'run' && selected.has(item.run);
    return (
      <div
        class={`gridRow ${isPinned ? 'pinned' : ''} ${isSelected ? 'selected' : ''} ${row % 2 === 1 ? 'odd' : ''}`}
        role="row"
        aria-rowindex={row + 2}
        aria-selected={item.type === 'run' ? isSelected : undefined}
        style={rowPlace(this.props)}
      >
        <RowHead item={item} {...this.props} />
        {columns.map(column => cell(this.props, item, column))}
      </div>
    );
  }
}

// An element is reused for another row, so each place names the properties of the other one too.
function rowPlace({ row, isPinned, rowHeight, headHeight }: RowProps) {
  const top = `${headHeight + row * rowHeight}px`;
  const height = `${rowHeight}px`;
  return isPinned ? { top, height, transform: '' } : { top: '', height, transform: `translateY(${top})` };
}

function RowHead({ item, ...props }: RowProps & { readonly item: GridItem }): VNode {
  const { view, items, row, activeColumn, selected } = props;
  const common = {
    role: 'rowheader' as const,
    style: { width: `${items.firstWidth}px` },
    ...placed(row, -1, activeColumn),
  };
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

// Not a component: a frame of a fast scroll has hundreds of cells.
function cell({ view, items, row, activeColumn, selected }: RowProps, item: GridItem, column: number): VNode {
  const other = items.columns[column]!;
  const value = item.type === 'value' ? item.column : other.type === 'value' ? other.column : undefined;
  const run = item.type === 'run' ? item.run : other.type === 'run' ? other.run : 0;
  const key = keyOf(other);
  if (!value) return <div key={key} />;
  const words = cellWords(view, value, run);
  const kind = isPlain(value, run) ? 'plain' : '';
  const isMarked = items.transposed && selected.has(run);
  return (
    <div
      key={key}
      class={`cell ${kind} ${value.isNumber ? 'number' : ''} ${isMarked ? 'selected' : ''}`}
      role="gridcell"
      title={words}
      aria-label={words}
      style={placeOf(items, column)}
      {...placed(row, column, activeColumn)}
    >
      <ValueCell column={value} run={run} />
    </div>
  );
}
