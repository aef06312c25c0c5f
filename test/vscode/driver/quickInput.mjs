// The box at the top of the window: command palette, quick open, picks and inputs of the extension.
import { activeEditor } from './editor.mjs';
import { eventually, exactly, fits, hidden, patiently, plain, pressUntil, visible } from './wait.mjs';

const box = page => page.locator('.quick-input-widget');
const rows = page => box(page).locator('.quick-input-list .monaco-list-row');
const named = (page, name) =>
  rows(page).filter({ has: page.locator('.label-name').filter({ hasText: exactly(name) }) });

/** The input of the open box, as a locator. */
export const boxInput = ({ page }) => box(page).locator('.quick-input-box input');

/** Runs a command from the palette, by its whole title ("KynML: Create Lock"). */
export async function command(session, title) {
  const { page } = session;
  // The palette lists a command a second time below "recently used" of an older VS Code.
  const row = named(page, title).first();
  const find = async patience => {
    // An open palette does not learn of commands that appear later, as those of an extension that is still starting.
    if (await box(page).isVisible()) await cancelPick(session);
    await search(session, { key: 'F1', text: `>${title}`, patience });
    await row.waitFor({ timeout: patience }).catch(() => refuse(page, title));
    return true;
  };
  await eventually(`the command "${title}" in the palette`, patiently(find, 2000));
  await chooseRow(session, row);
  await eventually('the palette to close', async () => !(await isSearching(session, `>${title}`)));
}

async function refuse(page, title) {
  const found = (await rows(page).allInnerTexts()).map(plain).join(' | ');
  throw new Error(`the palette has no "${title}", it lists: ${found || 'nothing'}`);
}

/** The command may open a pick of its own at once, so the box may stay; but it does not hold the search any more. */
const isSearching = async (session, text) =>
  (await box(session.page).isVisible()) && (await boxInput(session).inputValue()) === text;

/** Opens a file of the workspace by quick open: "run_manifest.json", or "runs/b/run_manifest.json" where the name alone is not enough. */
export async function openFile(session, file) {
  const { page } = session;
  const name = file.split('/').at(-1);
  const folder = file.slice(0, -name.length - 1);
  // The first of several is the nearest to what was typed, and the editor that opens is compared with the whole path.
  const row = named(page, name).filter({ hasText: folder }).first();
  const opened = activeEditor(session, `.focused[data-uri$="/${encodeURI(file)}"]`);
  const open = async patience => {
    await search(session, { key: 'Control+P', text: file, patience });
    await row.waitFor({ timeout: patience });
    await settledRows(page);
    await row.click({ timeout: patience });
    await opened.waitFor({ timeout: patience });
    return true;
  };
  // Typing again starts the search for files anew, so the first try gets time to end.
  await eventually(`${file} to open`, patiently(open, 5000));
}

/** Opens quick open, the palette or a line number and types into it; the text is compared, because an early key can get lost. */
export async function search(session, { key, text, patience }) {
  const { page } = session;
  const input = boxInput(session);
  await pressUntil(session, key, input);
  await eventually(`the quick input to hold ${text}`, async () => {
    // Something else may have taken the focus and closed it.
    if (!(await input.isVisible())) await page.keyboard.press(key);
    await input.fill(text, { timeout: patience });
    return (await input.inputValue()) === text;
  });
}

/**
 * Rows are drawn one after the other, and results push each other down, so that a click hits a neighbour: waits until nothing is
 * searched for and two reads agree.
 */
async function settledRows(page) {
  let before;
  await eventually('the results to stay where they are', async () => {
    const now = (await rows(page).allInnerTexts()).join('\n');
    const isSame = now === before;
    before = now;
    return isSame && (await box(page).locator('.monaco-progress-container.active').count()) === 0;
  });
}

