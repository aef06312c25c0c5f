// Typing specs key by key: the editor indents, closes brackets and suggests, and never inserts what was not typed.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { textOf } from './disk.mjs';

const file = 'typed.kyn';

// The text of the file. It is typed without its indentation, which the editor inserts.
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

export const options = {
  prepare(folder) {
    writeFileSync(path.join(folder, file), '');
  },
};

/** No person presses Enter twice faster than this, in milliseconds; VS Code does not always keep up with a program. */
const humanPause = 100;

const widget = page => page.locator('.editor-widget.suggest-widget.visible');

/** VS Code reads the language configuration some time after it shows the first spec; a person does not start typing that early. */
async function untilLanguageIsRead({ driver, page }) {
  const clear = async () => {
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
  };
  await driver.eventually('brackets to be closed', async () => {
    await clear();
    await page.keyboard.type('(');
    return (await driver.visibleLines()).includes('()');
  });
  await clear();
}

export const cases = [
  {
    name: 'a whole spec has the typed text, although the suggestions are open at every line end',
    async run({ driver, page, folder }) {
      await driver.openFile(file);
      await page.locator('.editor-group-container.active .monaco-editor.focused').first().waitFor();
      await untilLanguageIsRead({ driver, page });
      for (const line of spec.trimEnd().split('\n')) {
        await page.keyboard.type(line.trimStart(), { delay: 10 });
        // An empty line contains the indentation, which VS Code removes later.
        const isThere = async () => (await driver.visibleLines()).includes(line);
        if (line !== '') await driver.eventually(`the line ${line}`, isThere);
        // Long enough for the suggestions to be open when Enter is pressed.
        if (/[a-z]$/.test(line)) await page.waitForTimeout(200);
        await page.keyboard.press('Enter');
        await page.waitForTimeout(humanPause);
      }
      await driver.save();
      assert.equal(`${textOf(folder, file).trimEnd()}\n`, spec);
    },
  },
  {
    name: 'a block that is selected from the suggestions has its indentation and its first placeholder',
    async run({ driver, page, folder }) {
      await page.keyboard.press('Enter');
      await page.keyboard.type('exp', { delay: 20 });
      await widget(page).getByText('export', { exact: true }).first().waitFor();
      await page.keyboard.press('Enter');
      await driver.eventually('the block', async () => (await driver.visibleLines()).includes('export:'));
      for (let menu = 0; menu < 2; menu++) await page.keyboard.press('Escape');
      await driver.save();
      assert.match(textOf(folder, file), /\n\nexport:\n {4}format = \w+\n {4}path = "[^"\n]+"\n/);
    },
  },
  {
    name: 'typing in a declaration changes its uses; typing in a use changes only that use',
    async run({ driver, page, folder }) {
      const lineOf = text => spec.split('\n').indexOf(text) + 1;
      await driver.goTo(lineOf('model Net:'), 'model Net'.length + 1);
      const linked = page.locator('.monaco-editor .linked-editing-decoration').first();
      await linked.waitFor();
      await page.keyboard.type('Work', { delay: 20 });
      await driver.goTo(lineOf('    model = Net'), '    model = NetWork'.length + 1);
      await linked.waitFor({ state: 'detached' });
      await page.keyboard.type('2', { delay: 20 });
      await page.keyboard.press('Escape');
      await driver.save();
      const typed = textOf(folder, file);
      assert.match(typed, /^model NetWork:$/m);
      assert.match(typed, /^ {4}model = NetWork2$/m);
    },
  },
  {
    name: 'a spec has its own icon, where the theme uses the icons of languages',
    async run({ driver, page }) {
      await driver.command('Preferences: File Icon Theme');
      await driver.filterAndPick('Seti');
      const label = page.locator('.tab.active .monaco-icon-label');
      await driver.eventually('our icon', async () => {
        const image = await label.evaluate(element => getComputedStyle(element, '::before').backgroundImage);
        return /kyn-(light|dark)\.svg/.test(image);
      });
    },
  },
];
