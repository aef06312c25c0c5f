// Reading the active editor: its text, squiggles, code lenses, hovers and quick fixes.
import { eventually, fits, hidden, plain, repeatUntil, textOf, visible } from './wait.mjs';

/**
 * The text editor of the active tab, as a locator; `more` narrows it (".focused"). A diff has two editors, and a peek view is
 * an editor within one: the first in the page is then meant.
 */
export const activeEditor = ({ page }, more = '') =>
  page.locator(`.editor-group-container.active .monaco-editor${more}`).first();

/** The active text editor, as a locator. */
export const editor = session => activeEditor(session);

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
  await eventually(`${count} squiggles of severity ${severity}`, async () => {
    const found = await squiggles(session, severity);
    if (found === count) return true;
    throw new Error(`${found} squiggles`);
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
  return eventually(`the lens ${text}`, async () => {
    const shown = await lenses(session);
    const found = shown.find(one => fits(one, text));
    if (found) return found;
    throw new Error(`the lenses ${shown.join(' | ')}`);
  });
}

/** Clicks the code lens that contains the text. */
export async function clickLens(session, text) {
  await editor(session).locator('.codelens-decoration > a').filter({ hasText: text }).click();
}

/** The hovers of editors; the tooltips of the window are drawn alike. */
const hovers = page => page.locator('.monaco-hover:not(.workbench-hover):visible');

/** Hovers over a word, on the first visible line that also holds `onLine`, and gives the text of the hover. */
export async function hoverText(session, word, { onLine = word, expect = /\S/ } = {}) {
  const { page } = session;
  const hover = hovers(page).filter({ hasText: expect });
  const moveThere = async () => {
    await page.mouse.move(5, 5);
    const { x, y } = await wordCentre(session, { word, onLine });
    await page.mouse.move(x - 1, y);
    await page.mouse.move(x, y);
  };
  await repeatUntil(`the hover of ${word} to hold ${expect}`, moveThere, hover);
  return textOf(hover);
}

/** Moves the mouse away, so that a hover does not cover what is used next. */
export async function leaveHover({ page }) {
  await page.mouse.move(5, 5);
  await eventually('the hover to go', async () => (await hovers(page).count()) === 0);
}

/** The position of a word on the page, measured in the drawn text. */
async function wordCentre(session, { word, onLine = word }) {
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
    if (offset < node.nodeValue.length) {
      const range = document.createRange();
      range.setStart(node, offset);
      range.setEnd(node, offset + 1);
      const { x, y, width, height } = range.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    }
    offset -= node.nodeValue.length;
  }
  return undefined;
}

const menuOf = ({ page }) => page.locator('.action-widget:not(.action-list-submenu-panel)');
const actions = session => menuOf(session).locator('.monaco-list-row.action');

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
  // By keyboard: an older VS Code puts a sheet over the page while this menu is open, which takes the click.
  await eventually(`the quick fix ${title} to be chosen`, async () => {
    if (await isChosen()) return true;
    await session.page.keyboard.press('ArrowDown');
    return isChosen();
  });
  await session.page.keyboard.press('Enter');
  await hidden('the menu of quick fixes', menuOf(session));
}

async function openQuickFixes(session, title = /\S/) {
  const { page } = session;
  await visible('an editor with the focus', activeEditor(session, '.focused'));
  const open = () => page.keyboard.press('Control+.');
  await repeatUntil(`a quick fix ${title} at the cursor`, open, actions(session).filter({ hasText: title }));
}

async function closeQuickFixes(session) {
  await session.page.keyboard.press('Escape');
  await hidden('the menu of quick fixes', menuOf(session));
}
