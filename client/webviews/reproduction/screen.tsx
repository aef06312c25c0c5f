// The screen: receives messages, renders the whole page each time, keeps the focus, and saves the result for a reload of the window.
import type {
  FromReproductionWebview,
  ReproductionWebviewState,
  ToReproductionWebview,
} from '../../../src-shared/protocol/webview';
import { PageRows } from '../shared/pageRows';
import { enableRovingRows, resetTabStops } from '../shared/rovingRows';
import { rememberPosition, restorePosition } from '../shared/viewPosition';
import type { WebviewHost } from '../shared/vscodeApi';
import { announcement, pageOf } from './page';

/** The elements of the page and its connection to the panel. */
export interface ScreenOptions {
  readonly root: HTMLElement;
  /** The region whose text a screen reader announces. */
  readonly live: HTMLElement;
  readonly host: WebviewHost<FromReproductionWebview, ReproductionWebviewState>;
}

/** Starts the screen; returns the receiver of messages. */
export function startReproductionScreen({ root, live, host }: ScreenOptions): (message: ToReproductionWebview) => void {
  let shown = '';
  let rows = new PageRows([]);
  enableRovingRows(root, () => rows);
  host.postMessage({ type: 'ready' });
  return message => {
    const text = JSON.stringify(message);
    // An unchanged page is not rendered again, because that would clear a selection.
    if (text === shown) return;
    shown = text;
    const position = rememberPosition(root, rows);
    const page = pageOf(message, sent => host.postMessage(sent));
    rows = new PageRows(page.tables);
    root.replaceChildren(...page.elements);
    resetTabStops(root);
    restorePosition(root, rows, position);
    host.setState(stateOf(message));
    const words = announcement(message);
    if (live.textContent !== words) live.textContent = words;
  };
}

function stateOf(message: ToReproductionWebview): ReproductionWebviewState {
  const { run } = message;
  return message.type === 'view'
    ? { run, label: message.view.label, view: message.view }
    : { run, label: message.label };
}
