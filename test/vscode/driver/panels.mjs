// The status bar, the problems, the terminal and the webviews.
import { command } from './quickInput.mjs';
import { eventually, plain, repeatUntil, textOf } from './wait.mjs';

/** The status bar item whose id ends with `id` ("kynml.kynml-vscode.hash", or "hash" alone), as a locator. */
export const statusItem = ({ page }, id) => page.locator(`.statusbar-item[id="${id}"], .statusbar-item[id$=".${id}"]`);

/** Waits until a status bar item contains the text (or matches the pattern): { text, label }; screen readers read the label. */
export async function statusText(session, id, expect = /\S/) {
  const item = statusItem(session, id).filter({ hasText: expect });
  await item.waitFor();
  return { text: await textOf(item), label: await item.locator('a').getAttribute('aria-label') };
}

/** The visible rows of the problems panel, files and problems. */
export async function problems(session) {
  await command(session, 'Problems: Focus on Problems View');
  const rows = session.page.locator('.markers-panel .monaco-list-row');
  await session.page.locator('.markers-panel').waitFor();
  return (await rows.allInnerTexts()).map(plain);
}

/** Waits for a row of the problems panel that contains the text and opens its location. */
export async function goToProblem(session, text) {
  await command(session, 'Problems: Focus on Problems View');
  const focused = session.page.locator('.editor-group-container.active .monaco-editor.focused');
  const row = session.page.locator('.markers-panel .monaco-list-row').filter({ hasText: text }).first();
  await repeatUntil(() => row.dblclick(), focused);
}

const terminal = page => page.locator('.terminal-wrapper.active .xterm');

/** The text that is visible in the active terminal. */
export async function terminalText({ page }) {
  await terminal(page).waitFor();
  const rows = await terminal(page).locator('.xterm-rows > div').allInnerTexts();
  return rows
    .map(row => row.replaceAll('\u00a0', ' ').trimEnd())
    .join('\n')
    .trimEnd();
}

/** Waits until the active terminal contains the text (or matches the pattern), and returns all its text. */
export async function waitForTerminal(session, expect, limit = 20_000) {
  const isThere = text => (expect instanceof RegExp ? expect.test(text) : text.includes(expect));
  return eventually(
    `the terminal to say ${expect}`,
    async () => {
      const text = await terminalText(session);
      return isThere(text) && text;
    },
    limit,
  );
}

/** The document inside the visible webview (the last one, should several be visible), as a frame locator. */
export const webview = ({ page }) =>
  page.frameLocator('iframe.webview.ready:visible >> nth=-1').frameLocator('iframe#active-frame');
