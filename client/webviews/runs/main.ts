// The table of runs: connects the screen to VS Code.
import type { FromRunsWebview, RunsWebviewState, ToRunsWebview } from '../../../src-shared/protocol/runTableView';
import { connect, type PageElements } from '../shared/vscodeApi';
import { startRunsScreen } from './screen';

/** Shows the page. */
export function showRuns({ root, live }: PageElements): void {
  const receive = startRunsScreen({ root, live, host: connect<FromRunsWebview, RunsWebviewState>() });
  window.addEventListener('message', (event: MessageEvent<ToRunsWebview>) => receive(event.data));
}
