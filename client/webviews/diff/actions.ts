// The actions of the comparison page. The screen implements them; the components call them.
import type { FromDiffWebview } from '../../../src-shared/protocol/webview';
import type { RowHeights } from '../shared/rowTable';

/** The actions of the components. */
export interface Actions {
  /** Sends a message to the panel. */
  readonly send: (message: FromDiffWebview) => void;
  readonly setOnlyDifferences: (on: boolean) => void;
  /** Collapses or expands one section. */
  readonly toggleSection: (id: string) => void;
  /** Shows the values of one row in full or truncated. */
  readonly toggleExpanded: (rowKey: string) => void;
}

/** The state of the page, besides the view. */
export interface ScreenState {
  readonly pinned: boolean;
  readonly onlyDifferences: boolean;
  readonly folded: ReadonlySet<string>;
  /** Keys of the rows that show their full values. */
  readonly expanded: ReadonlySet<string>;
  /** The heights of the rows of a section, while its page shows only the rows near the viewport. */
  readonly heightsOf: (sectionId: string) => RowHeights;
}