/** Chooses a row with the keyboard: a tooltip of another row, or of the focused one, can cover it for the mouse. */
async function chooseRow(session, row) {
  const input = boxInput(session);
  await settledRows(session.page);
  await eventually('the focus to reach the row', async () => {
    if (/\bfocused\b/.test((await row.getAttribute('class')) ?? '')) return true;
    await input.press('ArrowDown');
    return false;
  });
  // Once: a key that is late may have worked, and a command that runs twice closes two editors.
  await input.press('Enter');
}

/** What the open pick offers, one text for each visible row, once all rows are drawn and one holds `expect`. */
export async function pickRows({ page }, expect = /\S/) {
  return eventually(`a row ${expect} in the open pick`, async () => {
    await settledRows(page);
    const texts = (await rows(page).allInnerTexts()).map(plain);
    if (texts.some(text => fits(text, expect))) return texts;
    throw new Error(texts.join(' | ') || 'no row');
  });
}

/** Chooses the row of the open pick that holds the text, and waits until the pick has taken it: it closes or asks something else. */
export async function pick(session, text) {
  const { page } = session;
  const row = rows(page).filter({ hasText: text });
  await visible(`the row ${text} of the pick`, row);
  const before = await question(session);
  await chooseRow(session, row);
  await eventually(`the pick to take ${text}`, async () => (await question(session)) !== before);
}

/** Clicks a button of the row of the open pick that holds the text. The buttons of a row are shown while the mouse is over it. */
export async function pressRowButton({ page }, text, title) {
  const row = rows(page).filter({ hasText: text });
  await visible(`the row ${text} of the pick`, row);
  await settledRows(page);
  await row.hover();
  await row
    .locator('.action-label')
    .and(page.locator(`[aria-label^="${title}"]`))
    .click();
}

/** What the open box asks: its title, placeholder and message; empty when no box is open. */
async function question(session) {
  const { page } = session;
  if (!(await box(page).isVisible())) return '';
  const texts = await box(page).locator('.quick-input-title, .quick-input-message').allInnerTexts();
  return plain([...texts, (await boxInput(session).getAttribute('placeholder', { timeout: 1000 })) ?? ''].join(' '));
}

/** Filters a long pick by the text and selects the row that contains it: a long list shows only its first rows. */
export async function filterAndPick(session, text) {
  await visible('the pick', box(session.page));
  await boxInput(session).fill(text);
  await pick(session, text);
}

/** Answers an open input box, and waits until it has taken the answer: it closes, refuses it, or asks something else. The next command would cancel it. */
export async function answerInput(session, text) {
  const input = boxInput(session);
  await visible('the input box', input);
  const before = await question(session);
  await input.fill(text);
  await input.press('Enter');
  await eventually(`the input box to take ${text}`, async () => (await question(session)) !== before);
}

/** Whether a pick, an input or a dialog for a file is open. */
export const isAsking = session => boxInput(session).isVisible();

/**
 * Answers the file dialog, once it is open, with a path. It looks at each folder on the way and forgets what is typed meanwhile,
 * so a test repeats this until it sees the effect (see patiently).
 */
export async function answerDialog(session, file) {
  const input = boxInput(session);
  if (!(await input.isVisible())) return;
  await input.fill(file, { timeout: 1000 });
  await input.press('Enter', { timeout: 1000 });
}

/** Waits until the title and the prompt of the open pick or input hold `expect`, and gives them. */
export async function pickPrompt(session, expect = /\S/) {
  const { page } = session;
  return eventually(`a pick that asks ${expect}`, async () => {
    const title = (await box(page).locator('.quick-input-title').allInnerTexts()).join(' ');
    const text = plain(`${title} ${(await boxInput(session).getAttribute('placeholder', { timeout: 1000 })) ?? ''}`);
    if ((await box(page).isVisible()) && fits(text, expect)) return text;
    throw new Error(text || 'no question');
  });
}

/** Cancels an open pick or input. */
export async function cancelPick({ page }) {
  const leave = async patience => {
    await page.keyboard.press('Escape');
    await box(page).waitFor({ state: 'hidden', timeout: patience });
    return true;
  };
  await eventually('the quick input to close', patiently(leave));
  await hidden('the quick input', box(page));
}
