// The box at the top of the window: command palette, quick open, picks and inputs of the extension.
import { eventually, plain, pressUntil, repeatUntil, textOf } from './wait.mjs';

const box = page => page.locator('.quick-input-widget');
const input = page => box(page).locator('.quick-input-box input');
const rows = page => box(page).locator('.quick-input-list .monaco-list-row');

/** Runs a command from the palette, by its whole title ("KynML: Create Lock"). */
export async function command(session, title) {
  const { page } = session;
  const row = rows(page).filter({ hasText: title }).first();
  // An open palette does not show commands that are registered later, for example by an extension that is still starting.
  await repeatUntil(async () => {
    if (await box(page).isVisible()) await cancelPick(session);
    await search(session, { key: 'F1', text: `>${title}` });
  }, row);
  await settledRows(page);
  const shown = await textOf(row.locator('.label-name').first());
  if (shown !== title) throw new Error(`The palette has no command "${title}"; the nearest is "${shown}".`);
  await row.click();
  await eventually('the palette to close', async () => !(await isSearching(page, `>${title}`)));
}

/** The command may open a pick of its own at once, so the box may stay open; but it no longer contains the search. */
const isSearching = async (page, text) => (await box(page).isVisible()) && (await input(page).inputValue()) === text;

/** Opens a file of the workspace by quick open: "run_manifest.json", or "runs/b/run_manifest.json" where the name alone is not enough. */
export async function openFile(session, file) {
  const { page } = session;
  const name = file.split('/').at(-1);
  const folder = file.slice(0, -name.length - 1);
  const named = page.locator('.label-name').filter({ hasText: exactly(name) });
  const row = rows(page).filter({ has: named }).filter({ hasText: folder }).first();
  const tab = page.locator(`.tab.active[data-resource-name="${name}"]`).first();
  await eventually(`${file} to open`, async () => {
    await search(session, { key: 'Control+P', text: file });
    await row.waitFor();
    await settledRows(page);
    await row.click();
    await tab.waitFor({ timeout: 3000 });
    return true;
  });
  await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
}

const exactly = text => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);

/** Opens quick open or the palette and types into it; the text is compared, because an early key can get lost. */
async function search(session, { key, text }) {
  const { page } = session;
  await pressUntil(session, key, input(page));
  await eventually(`the quick input to hold ${text}`, async () => {
    // Something else may have taken the focus and closed it.
    if (!(await input(page).isVisible())) await page.keyboard.press(key);
    await input(page).fill(text, { timeout: 1000 });
    return (await input(page).inputValue()) === text;
  });
}

/** Results appear one after the other and move each other down, so a click may hit a neighbour: waits until they stop moving. */
async function settledRows(page) {
  let before = '';
  await eventually('the results to stand still', async () => {
    const now = (await rows(page).allInnerTexts()).join('\n');
    const isSame = now === before;
    before = now;
    return isSame;
  });
}

/** What the open pick offers, one text for each visible row, once a row contains `expect`. */
export async function pickRows({ page }, expect = /\S/) {
  await rows(page).filter({ hasText: expect }).first().waitFor();
  return (await rows(page).allInnerTexts()).map(plain);
}

/** Selects the row of the open pick that contains the text. */
export async function pick({ page }, text) {
  await rows(page).filter({ hasText: text }).first().click();
}

/** Filters a long pick by the text and selects the row that contains it: a long list shows only its first rows. */
export async function filterAndPick(session, text) {
  await input(session.page).fill(text);
  await pick(session, text);
}

/** Answers an open input box. */
export async function answerInput({ page }, text) {
  await input(page).fill(text);
  await page.keyboard.press('Enter');
}

/** The title and the prompt that an open pick or input shows. */
export async function pickPrompt({ page }) {
  await box(page).first().waitFor();
  const placeholder = await input(page).getAttribute('placeholder');
  return plain(`${await textOf(box(page).locator('.quick-input-title'))} ${placeholder ?? ''}`);
}

/** Cancels an open pick or input. */
export async function cancelPick({ page }) {
  await eventually('the quick input to close', async () => {
    await page.keyboard.press('Escape');
    return !(await box(page).isVisible());
  });
}
