// The page of a verdict: connects the screen to VS Code.
import type {
  FromReproductionWebview,
  ReproductionWebviewState,
  ToReproductionWebview,
} from '../../../src-shared/protocol/webview';
import { connect, type PageElements } from '../shared/vscodeApi';
import { startReproductionScreen } from './screen';

/** Shows the page. */
export function showReproduction({ root, live }: PageElements): void {
  const host = connect<FromReproductionWebview, ReproductionWebviewState>();
  const receive = startReproductionScreen({ root, live, host });
  window.addEventListener('message', (event: MessageEvent<ToReproductionWebview>) => receive(event.data));
}
