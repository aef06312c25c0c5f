// The status bar, the problems, the terminal and the webviews.
import { manifest } from '../../../scripts/project.mjs';
import { activeEditor } from './editor.mjs';
import { command } from './quickInput.mjs';
import { eventually, fits, plain, repeatUntil, visible } from './wait.mjs';

const extension = `${manifest.publisher}.${manifest.name}`;

/** A status bar item of the extension by the last part of its id ("state"), as a locator. */
export const statusItem = ({ page }, id) => page.locator(`.statusbar-item[id="${extension}.${id}"]`);

/**
 * Waits until a status bar item and its label hold the texts (or match the patterns): { text, label }, label as a screen
 * reader reads it.
 */
export async function statusText(session, id, expect = /\S/, expectLabel = '') {
  const item = statusItem(session, id);
  return eventually(`the status bar item ${id} to read ${expect} ${expectLabel}`, async () => {
    const text = (await item.allInnerTexts()).map(plain).join(' ');
    const label = (await item.locator('a').getAttribute('aria-label', { timeout: 1000 })) ?? '';
    if (fits(text, expect) && fits(label, expectLabel)) return { text, label };
    throw new Error(`${text} (${label})`);
  });
}

const markers = page => page.locator('.markers-panel .monaco-list-row');

/** The visible rows of the problems panel, files and problems, once a row holds the text (or matches the pattern). */
export async function problems(session, expect = /\S/) {
  await command(session, 'Problems: Focus on Problems View');
  return eventually(`a problem ${expect}`, async () => {
    const rows = (await markers(session.page).allInnerTexts()).map(plain);
    if (rows.some(row => fits(row, expect))) return rows;
    throw new Error(rows.join(' | ') || 'no problem');
  });
}

/** Waits for a row of the problems panel that contains the text and opens its location. */
export async function goToProblem(session, text) {
  await command(session, 'Problems: Focus on Problems View');
  const row = markers(session.page).filter({ hasText: text });
  await visible(`the problem ${text}`, row);
  await repeatUntil(`the place of the problem ${text}`, () => row.dblclick(), activeEditor(session, '.focused'));
}

// The lines that stay at the top while a terminal scrolls are drawn by a second terminal within the first one.
const terminal = page => page.locator('.terminal-wrapper.active .terminal-xterm-host > .xterm');

/** The text that is visible in the active terminal. */
async function terminalText({ page }) {
  await visible('the terminal', terminal(page));
  const rows = await terminal(page).locator('.xterm-rows > div').allInnerTexts();
  return rows
    .map(row => row.replaceAll('\u00a0', ' ').trimEnd())
    .join('\n')
    .trimEnd();
}

/** Waits until the active terminal holds the text (or matches the pattern), and gives all its text. */
export async function waitForTerminal(session, expect, limit) {
  const isThere = async () => {
    const text = await terminalText(session);
    if (fits(text, expect)) return text;
    throw new Error(text || 'an empty terminal');
  };
  return eventually(`${expect} in the terminal`, isThere, limit);
}

/** The document inside the visible webview (the last one, should several be visible), as a frame locator. */
export const webview = ({ page }) =>
  page.frameLocator('iframe.webview.ready:visible >> nth=-1').frameLocator('iframe#active-frame');
