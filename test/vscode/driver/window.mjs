// The window as a whole: readiness, settings, theme, size, reload and pictures.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { command } from './quickInput.mjs';
import { eventually, hidden, visible } from './wait.mjs';

/** Waits until the workbench can be used. */
export async function ready({ page }) {
  await visible('the workbench with its status bar', page.locator('.monaco-workbench .part.statusbar'));
}

/**
 * Reloads the window, as "Developer: Reload Window" does. In a browser, VS Code stores the state that it restores when it is
 * idle or loses the focus, not when it is reloaded; so `stored` is a part of the state, and the reload waits until it is stored.
 */
export async function reload(session, { stored = '' } = {}) {
  await eventually(`VS Code to store ${stored}`, async () => {
    await session.page.evaluate(loseFocus);
    return session.page.evaluate(isStored, stored);
  });
  await session.page.reload();
  await ready(session);
}

/** Runs inside the page: the events that VS Code gets when a person changes to another window. */
function loseFocus() {
  for (const hasFocus of [true, false]) {
    document.hasFocus = () => hasFocus;
    document.dispatchEvent(new Event('visibilitychange'));
  }
}

/** Runs inside the page: whether the stored state of the workbench contains a text. JSON within JSON is escaped several times. */
async function isStored(text) {
  const settle = request =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith('vscode-web-state-db')) continue;
    const database = await settle(indexedDB.open(name));
    const values = await settle(database.transaction('ItemTable').objectStore('ItemTable').getAll());
    database.close();
    if (values.some(value => String(value).replaceAll('\\', '').includes(text))) return true;
  }
  return false;
}

/** Trusts the workspace of a window that was opened with `restricted`, as a person does on its page. */
export async function trustWorkspace(session) {
  await command(session, 'Workspaces: Manage Workspace Trust');
  await session.page.locator('.workspace-trust-editor').getByRole('button', { name: 'Trust', exact: true }).click();
  await hidden('Restricted Mode in the status bar', session.page.locator('[id="status.workspaceTrust"]'));
}

/** Changes the size of the window. */
export async function resize({ page }, width, height) {
  await page.setViewportSize({ width, height });
  await eventually('the window to follow its size', () =>
    page.locator('.monaco-workbench').evaluate((bench, size) => Math.abs(bench.clientWidth - size) < 2, width),
  );
}

/**
 * Saves a picture of the window, or of the part below a selector. Missing folders are created.
 * @param {any} session
 * @param {string} file
 * @param {{ from?: string }} options
 */
export async function screenshot({ page }, file, { from } = {}) {
  mkdirSync(path.dirname(file), { recursive: true });
  const clip = from === undefined ? {} : { clip: await downFrom(page, from) };
  await page.screenshot({ path: file, animations: 'disabled', ...clip });
}

async function downFrom(page, selector) {
  const { width, height } = page.viewportSize();
  const { y } = await page.locator(selector).boundingBox();
  return { x: 0, y, width, height: height - y };
}
