// Reading the active editor: its text, squiggles, code lenses, hovers and quick fixes.
import { eventually, plain, repeatUntil, textOf } from './wait.mjs';

/** The active text editor, as a locator. */
export const editor = ({ page }) => page.locator('.editor-group-container.active .monaco-editor').first();

/** The lines that are visible in the active editor, from top to bottom. */
export async function visibleLines(session) {
  const lines = await editor(session)
    .locator('.view-lines .view-line')
    .evaluateAll(found => found.map(line => ({ top: Number.parseFloat(line.style.top), text: line.textContent })));
  return lines.sort((a, b) => a.top - b.top).map(line => line.text.replaceAll('\u00a0', ' '));
}

/** Counts the visible squiggles of a severity: error, warning, info or hint. */
export const squiggles = (session, severity) => editor(session).locator(`.squiggly-${severity}`).count();

/** Waits until exactly `count` squiggles of a severity are visible. */
export async function waitForSquiggles(session, severity, count) {
  const isReached = async () => (await squiggles(session, severity)) === count;
  await eventually(`${count} squiggles of severity ${severity}`, isReached).catch(async error => {
    throw new Error(`${error.message}; squiggles now: ${await squiggles(session, severity)}`);
  });
}

const lensParts = session =>
  editor(session).locator('.codelens-decoration > a, .codelens-decoration > span:not(.codelens-separator)');

/** The texts of the visible code lenses, in the order of the page. */
export async function lenses(session) {
  const texts = (await lensParts(session).allInnerTexts()).map(plain);
  return texts.filter(text => text !== '' && text !== '|');
}

/** Waits for a code lens that contains the text (or matches the pattern), as a person reads it. Returns its whole text. */
export function lens(session, text) {
  const fits = shown => (text instanceof RegExp ? text.test(shown) : shown.includes(text));
  return eventually(`the lens ${text}`, async () => (await lenses(session)).find(fits)).catch(async error => {
    throw new Error(`${error.message}; lenses now: ${(await lenses(session)).join(' | ')}`);
  });
}

/** Clicks the code lens that contains the text. */
export async function clickLens(session, text) {
  await editor(session).locator('.codelens-decoration > a').filter({ hasText: text }).first().click();
}

/** Hovers over a word, on the first visible line that also contains `onLine`. Returns the text of the hover. */
export async function hoverText(session, word, { onLine = word, expect = /\S/ } = {}) {
  const { page } = session;
  const hover = page.locator('.monaco-hover:visible').filter({ hasText: expect });
  await repeatUntil(async () => {
    await page.mouse.move(5, 5);
    const { x, y } = await wordCentre(session, { word, onLine });
    await page.mouse.move(x - 1, y);
    await page.mouse.move(x, y);
  }, hover);
  return textOf(hover.first());
}

/** Moves the mouse away, so that a hover does not cover what is used next. */
export async function leaveHover({ page }) {
  await page.mouse.move(5, 5);
  await eventually(
    'the hover to go',
    async () => (await page.locator('.monaco-editor .monaco-hover:visible').count()) === 0,
  );
}

/** The position of a word on the page, measured in the drawn text. */
export async function wordCentre(session, { word, onLine = word }) {
  const lines = editor(session).locator('.view-lines .view-line');
  return eventually(`the word ${word} in the editor`, () => lines.evaluateAll(findWord, { word, onLine }));
}

/** Runs inside the page. The text of a line is spread over many spans, so the word is found by counting characters. */
function findWord(lines, { word, onLine }) {
  const text = line => line.textContent.replaceAll('\u00a0', ' ');
  const line = lines.find(candidate => text(candidate).includes(onLine) && text(candidate).includes(word));
  if (!line) return undefined;
  let offset = text(line).indexOf(word) + Math.floor(word.length / 2);
  const nodes = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (offset < node.length) {
      const range = document.createRange();
      range.setStart(node, offset);
      range.setEnd(node, offset + 1);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    offset -= node.length;
  }
  return undefined;
}

const actions = ({ page }) => page.locator('.action-widget .monaco-list-row.action');

/** The titles of the quick fixes at the cursor. */
export async function quickFixes(session) {
  await openQuickFixes(session);
  const titles = (await actions(session).allInnerTexts()).map(plain);
  await closeQuickFixes(session);
  return titles;
}

/** Applies the quick fix at the cursor whose title contains the text. */
export async function quickFix(session, title) {
  await openQuickFixes(session, title);
  const isChosen = () => actions(session).and(session.page.locator('.focused')).filter({ hasText: title }).count();
  // By keyboard: in an older VS Code, an overlay over the page takes the click while this menu is open.
  await eventually(`the quick fix ${title} to be chosen`, async () => {
    if (await isChosen()) return true;
    await session.page.keyboard.press('ArrowDown');
    return isChosen();
  });
  await session.page.keyboard.press('Enter');
  await actions(session).first().waitFor({ state: 'hidden' });
}

async function openQuickFixes(session, title = /\S/) {
  const { page } = session;
  await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
  await repeatUntil(() => page.keyboard.press('Control+.'), actions(session).filter({ hasText: title }));
}

async function closeQuickFixes(session) {
  await session.page.keyboard.press('Escape');
  await actions(session).first().waitFor({ state: 'hidden' });
}
