// What a failed test leaves: pictures and the logs of VS Code, in test-results/ (ignored by git, uploaded by a CI).
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../scripts/project.mjs';
import { plain } from './driver/wait.mjs';

/** The folder for pictures and logs. */
export const resultsDir = path.join(root, 'test-results');

/** A file name in that folder, made from the name of a test. */
export const resultFile = (name, ending) =>
  path.join(resultsDir, `${name.replace(/[^\w-]+/g, '-').slice(0, 100)}${ending}`);

/** Saves a picture of the window and the logs of its server, and prints what the window shows. */
export async function keepEvidence({ driver, server, page }, name) {
  await printWindow(page).catch(() => {});
  await driver.screenshot(resultFile(name, '.png')).catch(() => {});
  const logs = path.join(server.data, 'data', 'logs');
  if (existsSync(logs)) cpSync(logs, resultFile(name, '-logs'), { recursive: true });
}

const shown = {
  editor: '.tab.active',
  notifications: '.notification-list-item-message',
  dialog: '.monaco-dialog-box',
  'quick input': '.quick-input-widget',
  terminal: '.terminal-wrapper.active .xterm-rows',
  'status bar': '.part.statusbar',
};

/** The text of the parts of a window, for logs of a machine whose pictures are out of reach. */
async function printWindow(page) {
  for (const [part, selector] of Object.entries(shown)) {
    const texts = (await page.locator(selector).filter({ visible: true }).allInnerTexts()).map(plain).filter(Boolean);
    if (texts.length > 0) console.log(`       ${part}: ${texts.join(' | ').slice(-600)}`);
  }
}
