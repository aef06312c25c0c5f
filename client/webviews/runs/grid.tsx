// The grid: a header row, a first column that stays visible, and the cells near the viewport. Its size is that of all cells.
import type { VNode } from 'preact';
import { t } from '../shared/l10n';
import { NAME } from './arrange';
import { NameHead, RunHead, ValueHead } from './cells';
import { activeColumnIn, type GridProps, keyOf, placed, placeOf, runWords, sortOf } from './gridParts';
import { Row } from './gridRow';
import { headWords } from './words';

/** The grid. Its listeners are those of the screen, which finds a cell by its `data-cell`. */
export function Grid(props: GridProps): VNode {
  const { items, window, rowKeys, rowHeight, headHeight, pinned, active, view, sort, selected } = props;
  const width = items.firstWidth + (items.lefts.at(-1) ?? 0);
  return (
    <div
      class="sizer"
      role="presentation"
      style={{
        width: `${width}px`,
        height: `${headHeight + items.rows.length * rowHeight}px`,
        '--row-height': `${rowHeight}px`,
      }}
    >
      <HeadRow {...props} />
      {window.rows.map((row, i) => (
        <Row
          key={rowKeys[i]}
          row={row}
          columns={window.columns}
          activeColumn={activeColumnIn(active, row)}
          isPinned={row < pinned}
          {...{ view, items, rowHeight, headHeight, sort, selected }}
        />
      ))}
    </div>
  );
}

function HeadRow(props: GridProps): VNode {
  const { items, window, headHeight, active } = props;
  const sorted = items.transposed ? undefined : sortOf(props, NAME);
  return (
    <div class="gridRow head" role="row" aria-rowindex={1} style={{ height: `${headHeight}px` }}>
      <div
        class="cell first"
        role="columnheader"
        style={{ width: `${items.firstWidth}px` }}
        aria-sort={sorted}
        {...placed(-1, -1, activeColumnIn(active, -1))}
      >
        <NameHead title={items.transposed ? t('value') : t('run')} sorted={sorted} />
      </div>
      {window.columns.map(column => (
        <HeadCell key={keyOf(items.columns[column])} column={column} {...props} />
      ))}
    </div>
  );
}

function HeadCell({ column, ...props }: GridProps & { readonly column: number }): VNode {
  const { view, items, active, selected } = props;
  const item = items.columns[column];
  const common = {
    role: 'columnheader' as const,
    style: placeOf(items, column),
    ...placed(-1, column, activeColumnIn(active, -1)),
  };
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
