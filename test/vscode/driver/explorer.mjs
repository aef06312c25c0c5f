// The explorer: files by their path, several at once, and their context menus; and the buttons of the editor title.
import { command } from './quickInput.mjs';
import { eventually } from './wait.mjs';

const rowsOf = page => page.locator('.explorer-folders-view .monaco-list-row');

/** Selects files of the explorer, given by their paths from the workspace folder; folders on the way are opened. */
export async function selectFiles(session, files) {
  await command(session, 'File: Focus on Files Explorer');
  // Opening a folder selects it, so all folders are opened before the first file is selected.
  for (const file of files) await explorerRow(session, file);
  for (const [at, file] of files.entries()) {
    const row = await explorerRow(session, file);
    await row.click({ modifiers: at === 0 ? [] : ['ControlOrMeta'] });
  }
}

/** Opens the context menu of a file, given by its path, and chooses the entry; other selected files stay selected. */
export async function contextMenu(session, file, entry) {
  const row = await explorerRow(session, file);
  await row.click({ button: 'right' });
  const choice = session.page.locator('.monaco-menu').getByText(entry, { exact: true }).first();
  await choice.waitFor();
  // A menu ignores clicks right after it opened, so that the click that opened it does not also select an entry.
  await eventually(`the menu to close after ${entry}`, async () => {
    if (await choice.isVisible()) await choice.click({ timeout: 1000 });
    await choice.waitFor({ state: 'hidden', timeout: 500 });
    return true;
  });
}

/** Presses a button at the top right of the active editor, by the beginning of its title. */
export async function editorAction({ page }, title) {
  await page.locator(`.editor-group-container.active .editor-actions .action-label[aria-label^="${title}"]`).click();
}

/** The row of a file: its folders are opened one after the other, each searched below the previous one. */
async function explorerRow({ page }, file) {
  let above = -1;
  const names = file.split('/');
  for (const [depth, name] of names.entries()) {
    const row = await eventually(`${file} in the explorer`, () => findRow(page, { name, level: depth + 1, above }));
    if (depth === names.length - 1) return row.locator;
    if (!row.isExpanded) await row.locator.click();
    above = row.index;
  }
}

async function findRow(page, wanted) {
  const index = await rowsOf(page).evaluateAll(matchRow, wanted);
  if (index === undefined) return undefined;
  const locator = page.locator(`.explorer-folders-view .monaco-list-row[data-index="${index}"]`);
  return { index, locator, isExpanded: (await locator.getAttribute('aria-expanded')) === 'true' };
}

/** Runs inside the page: the first row below `above` with this name and level. */
function matchRow(rows, { name, level, above }) {
  const found = rows
    .map(row => ({
      index: Number(row.dataset.index),
      level: Number(row.ariaLevel),
      name: row.querySelector('.label-name')?.textContent,
    }))
    .filter(row => row.index > above && row.level === level && row.name === name)
    .sort((a, b) => a.index - b.index);
  return found[0]?.index;
}
