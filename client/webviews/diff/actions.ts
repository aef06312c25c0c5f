// The actions of the comparison page. The screen implements them; the components call them.
import type { FromDiffWebview } from '../../../src-shared/protocol/webview';

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
