// Entry point of the diff webview: connects the screen to VS Code.
import type { DiffWebviewState, FromDiffWebview, ToDiffWebview } from '../../../src-shared/protocol/webview';
import { connect } from '../shared/vscodeApi';
import { startDiffScreen } from './screen';

const root = document.getElementById('root');
const live = document.getElementById('live');
if (root && live) {
  const receive = startDiffScreen({ root, live, host: connect<FromDiffWebview, DiffWebviewState>() });
  window.addEventListener('message', (event: MessageEvent<ToDiffWebview>) => receive(event.data));
}
