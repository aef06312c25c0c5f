// Entry point of the verdict page: connects the screen to VS Code.
import type {
  FromReproductionWebview,
  ReproductionWebviewState,
  ToReproductionWebview,
} from '../../../src-shared/protocol/webview';
import { connect } from '../shared/vscodeApi';
import { startReproductionScreen } from './screen';

const root = document.getElementById('root');
const live = document.getElementById('live');
if (root && live) {
  const host = connect<FromReproductionWebview, ReproductionWebviewState>();
  const receive = startReproductionScreen({ root, live, host });
  window.addEventListener('message', (event: MessageEvent<ToReproductionWebview>) => receive(event.data));
}
