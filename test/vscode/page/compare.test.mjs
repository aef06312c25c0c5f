// The comparison of two runs, read and used as a person does. What it should say is worked out here from the two files.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { changeJson, jsonOf, runManifests, short, textOf } from './disk.mjs';

const better = { mae: 'lower', rmse: 'lower', r2: 'higher' };

/** The values of a manifest by their path, metrics apart. */
function valuesOf({ metrics, env, ...rest }) {
  return { ...rest, ...Object.fromEntries(Object.entries(env).map(([name, value]) => [`env.${name}`, value])) };
}

/** How many values of two manifests differ, and how many there are. What is compared of the specs besides is left out here. */
function countOf(a, b) {
  const count = { differing: 0, total: 0 };
  for (const [one, other] of [
    [valuesOf(a), valuesOf(b)],
    [a.metrics, b.metrics],
  ]) {
    for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
      count.total++;
      if (one[key] !== other[key]) count.differing++;
    }
  }
  return count;
}

const rowOf = (view, key) => view.locator(`[data-key="row:${key}"]`);
const button = (view, name) => view.getByRole('button', { name, exact: true });
const verdict = (view, name) => view.getByRole('heading', { name, exact: true });
const heading = (driver, name) => driver.visible(`the heading ${name}`, verdict(driver.webview(), name));
const sides = view => view.locator('button.file').allInnerTexts();

/** Half a unit of the last digit that is shown. */
const precision = shown => 0.5 * 10 ** -(shown.split('.')[1]?.length ?? 0) + 1e-12;

/** A row of the metrics against the two numbers that it is about. */
async function checkMetric(view, name, [a, b]) {
  const row = rowOf(view, `metrics:${name}`);
  const delta = await row.locator('.delta').innerText();
  assert.match(delta, /^[+-]\d/);
  assert.ok(Math.abs(Number(delta) - (b - a)) <= precision(delta), `${name}: ${delta} is not ${b - a}`);
  const relative = (await row.locator('.relative').innerText()).replace(' %', '');
  const percent = (100 * (b - a)) / Math.abs(a);
  assert.ok(Math.abs(Number(relative) - percent) <= precision(relative), `${name}: ${relative} % is not ${percent}`);
  const isBetter = better[name] === 'lower' ? b < a : b > a;
  assert.equal(await row.locator('.better').innerText(), isBetter ? 'B better' : 'A better');
  for (const [at, value] of [a, b].entries()) {
    const shown = await row.locator('.side-cell .value').nth(at).innerText();
    assert.ok(Math.abs(Number(shown) - value) <= precision(shown), `${name}: ${shown} is not ${value}`);
  }
}

/** Waits until all metrics say what the two manifests hold. */
async function checkMetrics(view, [a, b]) {
  for (const name of Object.keys(a.metrics)) await checkMetric(view, name, [a.metrics[name], b.metrics[name]]);
}

const focusAt = (driver, key) =>
  driver.visible(`the focus at ${key}`, driver.webview().locator(`[data-key="${key}"]:focus`));

/** The last step of each sequence. */
const nothingRefused = {
  name: 'the security policy of the page refused nothing',
  run({ browserLog }) {
    assert.ok(browserLog.length > 0, 'the console of the browser was not recorded');
    const refusals = browserLog.filter(line => /content security policy|refused to/i.test(line));
    assert.deepEqual(refusals, []);
  },
};

/** @type {(folder: string, a: string, b: string) => [any, any]} */
const pair = (folder, a, b) => [jsonOf(folder, a), jsonOf(folder, b)];

/** The error of a run as the list of runs shows it. */
const metricOf = (folder, run) => jsonOf(folder, run).metrics.mae.toPrecision(4);

