// The screen: receives messages, keeps the settings (switch, sections, scroll), renders the whole page each time.
import type { DiffWebviewState, FromDiffWebview, ToDiffWebview } from '../../../src-shared/protocol/webview';
import { enableRovingRows, resetTabStops } from '../shared/rovingRows';
import { rememberPosition, restorePosition } from '../shared/viewPosition';
import type { WebviewHost } from '../shared/vscodeApi';
import type { Actions, ScreenState } from './actions';
import { announcement, pageElements } from './page';
import { readState } from './state';

/** The elements of the page and the connection to VS Code. `live` is an ARIA live region. */
export interface ScreenOptions {
  readonly root: HTMLElement;
  readonly live: HTMLElement;
  readonly host: WebviewHost<FromDiffWebview, DiffWebviewState>;
}

/** Starts the screen and requests the view. Returns the message handler. */
export function startDiffScreen({ root, live, host }: ScreenOptions): (message: ToDiffWebview) => void {
  const kept = readState(host.getState());
  const folded = new Set(kept.folded);
  const expanded = new Set<string>();
  let { onlyDifferences } = kept;
  let shown: ToDiffWebview | undefined;

  const state = (pinned: boolean): ScreenState => ({ pinned, onlyDifferences, folded, expanded });
  const actions: Actions = {
    send: message => host.postMessage(message),
    setOnlyDifferences: on => {
      onlyDifferences = on;
      draw();
    },
    toggleSection: id => {
      toggle(folded, id);
      draw();
    },
    toggleExpanded: key => {
      toggle(expanded, key);
      draw();
    },
  };

  function draw(scrollTop?: number): void {
    if (!shown) return;
    const position = rememberPosition(root);
    root.replaceChildren(...pageElements(shown, state(shown.pinned), actions));
    resetTabStops(root);
    restorePosition(root, scrollTop === undefined ? position : { ...position, scrollTop });
    keep();
  }

  function keep(): void {
    if (!shown) return;
    const { a, b } = sidesOf(shown);
    const { scrollTop } = document.documentElement;
    host.setState({ a, b, pinned: shown.pinned, onlyDifferences, folded: [...folded], scrollTop });
  }

  function receive(message: ToDiffWebview): void {
    // An unchanged view is not rendered again, because that would clear a selection.
    if (shown && JSON.stringify(shown) === JSON.stringify(message)) return;
    const before = shown;
    shown = message;
    draw(before ? undefined : kept.scrollTop);
    const words = announcement(message);
    if (live.textContent !== words) live.textContent = words;
  }

  enableRovingRows(root);
  window.addEventListener('scrollend', keep);
  host.postMessage({ type: 'ready' });
  return receive;
}

function sidesOf(message: ToDiffWebview): { a: string; b: string } {
  return message.type === 'view' ? { a: message.view.a.uri, b: message.view.b.uri } : { a: message.a, b: message.b };
}

function toggle(set: Set<string>, key: string): void {
  if (!set.delete(key)) set.add(key);
}
