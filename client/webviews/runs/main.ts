// Entry point of the table of runs: connects the screen to VS Code.
import type { FromRunsWebview, RunsWebviewState, ToRunsWebview } from '../../../src-shared/protocol/runTableView';
import { connect } from '../shared/vscodeApi';
import { startRunsScreen } from './screen';

const root = document.getElementById('root');
const live = document.getElementById('live');
if (root && live) {
  const receive = startRunsScreen({ root, live, host: connect<FromRunsWebview, RunsWebviewState>() });
  window.addEventListener('message', (event: MessageEvent<ToRunsWebview>) => receive(event.data));
}