const steps = [
  {
    name: 'two runs that are picked, with the verdict and its reason first',
    async run({ driver, folder }) {
      const [first, , wide] = runManifests(folder);
      await driver.openFile('house_price.kyn');
      await driver.command('KynML: Compare Run Manifests');
      const rows = await driver.pickRows(wide);
      assert.equal(rows.length, 3, rows.join('\n'));
      assert.match(
        rows.find(row => row.includes(wide)),
        new RegExp(
          `mae ${metricOf(folder, wide)} · seed 42 · house_price_wide.kyn · imports not known · ${short(jsonOf(folder, wide).config_hash)}`,
        ),
      );
      await driver.filterAndPick(first);
      await driver.pickPrompt('(A) with');
      await driver.filterAndPick(wide);
      await heading(driver, 'Not comparable');
      const view = driver.webview();
      const [a, b] = pair(folder, first, wide);
      const reasons = await view.locator('.reasons li').allInnerTexts();
      assert.match(reasons[0], new RegExp(`${short(a.config_hash)} → ${short(b.config_hash)}`));
      assert.deepEqual(await sides(view), [first, wide]);
    },
  },
  {
    name: 'the metrics with their changes and which side is better',
    async run({ driver, folder }) {
      const [first, , wide] = runManifests(folder);
      await checkMetrics(driver.webview(), pair(folder, first, wide));
    },
  },
  {
    name: 'only differences, or all values with one switch',
    async run({ driver, folder }) {
      const view = driver.webview();
      const [first, , wide] = runManifests(folder);
      const expected = countOf(...pair(folder, first, wide));
      // Comments and layout are listed apart and not counted.
      const rows = view.locator('[data-row]:not([data-key*=":spec-text:"])');
      const ofManifest = view.locator('[data-row]:not([data-key*=":spec-text:"]):not([data-key^="row:spec:"])');
      assert.equal(await ofManifest.count(), expected.differing);
      const differing = await rows.count();
      const sentence = await view.locator('.count').innerText();
      await view.getByRole('switch').press('Space');
      await driver.visible('the row of the seed', rowOf(view, 'seed:seed'));
      assert.equal(await ofManifest.count(), expected.total);
      const total = await rows.count();
      assert.equal(sentence, `${differing} of ${total} values differ, ${total - differing} hidden`);
      assert.equal(await view.locator('.count').innerText(), `${differing} of ${total} values differ`);
      await view.getByText('Only differences', { exact: true }).click();
      await driver.hidden('the row of the seed', rowOf(view, 'seed:seed'));
    },
  },
  {
    name: 'the sides swapped, by the button and by the command',
    async run({ driver, folder }) {
      const view = driver.webview();
      const [first, , wide] = runManifests(folder);
      await button(view, 'Swap sides').click();
      await driver.eventually('the sides to change', async () => (await sides(view))[0] === wide);
      await checkMetrics(view, pair(folder, wide, first));
      await driver.command('KynML: Swap Sides');
      await driver.eventually('the sides to change back', async () => (await sides(view))[0] === first);
    },
  },
  {
    name: 'the keyboard reaches every row',
    async run({ driver, folder, page }) {
      const [first, , wide] = runManifests(folder);
      const [a, b] = pair(folder, first, wide).map(({ metrics }) => metrics.mae);
      const percent = ((100 * (b - a)) / a).toFixed(1).replace('.', '\\.');
      const view = driver.webview();
      const focused = view.locator('*:focus');
      await button(view, 'Swap sides').focus();
      const met = [];
      await driver.eventually('the first row by Tab', async () => {
        await page.keyboard.press('Tab');
        met.push((await focused.getAttribute('aria-label')) ?? (await focused.innerText()));
        return (await focused.getAttribute('data-row')) !== null;
      });
      assert.ok(met.includes('Pin A as baseline') && met.includes('Copy as Markdown'), met.join(', '));
      assert.match(met.at(-1), new RegExp(`^mae, A .*, B .*, ${percent} percent higher, A better$`));
      const keys = await view.locator('[data-row]').evaluateAll(rows => rows.map(row => row.dataset.key));
      for (const key of keys.slice(1)) {
        await page.keyboard.press('ArrowDown');
        await focusAt(driver, key);
      }
      await page.keyboard.press('Home');
      await focusAt(driver, keys[0]);
    },
  },
  {
    name: 'rows with long values are a treegrid: the arrow keys expand and collapse a row, and move into its cells',
    async run({ driver, folder, page }) {
      const view = driver.webview();
      const [first] = runManifests(folder);
      const key = 'row:identity:config_hash';
      const row = rowOf(view, 'identity:config_hash');
      const hash = jsonOf(folder, first).config_hash;
      const table = view.getByRole('treegrid', { name: 'Identity' });
      await driver.visible('the treegrid', table.getByRole('row', { expanded: false, level: 1 }));
      await row.focus();
      await page.keyboard.press('ArrowRight');
      await driver.visible('the full hash', row.getByText(hash));
      await driver.visible('the expanded row', table.getByRole('row', { expanded: true, name: hash }));
      await focusAt(driver, key);
      await page.keyboard.press('ArrowRight');
      await focusAt(driver, `cell:0:${key}`);
      await page.keyboard.press('ArrowLeft');
      await focusAt(driver, key);
      await page.keyboard.press('ArrowLeft');
      await driver.visible('the collapsed row', table.getByRole('row', { expanded: false, level: 1 }));
      const wrong = view.locator('[role=grid] [aria-expanded], [role=row][aria-level]:not([role=treegrid] *)');
      assert.equal(await wrong.count(), 0);
    },
  },
  {
    name: 'copied as Markdown',
    async run({ driver, folder, page }) {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      const [first, , wide] = runManifests(folder);
      await button(driver.webview(), 'Copy as Markdown').click();
      const copied = await driver.eventually('the Markdown on the clipboard', async () => {
        const text = await page.evaluate(() => navigator.clipboard.readText());
        return text.includes('## Not comparable') && text;
      });
      for (const expected of [first, wide, '| mae |', '### Identity']) assert.ok(copied.includes(expected), copied);
    },
  },
  {
    name: 'opened as a text diff',
    async run({ driver, folder, page }) {
      const [, , wide] = runManifests(folder);
      await button(driver.webview(), 'Text diff').click();
      const modified = page.locator('.monaco-diff-editor .modified-in-monaco-diff-editor .view-lines');
      const hash = short(jsonOf(folder, wide).config_hash);
      await driver.visible(`the hash ${hash} on the right`, modified.filter({ hasText: hash }));
      await driver.command('View: Close Editor');
      await heading(driver, 'Not comparable');
    },
  },
  {
    name: 'updated when a file changes, is deleted and is created again',
    async run({ driver, folder }) {
      const view = driver.webview();
      const [first, , wide] = runManifests(folder);
      const text = textOf(folder, wide);
      changeJson(folder, wide, manifest => ({ ...manifest, seed: null, metrics: { ...manifest.metrics, mae: 12.5 } }));
      await driver.visible('the seed null', rowOf(view, 'seed:seed').filter({ hasText: 'null' }));
      await checkMetrics(view, pair(folder, first, wide));
      rmSync(path.join(folder, wide));
      await heading(driver, 'The comparison cannot be shown');
      writeFileSync(path.join(folder, wide), text);
      await driver.visible('the row of the hash', rowOf(view, 'identity:config_hash'));
      await driver.hidden('the row of the seed', rowOf(view, 'seed:seed'));
      await checkMetrics(view, pair(folder, first, wide));
    },
  },
  {
    name: 'a pinned baseline stays when another run is compared',
    async run({ driver, folder, page }) {
      const view = driver.webview();
      const [first, second] = runManifests(folder);
      await button(view, 'Pin A as baseline').click();
      await driver.visible('the mark of the baseline', view.getByText('baseline', { exact: true }));
      await driver.command('KynML: Compare Run Manifests');
      await driver.filterAndPick(second);
      await heading(driver, 'Identical inputs');
      assert.deepEqual(await sides(view), [first, second]);
      assert.equal(await page.locator('.tab').filter({ hasText: 'Compare:' }).count(), 1);
    },
  },
  {
    name: 'the whole state is restored after a reload of the window',
    async run({ driver, folder }) {
      const [first, second] = runManifests(folder);
      const environment = expanded => driver.webview().getByRole('button', { name: 'Environment', expanded });
      await driver.webview().getByText('Only differences', { exact: true }).click();
      await environment(true).click();
      await driver.visible('the folded environment', environment(false));
      await driver.reload({ stored: '"onlyDifferences":false,"folded":["environment"]' });
      await heading(driver, 'Identical inputs');
      const view = driver.webview();
      assert.deepEqual(await sides(view), [first, second]);
      await driver.visible('the mark of the baseline', view.getByText('baseline', { exact: true }));
      await driver.visible('the folded environment', environment(false));
      await driver.visible('the switch, off', view.getByRole('switch', { checked: false }));
      await driver.visible('the row of the seed', rowOf(view, 'seed:seed'));
      await driver.command('View: Close Editor');
    },
  },
  nothingRefused,
];

const entrySteps = [
  {
    name: 'two files of the explorer, the older one as A',
    async run({ driver, folder }) {
      const [, second, wide] = runManifests(folder);
      const view = driver.webview();
      await driver.contextMenu([wide, second], 'Compare Run Manifests', verdict(view, 'Not comparable'));
      assert.deepEqual(await sides(view), [second, wide]);
      await driver.command('View: Close Editor');
    },
  },
  {
    name: 'a manifest that is open, from the title of its editor',
    async run({ driver, folder }) {
      const [first, second] = runManifests(folder);
      await driver.openFile(first);
      await driver.editorAction('Compare Run Manifests');
      await driver.filterAndPick(second);
      await heading(driver, 'Identical inputs');
      assert.deepEqual(await sides(driver.webview()), [first, second]);
    },
  },
  nothingRefused,
];

export const sequences = [sequence('the page', steps), sequence('other ways to it', entrySteps)];
