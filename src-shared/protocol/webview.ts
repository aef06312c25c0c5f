// Messages between a webview and its panel. A webview always gets a complete view, never a patch.
import type { DiffView, ReproductionState, ReproductionView } from './views';

/** Whether side A is the baseline. `isKept`: only that of its spec, which is asked again after a reload, and not that of this window, which new comparisons keep. */
interface PinState {
  readonly pinned: boolean;
  readonly isKept?: true;
}

/** To the diff webview. A failure includes the two files too, so that they survive a reload. */
export type ToDiffWebview =
  | ({ readonly type: 'view'; readonly view: DiffView } & PinState)
  | ({
      readonly type: 'failure';
      readonly message: string;
      readonly a: string;
      readonly b: string;
    } & PinState);

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
  /** In this window. */
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

/** To the webview of a reproduction. `run`: the URI of the run; `label`: its name for people. */
export type ToReproductionWebview =
  | {
      readonly type: 'running';
      readonly run: string;
      readonly label: string;
      /** The steps that have begun. */
      readonly steps: readonly { readonly name: string; readonly state: ReproductionState | 'running' }[];
    }
  | { readonly type: 'view'; readonly run: string; readonly view: ReproductionView }
  | { readonly type: 'failure'; readonly run: string; readonly label: string; readonly message: string };

/** From the webview of a reproduction. `ready` asks for the last message. */
export type FromReproductionWebview =
  | { readonly type: 'ready' }
  | { readonly type: 'cancel' }
  | { readonly type: 'again' }
  | { readonly type: 'copyMarkdown' }
  | { readonly type: 'keepManifest' }
  | { readonly type: 'open' };

/** The state of the webview of a reproduction that survives a reload of the window. `view`: the result, once there is one. */
export interface ReproductionWebviewState {
  readonly run: string;
  readonly label: string;
  readonly view?: ReproductionView;
}
