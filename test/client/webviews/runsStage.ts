// The page of the table with its panel, for tests.
import { startRunsScreen } from '../../../client/webviews/runs/screen';
import type {
  FromRunsWebview,
  RunsWebviewState,
  RunTableQuery,
  RunTableView,
} from '../../../src-shared/protocol/runTableView';

/** Starts the page with a saved state. */
export function stage(saved?: Partial<RunsWebviewState>) {
  document.body.replaceWith(document.createElement('body'));
  const [root, live] = [document.createElement('main'), document.createElement('div')];
  root.innerHTML = '<p class="pending">Pending</p>';
  document.body.append(live, root);
  const sent: FromRunsWebview[] = [];
  const states: RunsWebviewState[] = [];
  const receive = startRunsScreen({
    root,
    live,
    host: { postMessage: m => void sent.push(m), getState: () => saved, setState: s => void states.push(s) },
  });
  const all = (selector: string) => Array.from(root.querySelectorAll<HTMLElement>(selector));
  const find = (selector: string): HTMLElement => {
    const found = root.querySelector<HTMLElement>(selector);
    if (!found) throw new Error(`The page has no ${selector}: ${root.innerHTML.slice(0, 500)}`);
    return found;
  };
  const cell = (row: number, column: number) => find(`[data-cell="${row}:${column}"]`);
  return {
    root,
    live,
    sent,
    states,
    receive,
    all,
    find,
    cell,
    state: () => states.at(-1),
    show: (view: RunTableView, query: RunTableQuery = {}) => receive({ type: 'table', view, query }),
    /** The texts of a column of the grid, by its index, from top to bottom. */
    texts: (column: number) => all(`[data-cell$=":${column}"]`).map(element => element.textContent),
    heads: () =>
      all('.head .cell').map(element => element.querySelector('.headTitle')?.textContent ?? element.textContent),
    press: (key: string, more: KeyboardEventInit = {}) =>
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }),
      ),
    focused: () => (document.activeElement as HTMLElement | null)?.dataset.cell,
    button: (id: string) => find(`[data-key="${id}"]`),
  };
}
