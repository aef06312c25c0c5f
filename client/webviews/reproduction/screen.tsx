// The screen: receives messages, renders the page and saves the result for a reload of the window.
import { render } from 'preact';
import type {
  FromReproductionWebview,
  ReproductionWebviewState,
  ToReproductionWebview,
} from '../../../src-shared/protocol/webview';
import { PageRows } from '../shared/pageRows';
import { enableRovingRows } from '../shared/rovingRows';
import { focusPosition, keepFocus } from '../shared/viewPosition';
import type { WebviewHost } from '../shared/vscodeApi';
import { announcement, Page, type PageProps } from './page';
import { sectionsOf } from './sections';

/** The elements of the page and its connection to the panel. */
export interface ScreenOptions {
  readonly root: HTMLElement;
  /** The region whose text a screen reader announces. */
  readonly live: HTMLElement;
  readonly host: WebviewHost<FromReproductionWebview, ReproductionWebviewState>;
}

/** Starts the screen; returns the receiver of messages. */
export function startReproductionScreen({ root, live, host }: ScreenOptions): (message: ToReproductionWebview) => void {
  let shown: Pick<PageProps, 'message' | 'sections'> | undefined;
  const draw = () => {
    if (shown) render(<Page {...shown} rows={rows} send={sent => host.postMessage(sent)} />, root);
  };
  const rows = new PageRows(draw);
  enableRovingRows(root, rows);
  host.postMessage({ type: 'ready' });
  return message => {
    const focus = focusPosition(root, rows);
    // The text while the view was pending is in the document of the panel.
    if (!shown) root.replaceChildren();
    shown = { message, sections: sectionsOf(message) };
    rows.show(shown.sections.map(({ kind, rows }) => ({ id: kind, keys: rows.map(({ key }) => key) })));
    draw();
    keepFocus(root, rows, focus);
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
