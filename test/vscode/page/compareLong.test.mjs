// A comparison of thousands of metrics, whose page has only some of its rows in the document.
import assert from 'node:assert/strict';
import { sequence } from '../sequence.mjs';
import { changeJson, runManifests } from './disk.mjs';

const rowOf = (view, name) => view.locator(`[data-key="row:metrics:${name}"]`);
const button = (view, name) => view.getByRole('button', { name, exact: true });
const focusAt = (driver, name) =>
  driver.visible(`the focus at ${name}`, driver.webview().locator(`[data-key="row:metrics:${name}"]:focus`));

const steps = [
  {
    name: 'thousands of metrics, of which only some rows are in the document',
    async run({ driver, folder }) {
      const [first, second] = runManifests(folder);
      for (const [at, file] of [first, second].entries()) {
        const metrics = Object.fromEntries(Array.from({ length: 2000 }, (_, index) => [`m${index}`, index + at]));
        changeJson(folder, file, manifest => ({ ...manifest, metrics }));
      }
      await driver.openFile(first);
      await driver.editorAction('Compare Run Manifests');
      await driver.filterAndPick(second);
      const view = driver.webview();
      await driver.visible('the table', view.locator('table[aria-rowcount="2001"]'));
      await driver.visible('the first metric', rowOf(view, 'm0'));
      assert.ok((await view.locator('[data-row]').count()) < 200);
    },
  },
  {
    name: 'the find key opens the field of the page, not the widget of VS Code, and finds a row further down',
    async run({ driver, page }) {
      const view = driver.webview();
      const row = rowOf(view, 'm1234');
      assert.equal(await row.count(), 0);
      await button(view, 'Swap sides').focus();
      await page.keyboard.press('Control+f');
      await view.getByRole('textbox', { name: 'Find in all rows' }).fill('m1234');
      await driver.visible('the number of matches', view.getByText('1 of 1'));
      await driver.visible('the row', row);
      assert.equal(await page.locator('.simple-find-part.visible').count(), 0);
      await page.keyboard.press('Escape');
      await focusAt(driver, 'm1234');
    },
  },
  {
    name: 'the keyboard reaches rows that were not in the document',
    async run({ driver, page }) {
      await page.keyboard.press('ArrowDown');
      await focusAt(driver, 'm1235');
      await page.keyboard.press('Home');
      await focusAt(driver, 'm0');
    },
  },
  {
    name: 'copied as Markdown or as a selection with all rows',
    async run({ driver, page }) {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      // The start of a line tells both forms apart: the clipboard keeps the previous text until the page replaces it.
      const copied = line =>
        driver.eventually(`${line} on the clipboard`, async () => {
          const text = await page.evaluate(() => navigator.clipboard.readText());
          return text.includes('m1999') && line.test(text) && text;
        });
      await button(driver.webview(), 'Copy as Markdown').click();
      const markdown = await copied(/^\| m1000 \|/m);
      assert.equal(markdown.match(/^\| m\d+ /gm).length, 2000);
      await rowOf(driver.webview(), 'm0').focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Control+c');
      const selected = await copied(/^m1000 /m);
      assert.equal(selected.match(/^m\d+ /gm).length, 2000);
    },
  },
  {
    name: 'the security policy of the page refused nothing',
    run({ browserLog }) {
      assert.ok(browserLog.length > 0, 'the console of the browser was not recorded');
      assert.deepEqual(
        browserLog.filter(line => /content security policy|refused to/i.test(line)),
        [],
      );
    },
  },
];

export const sequences = [sequence('a long comparison', steps)];
