// The body of a table: the rows that are in the document, and gaps in the place of the others.
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
