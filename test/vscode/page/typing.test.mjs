// Writing specs by hand, key by key: the editor indents, closes and proposes, and never writes what was not typed.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { textOf } from './disk.mjs';

const file = 'typed.kyn';

// As it stands in the file. It is typed without its indentation, for that is the editor's part.
const spec = `params:
    hidden = 64

dataset Rows:
    source = csv("data/houses.csv")
    target = "price"

model Net:
    input 10
    dense $hidden relu
    dense 1 linear

train:
    model = Net
    data = Rows
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

const widget = page => page.locator('.editor-widget.suggest-widget.visible');

/** The icon of the active tab, as the style of the page names its file. */
const iconOf = page =>
  page.locator('.tab.active .monaco-icon-label').evaluate(label => getComputedStyle(label, '::before').backgroundImage);

export const cases = [
  {
    name: 'a file of specs has its icon',
    async run({ driver, page }) {
      // Of the themes that come with VS Code this one leaves icons to the languages that bring their own.
      driver.setSettings({ 'workbench.iconTheme': 'vs-seti' });
      await driver.openFile(file);
      await page.waitForTimeout(4000);
      console.log(await page.evaluate(() => {
        const sheets = [...document.styleSheets].flatMap(s => { try { return [...s.cssRules].map(r => r.cssText); } catch { return []; } });
        return JSON.stringify([document.querySelector('.tab.active .monaco-icon-label')?.className, document.querySelector('.monaco-workbench').className, sheets.filter(t => t.includes('kyn-') || t.includes('kynml-lang-file-icon')).slice(0,5), document.querySelector('.contributedFileIconTheme')?.textContent.length, sheets.filter(t => t.includes('seti')).slice(0,2)]);
      }));
      await driver.eventually('our icon', async () => /kyn-(light|dark)\.svg/.test(await iconOf(page)));
    },
  },
  {
    name: 'a whole spec reads as it was typed, with the lists of words open at every line end',
    async run({ driver, page, folder }) {
      await driver.openFile(file);
      for (const line of spec.trimEnd().split('\n')) {
        await page.keyboard.type(line.trimStart(), { delay: 5 });
        // Long enough for the list of what fits the word to be there when Enter comes.
        if (/[a-z]$/.test(line)) await page.waitForTimeout(200);
        await page.keyboard.press('Enter');
      }
      await driver.save();
      assert.equal(`${textOf(folder, file).trimEnd()}\n`, spec);
    },
  },
  {
    name: 'a block that is chosen from the list stands with its indentation and its first stop',
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
    name: 'a name changes at its uses while its header is typed, and a use while it is typed changes alone',
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
];
