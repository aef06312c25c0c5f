// The view of runs in the activity bar.
import { command } from './quickInput.mjs';
import { eventually } from './wait.mjs';

const rowsOf = page => page.locator('.tree-explorer-viewlet-tree-view .monaco-list-row');

/** Shows the view. */
export const showRuns = session => command(session, 'KynML: Focus on Runs View');

/** The rows that are visible, each as `label description`. */
export const runRows = ({ page }) =>
  // A list uses the elements of its rows again in any order.
  rowsOf(page).evaluateAll(rows =>
    rows
      .sort((a, b) => Number(a.dataset.index) - Number(b.dataset.index))
      .map(row =>
        ['.label-name', '.label-description']
          .map(part => row.querySelector(part)?.textContent ?? '')
          .join(' ')
          .trim(),
      ),
  );

/** Waits until a row contains a text, and returns all rows. */
export const waitForRun = (session, text) =>
  eventually(`a row with "${text}" in the view of runs`, async () => {
    const rows = await runRows(session);
    return rows.some(row => row.includes(text)) && rows;
  });

/** The row that contains a text. */
export const runRow = ({ page }, text) => rowsOf(page).filter({ hasText: text }).first();
