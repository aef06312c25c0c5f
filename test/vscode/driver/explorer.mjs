// The explorer: files by their path, several at once, and their context menus; and the buttons of the editor title.
import { command } from './quickInput.mjs';
import { eventually, patiently, repeatUntil, visible } from './wait.mjs';

const rowsOf = page => page.locator('.explorer-folders-view .monaco-list-row');

/** Selects files of the explorer, given by their paths from the workspace folder; folders on the way are opened. */
async function selectFiles(session, files) {
  await command(session, 'File: Focus on Files Explorer');
  // Opening a folder selects it, so all folders are opened before the first file is selected.
  for (const file of files) await explorerRow(session, file);
  const select = async () => {
    for (const [at, file] of files.entries()) {
      const row = await explorerRow(session, file);
      await clickRow(session, row, { modifiers: at === 0 ? [] : ['ControlOrMeta'] });
    }
    return areSelected(session, files);
  };
  await eventually(`${files.join(', ')} to be selected`, select);
}

/** The tooltip of the row below the mouse covers the next row, so the mouse moves away first. */
async function clickRow({ page }, row, options) {
  await page.mouse.move(5, 5);
  await row.click(options);
}

/** Rows move when a file comes or goes, so what is selected is compared with what was wanted. */
async function areSelected(session, files) {
  const rows = await Promise.all(files.map(file => explorerRow(session, file)));
  const selected = await Promise.all(rows.map(row => row.getAttribute('aria-selected')));
  const count = await rowsOf(session.page).and(session.page.locator('[aria-selected="true"]')).count();
  return count === files.length && selected.every(value => value === 'true');
}

/**
 * Selects files, given by their paths, opens the context menu of the first one and chooses the entry, until `effect` (a locator) is visible: a menu that
 * loses the focus closes without a choice, and an editor that opens late selects only its own file.
 */
export async function contextMenu(session, files, entry, effect) {
  const choose = async () => {
    await session.page.keyboard.press('Escape');
    await selectFiles(session, files);
    await chooseInMenu(session, files[0], entry);
  };
  await repeatUntil(`${entry} in the menu of ${files[0]}`, choose, effect, 10_000);
}

async function chooseInMenu(session, file, entry) {
  const row = await explorerRow(session, file);
  await clickRow(session, row, { button: 'right' });
  const menu = session.page.locator('.monaco-menu');
  const choice = menu.getByRole('menuitem', { name: entry, exact: true });
  await visible(`the entry ${entry} of the menu`, choice);
  // A menu takes no click in its first moments, so that the click that opened it does not also choose.
  const choose = async patience => {
    if (await choice.isVisible()) await choice.click({ timeout: patience });
    await choice.waitFor({ state: 'hidden', timeout: patience });
    return true;
  };
  await eventually(`the menu to close after ${entry}`, patiently(choose));
}

/** Presses a button at the top right of the active editor, by its title; a keyboard shortcut may follow it in brackets. */
export async function editorAction({ page }, title) {
  const label = `.editor-group-container.active .editor-actions .action-label`;
  await page.locator(`${label}[aria-label="${title}"], ${label}[aria-label^="${title} ("]`).click();
}

/** The row of a file: its folders are opened one after the other, each searched below the previous one. */
async function explorerRow({ page }, file) {
  let above = -1;
  const names = file.split('/');
  for (const [depth, name] of names.entries()) {
    const row = await eventually(`${file} in the explorer`, () => findRow(page, { name, level: depth + 1, above }));
    if (depth === names.length - 1) return row.locator;
    if (!row.isExpanded) await clickRow({ page }, row.locator);
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

/** The letters after the name of a file, as one text. */
export async function explorerLetters(session, file) {
  const row = await explorerRow(session, file);
  const letters = await row.evaluate(element => {
    const labels = [...element.querySelectorAll('.monaco-icon-label, .monaco-icon-label *')];
    return labels.map(label => getComputedStyle(label, '::after').content).filter(text => /^".+"$/.test(text));
  });
  return letters.join(' ').replaceAll('"', '');
}

/** The tooltip of a marked file. A file without a mark may have none. */
export async function explorerTooltip(session, file) {
  const row = await explorerRow(session, file);
  await session.page.mouse.move(5, 5);
  await row.hover();
  const tooltip = session.page
    .locator('.workbench-hover-container')
    .filter({ hasText: file.split('/').at(-1) })
    .last();
  await visible(`the tooltip of ${file}`, tooltip);
  const text = await tooltip.innerText();
  await session.page.mouse.move(5, 5);
  return text;
}
