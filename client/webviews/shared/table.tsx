// The parts of a table whose rows and cells get the focus with arrow keys. Of a long table, gaps take the place of most rows.
import type { VNode } from 'preact';
import type { RowRange } from './rowRanges';
import type { RowWindow } from './rowWindow';

/** Which rows are in the document, and the row at an index. Each row needs a `key`. */
export interface TableRowsProps {
  readonly rows: RowWindow;
  readonly row: (at: number) => VNode;
}

/** The table body. */
export function TableRows({ rows, row }: TableRowsProps): VNode {
  const children: VNode[] = [];
  let [next, gaps] = [0, 0];
  const end = { start: rows.keys.length, end: rows.keys.length };
  for (const range of [...rows.ranges, end]) {
    const skipped: RowRange = { start: next, end: range.start };
    if (skipped.start < skipped.end) children.push(<Gap key={`gap:${gaps++}`} height={rows.heightBetween(skipped)} />);
    for (let at = range.start; at < range.end; at++) children.push(row(at));
    next = range.end;
  }
  return (
    <tbody role="rowgroup" ref={rows.body}>
      {children}
    </tbody>
  );
}

/** The height is set through the CSS object model, which the content security policy allows. */
function Gap({ height }: { readonly height: number }): VNode {
  return <tr class="gap" aria-hidden="true" style={{ height: `${height}px` }} />;
}

/** What the header shows. `rowIndex` is that of the header in a table of which only some rows are in the document. */
export interface TableHeadProps {
  readonly columns: readonly string[];
  readonly class?: string;
  readonly rowIndex?: number | undefined;
}

/** The header of a table. */
export function TableHead({ columns, class: name, rowIndex }: TableHeadProps): VNode {
  return (
    <thead class={name} role="rowgroup">
      <tr role="row" aria-rowindex={rowIndex}>
        {columns.map(column => (
          <th key={column} role="columnheader" scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
  );
}

/** The attributes of a cell that can be focused. Its key is that of no row, and the same in each rendering. */
export const focusableCell = (rowKey: string, at: number) => ({
  'data-key': `cell:${at}:${rowKey}`,
  'data-cell': '',
  tabIndex: -1,
});
