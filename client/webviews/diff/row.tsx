// One table row: focusable, labelled for screen readers; Enter, click or the right arrow shows truncated values in full.
import { Component, type ComponentChildren, type TargetedKeyboardEvent, type VNode } from 'preact';
import { hasModifier } from '../shared/rovingRows';
import { focusableCell } from '../shared/table';

/** One row of a section. Its cells and texts are created only where they are needed, because a section may have thousands. */
export interface Row {
  /** Unique on the page. */
  readonly key: string;
  /** Whether the row remains visible with "Only differences". */
  readonly differs: boolean;
  /** Whether a value is truncated. */
  readonly isCut: boolean;
  /** The sentence for screen readers. */
  readonly spoken: (expanded: boolean) => string;
  readonly cells: (expanded: boolean) => Cells;
  /** The texts of the four cells with full values, for find and copy. */
  readonly texts: () => readonly string[];
}

/** The four cells of a row. The first is its header. */
export type Cells = readonly [
  name: ComponentChildren,
  a: ComponentChildren,
  b: ComponentChildren,
  meaning: ComponentChildren,
];

/** What a row shows and does. */
export interface TableRowProps {
  readonly row: Row;
  /** Whether the row shows full values. */
  readonly expanded: boolean;
  readonly isTabStop: boolean;
  /** Whether the row contains the text of find. */
  readonly isFound: boolean;
  /** Whether the row is the current match of find. */
  readonly isCurrent: boolean;
  /** In a treegrid: the position of the row, from 1, and the number of rows. */
  readonly position: number | undefined;
  readonly count: number | undefined;
  /** The index in the table, from 1, where only some rows are in the document. */
  readonly index: number | undefined;
  readonly onToggle: (rowKey: string) => void;
}

/** The row. It is rendered again only when a property changes, because many rows are on a page that scrolls. */
export class TableRow extends Component<TableRowProps> {
  override shouldComponentUpdate(next: TableRowProps): boolean {
    return isOther(this.props, next);
  }

  override render(props: TableRowProps): VNode {
    const { row, expanded, isTabStop, position, count, index, onToggle } = props;
    const toggle = row.isCut ? () => onToggle(row.key) : undefined;
    return (
      <tr
        class={rowClass(props)}
        role="row"
        data-key={row.key}
        data-row=""
        tabIndex={isTabStop ? 0 : -1}
        aria-label={row.spoken(expanded)}
        aria-expanded={row.isCut ? expanded : undefined}
        aria-level={position && 1}
        aria-posinset={position}
        aria-setsize={count}
        aria-rowindex={index}
        // A click that ends a text selection must not toggle the row.
        onClick={toggle && (() => (document.getSelection()?.isCollapsed ?? true) && toggle())}
        onKeyDown={toggle && (event => handleKey(event, expanded, toggle))}
      >
        {cellsOf(row, expanded)}
      </tr>
    );
  }
}

function isOther(a: TableRowProps, b: TableRowProps): boolean {
  // Without a list of the names, because this runs for each row at each step of scrolling.
  for (const name in b) if (a[name as keyof TableRowProps] !== b[name as keyof TableRowProps]) return true;
  return false;
}

function rowClass({ row: { differs, isCut }, expanded, isFound, isCurrent }: TableRowProps): string {
  return [
    'columns',
    'row',
    !differs && 'row-same',
    isCut && 'row-cut',
    expanded && 'row-whole',
    isFound && 'row-found',
    isCurrent && 'row-current',
  ]
    .filter(Boolean)
    .join(' ');
}

/** Arrow keys expand and collapse only the focused row; in a cell they move. */
function handleKey(event: TargetedKeyboardEvent<HTMLElement>, expanded: boolean, toggle: () => void): void {
  const arrow = expanded ? 'ArrowLeft' : 'ArrowRight';
  const isArrow = event.key === arrow && event.target === event.currentTarget && !hasModifier(event);
  if (!isArrow && event.key !== 'Enter' && event.key !== ' ') return;
  event.preventDefault();
  toggle();
}

function cellsOf(row: Row, expanded: boolean): VNode {
  const [name, a, b, meaning] = row.cells(expanded);
  return (
    <>
      <th class="name" role="rowheader" scope="row" {...focusableCell(row.key, 0)}>
        {name}
      </th>
      <td class="side-cell" role="gridcell" {...focusableCell(row.key, 1)}>
        {cellLetter('A')}
        {a}
      </td>
      <td class="side-cell" role="gridcell" {...focusableCell(row.key, 2)}>
        {cellLetter('B')}
        {b}
      </td>
      <td class="meaning" role="gridcell" {...focusableCell(row.key, 3)}>
        {meaning}
      </td>
    </>
  );
}

/** The letter is shown on narrow pages, where columns are stacked. */
const cellLetter = (letter: string): VNode => (
  <span class="cellLetter" aria-hidden="true">
    {letter}
  </span>
);
