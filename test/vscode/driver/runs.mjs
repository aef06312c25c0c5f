// The view of runs in the activity bar.
import { command } from './quickInput.mjs';
import { eventually, patiently } from './wait.mjs';

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

/** Clicks an action of the row that contains a text. It is shown while the mouse is over the row, which may be drawn again meanwhile. */
export async function clickRunAction(session, text, action) {
  const row = runRow(session, text);
  const click = async patience => {
    await session.page.mouse.move(5, 5);
    await row.hover({ timeout: patience });
    await row.locator(`[aria-label="${action}"]`).click({ timeout: patience });
    return true;
  };
  await eventually(`${action} of the run ${text}`, patiently(click));
}
