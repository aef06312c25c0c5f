// Editing in the active editor: moving the cursor, typing, saving.
import { editor, visibleLines } from './editor.mjs';
import { answerInput } from './quickInput.mjs';
import { eventually, pressUntil, textOf } from './wait.mjs';

/** Puts the cursor at a line and a column, both counted from 1. */
export async function goTo(session, line, column = 1) {
  const { page } = session;
  const input = page.locator('.quick-input-widget .quick-input-box input');
  await pressUntil(session, 'Control+G', input);
  await answerInput(session, `:${line},${column}`);
  await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  await eventually(`the cursor at line ${line}, column ${column}`, async () =>
    (await cursor(session)).startsWith(`Ln ${line}, Col ${column}`),
  );
}

/** The position of the cursor in the status bar: "Ln 3, Col 5". */
export async function cursor({ page }) {
  return textOf(page.locator('[id="status.editor.selection"]'));
}

/** Types text at the cursor, key by key. */
export async function typeText({ page }, text) {
  await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  await page.keyboard.type(text, { delay: 5 });
}

/** Replaces a whole line, counted from 1, by a text that includes its indentation. */
export async function replaceLine(session, line, text) {
  await goTo(session, line, 1);
  await session.page.keyboard.press('Shift+End');
  await session.page.keyboard.insertText(text);
  await eventually(`line ${line} to read ${text}`, async () => (await visibleLines(session)).includes(text));
}

/** Saves the active editor and waits until VS Code shows that it is saved. */
export async function save(session) {
  const { page } = session;
  await editor(session).waitFor();
  await eventually('the file to be saved', async () => {
    await page.keyboard.press('Control+S');
    return (await page.locator('.editor-group-container.active .tab.active.dirty').count()) === 0;
  });
}
