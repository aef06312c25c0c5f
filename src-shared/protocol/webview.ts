// Messages between a webview and its panel. A webview always gets a complete view, never a patch.
import type { DiffView } from './views';

/** To the diff webview. `pinned`: side A is the baseline that new comparisons keep. A failure includes the two files too, so that they survive a reload. */
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

/** The state of the diff webview that survives a reload of the window (its `setState`); the panel is restored from `a` and `b`. */
export interface DiffWebviewState {
  readonly a: string;
  readonly b: string;
  readonly pinned: boolean;
  readonly onlyDifferences: boolean;
  /** Ids of the folded sections. */
  readonly folded: readonly string[];
  /** Keys of the rows that show their full values. */
  readonly expanded?: readonly string[];
  /** The scroll position in CSS pixels. A hidden webview would lose it. */
  readonly scrollTop?: number;
  /** The first visible row of a long comparison and its distance from the top of the viewport in CSS pixels. */
  readonly topRow?: { readonly key: string; readonly top: number };
  /** The text of find and whether its field is open. */
  readonly find?: { readonly text: string; readonly isOpen: boolean };
}
