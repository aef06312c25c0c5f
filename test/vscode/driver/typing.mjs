// Writing in the active editor: moving the cursor, typing, saving.
import { activeEditor, editor, visibleLines } from './editor.mjs';
import { search } from './quickInput.mjs';
import { eventually, patiently, textOf, visible } from './wait.mjs';

const focused = session => visible('an editor with the focus', activeEditor(session, '.focused'));

/** Puts the cursor at a line and a column, both counted from 1. */
export async function goTo(session, line, column = 1) {
  const { page } = session;
  const move = async patience => {
    await search(session, { key: 'Control+G', text: `:${line},${column}`, patience });
    await page.keyboard.press('Enter');
    await activeEditor(session, '.focused').waitFor({ timeout: patience });
    await cursorAt(session, line, column, patience);
    return true;
  };
  await eventually(`the cursor to go to line ${line}, column ${column}`, patiently(move));
}

/** Waits until the cursor is at a line and a column, both counted from 1. */
export async function cursorAt(session, line, column, limit) {
  const wanted = new RegExp(`^Ln ${line}, Col ${column}( |$)`);
  const isThere = async () => {
    const found = await cursor(session);
    if (wanted.test(found)) return true;
    throw new Error(found);
  };
  await eventually(`the cursor at line ${line}, column ${column}`, isThere, limit);
}

/** The place of the cursor in the status bar: "Ln 3, Col 5". */
export const cursor = ({ page }) => textOf(page.locator('[id="status.editor.selection"]'));

/** Types text at the cursor, key by key. */
export async function typeText(session, text) {
  await focused(session);
  await session.page.keyboard.type(text, { delay: 5 });
}

/** Replaces a whole line, counted from 1, by a text that includes its indentation. */
export async function replaceLine(session, line, text) {
  await goTo(session, line, 1);
  await session.page.keyboard.press('Shift+End');
  await session.page.keyboard.insertText(text);
  await eventually(`line ${line} to read ${text}`, async () => (await visibleLines(session)).includes(text));
}

/**
 * Saves the active editor and waits until its tab shows no unsaved change. The tab follows the text a moment later, so a test
 * that reads the file afterwards waits for what it expects there.
 */
export async function save(session) {
  const { page } = session;
  await visible('an editor', editor(session));
  const isSaved = async patience => {
    await page.keyboard.press('Control+S');
    await page
      .locator('.editor-group-container.active .tab.active.dirty')
      .waitFor({ state: 'hidden', timeout: patience });
    return true;
  };
  // A file that was not there before would be asked about when it is saved again.
  await eventually('the file to be saved', patiently(isSaved, 8000));
}
