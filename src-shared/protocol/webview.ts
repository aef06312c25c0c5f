// Messages between a webview and its panel. A webview always gets a whole view, never a patch.
import type { DiffView } from './views';

/** To the diff webview. `pinned`: side A is the baseline that new comparisons keep. A failure names the two files too: they must survive a reload. */
export type ToDiffWebview =
  | { readonly type: 'view'; readonly view: DiffView; readonly pinned: boolean }
  | {
      readonly type: 'failure';
      readonly message: string;
      readonly a: string;
      readonly b: string;
      readonly pinned: boolean;
    };

/** From the diff webview. `ready` asks for the view. */
export type FromDiffWebview =
  | { readonly type: 'ready' }
  | { readonly type: 'swap' }
  | { readonly type: 'pin'; readonly pinned: boolean }
  | { readonly type: 'copyMarkdown' }
  | { readonly type: 'textDiff' }
  | { readonly type: 'open'; readonly side: 'a' | 'b' };

/** What the diff webview keeps over a reload of the window (its `setState`); the panel restores from `a` and `b`. */
export interface DiffWebviewState {
  readonly a: string;
  readonly b: string;
  readonly pinned: boolean;
  readonly onlyDifferences: boolean;
  /** Ids of the folded sections. */
  readonly folded: readonly string[];
  /** How far the page was scrolled, in CSS pixels; a hidden webview loses it otherwise. */
  readonly scrollTop?: number;
}
