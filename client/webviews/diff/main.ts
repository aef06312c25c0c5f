// The page of a comparison: connects the screen to VS Code.
import type { DiffWebviewState, FromDiffWebview, ToDiffWebview } from '../../../src-shared/protocol/webview';
import { connect, type PageElements } from '../shared/vscodeApi';
import { startDiffScreen } from './screen';

/** Shows the page. */
export function showDiff({ root, live }: PageElements): void {
  const receive = startDiffScreen({ root, live, host: connect<FromDiffWebview, DiffWebviewState>() });
  window.addEventListener('message', (event: MessageEvent<ToDiffWebview>) => receive(event.data));
}
