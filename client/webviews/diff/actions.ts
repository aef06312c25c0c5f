// What a person can do on this screen. The screen decides; the parts only call.
import type { FromDiffWebview } from '../../../src-shared/protocol/webview';

/** Everything the parts of the page may ask for. */
export interface Actions {
  /** Sends a message to the panel. */
  readonly send: (message: FromDiffWebview) => void;
  readonly setOnlyDifferences: (on: boolean) => void;
  /** Folds or unfolds one section. */
  readonly toggleSection: (id: string) => void;
  /** Shows the values of one row whole or cut again. */
  readonly toggleExpanded: (rowKey: string) => void;
}

/** What the page is drawn from, besides the view. */
export interface ScreenState {
  readonly pinned: boolean;
  readonly onlyDifferences: boolean;
  readonly folded: ReadonlySet<string>;
  /** Keys of the rows that show their values expanded. */
  readonly expanded: ReadonlySet<string>;
}
