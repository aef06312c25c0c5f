// A section with a heading and a table, whose rows are reached with the arrow keys, or with one sentence instead.
import type { ComponentChildren, VNode } from 'preact';
import type { RowWindow } from '../shared/rowWindow';
import { focusableCell, TableHead, TableRows } from '../shared/table';

/** A row. `spoken`: its sentence for screen readers; the first cell is its header. */
export interface Row {
  readonly key: string;
  readonly spoken: string;
  readonly cells: readonly ComponentChildren[];
}

/** The content of a section. `kind`: its class. */
export interface SectionContent {
  readonly kind: 'metrics' | 'steps' | 'environment';
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly Row[];
  /** The text without rows. */
  readonly empty: string;
}

/** The section. It has no table without rows. */
export function Section({ content, window }: { readonly content: SectionContent; readonly window: RowWindow }): VNode {
  const { kind, title, columns, rows, empty } = content;
  const id = `heading-${kind}`;
  return (
    <section class={`group ${kind}`}>
      <h2 id={id}>{title}</h2>
      {rows.length === 0 ? (
        <p class="quiet">{empty}</p>
      ) : (
        <table role="grid" aria-readonly="true" aria-labelledby={id}>
          <TableHead columns={columns} />
          <TableRows
            rows={window}
            row={at => {
              const row = rows[at]!;
              return <TableRow key={row.key} row={row} columns={columns} isTabStop={row.key === window.tabStop} />;
            }}
          />
        </table>
      )}
    </section>
  );
}

interface TableRowProps extends Pick<SectionContent, 'columns'> {
  readonly row: Row;
  readonly isTabStop: boolean;
}

function TableRow({ row: { key, spoken, cells }, columns, isTabStop }: TableRowProps): VNode {
  const [name, ...values] = cells;
  return (
    <tr class="row" role="row" data-key={key} data-row="" tabIndex={isTabStop ? 0 : -1} aria-label={spoken}>
      <th role="rowheader" scope="row" {...focusableCell(key, 0)}>
        {name}
      </th>
      {values.map((value, at) => (
        <td key={columns[at + 1]} role="gridcell" {...focusableCell(key, at + 1)}>
          {/* On narrow pages each value has the title of its column. */}
          <span class="columnName" aria-hidden="true">
            {columns[at + 1]}
          </span>
          {value}
        </td>
      ))}
    </tr>
  );
}
