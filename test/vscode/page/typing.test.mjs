// Typing specs key by key: the editor indents, closes brackets and suggests, and never inserts what was not typed.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { textOf } from './disk.mjs';

const file = 'typed.kyn';

// The text of the file. It is typed without its indentation, which the editor adds.
const spec = `params:
    hidden = 64

dataset Rows:
    source = csv("data/houses.csv")

model Net:
    input 10
    dense $hidden relu

train:
    model = Net
    loss = mse
    optimizer = adam(lr=0.01)

evaluate:
    metrics = [mae, rmse]
`;

const options = {
  // The text of a hint would be part of the line that is read from the page.
  settings: { 'editor.inlayHints.enabled': 'off' },
  prepare(folder) {
    writeFileSync(path.join(folder, file), '');
  },
};

const widget = page => page.locator('.editor-widget.suggest-widget.visible');

/** The row of the list of words that Enter would choose. */
const chosenWord = (page, word) => {
  const label = page.locator('.label-name').filter({ hasText: new RegExp(`^${word}$`) });
  return widget(page).locator('.monaco-list-row.focused').filter({ has: label });
};

/** VS Code reads the language configuration some time after it shows the first spec; a person never types as soon as a machine. */
async function untilLanguageIsRead({ driver, page }) {
  const clear = async () => {
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await driver.cursorAt(1, 1);
  };
  const closesBracket = async patience => {
    await clear();
    await page.keyboard.type('(');
    return driver.eventually('the closing bracket', async () => (await driver.visibleLines()).includes('()'), patience);
  };
  await driver.eventually('brackets to be closed', driver.patiently(closesBracket));
  await clear();
}

/**
 * Types a line without its indentation, with Enter after it, as a person who looks at the screen: the line is there before
 * Enter, a word with the list of what fits it, and the cursor is where the editor indents the next line. VS Code indents in two
 * steps; a key that arrives before the second step cancels it.
 */
async function typeLine({ driver, page }, number, line) {
  await page.keyboard.type(line.trimStart(), { delay: 10 });
  const last = /[A-Za-z]+$/.exec(line)?.[0];
  // What has no text yet holds the indentation that VS Code takes away later.
  if (line !== '')
    await driver.eventually(`the line ${line}`, async () => (await driver.visibleLines()).includes(line));
  if (last) await driver.visible(`the list of words with ${last}`, chosenWord(page, last));
  // Enter would choose from a list that a slow editor still shows.
  else await driver.hidden('the list of words', widget(page));
  await page.keyboard.press('Enter');
  await driver.cursorAt(number + 1, line === '' ? 1 : 5);
}

/** Saves, and waits until the file holds what `expect` matches. */
async function savedAs({ driver, folder }, expect) {
  await driver.save();
  await driver.eventually(`${expect} in the file`, () => {
    const text = textOf(folder, file);
    if (expect.test(text)) return true;
    throw new Error(text);
  });
}

const steps = [
  {
    name: 'a whole spec has the typed text, although the suggestions are open at every line end',
    async run({ driver, page, folder }) {
      await driver.openFile(file);
      await untilLanguageIsRead({ driver, page });
      for (const [at, line] of spec.trimEnd().split('\n').entries()) await typeLine({ driver, page }, at + 1, line);
      await savedAs({ driver, folder }, /metrics = \[mae, rmse\]\n/);
      assert.equal(`${textOf(folder, file).trimEnd()}\n`, spec);
    },
  },
  {
    name: 'a block that is selected from the list is inserted with its indentation and its first placeholder',
    async run({ driver, page, folder }) {
      await page.keyboard.press('Enter');
      await driver.cursorAt(spec.split('\n').length + 1, 1);
      await page.keyboard.type('exp', { delay: 20 });
      await driver.visible('the word export in the list', chosenWord(page, 'export'));
      await page.keyboard.press('Enter');
      await driver.eventually('the block', async () => (await driver.visibleLines()).includes('export:'));
      for (let menu = 0; menu < 2; menu++) await page.keyboard.press('Escape');
      await savedAs({ driver, folder }, /\n\nexport:\n {4}format = \w+\n {4}path = "[^"\n]+"\n/);
    },
  },
  {
    name: 'typing in a declaration changes its uses; typing in a use changes only that use',
    async run({ driver, page, folder }) {
      const lineOf = text => spec.split('\n').indexOf(text) + 1;
      await driver.goTo(lineOf('model Net:'), 'model Net'.length + 1);
      const linked = page.locator('.monaco-editor .linked-editing-decoration').first();
      await driver.visible('the linked names', linked);
      await page.keyboard.type('Work', { delay: 20 });
      await driver.goTo(lineOf('    model = Net'), '    model = NetWork'.length + 1);
      await driver.hidden('the linked names', linked);
      await page.keyboard.type('2', { delay: 20 });
      await page.keyboard.press('Escape');
      await savedAs({ driver, folder }, /^ {4}model = NetWork2$/m);
      assert.match(textOf(folder, file), /^model NetWork:$/m);
    },
  },
];

const iconSteps = [
  {
    name: 'a spec has its own icon, where the theme uses the icons of languages',
    async run({ driver, page }) {
      await driver.openFile('house_price.kyn');
      await driver.command('Preferences: File Icon Theme');
      await driver.filterAndPick('Seti');
      const label = page.locator('.editor-group-container.active .tab.active .monaco-icon-label');
      await driver.eventually('our icon', async () => {
        const image = await label.evaluate(element => getComputedStyle(element, '::before').backgroundImage);
        if (/kyn-(light|dark)\.svg/.test(image)) return true;
        throw new Error(image);
      });
    },
  },
];

export const sequences = [sequence('a spec by hand', steps, options), sequence('the icon', iconSteps)];
