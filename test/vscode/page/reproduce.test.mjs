// Reproduce Run up to its verdict, and the status bar of a training that was started elsewhere. Neither needs an interpreter with torch: the spec of the
// run cannot be found, and the training is its event file.
import assert from 'node:assert/strict';
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { addLostRun, LOST_RUN } from './disk.mjs';

const NAME = '2026-04-19T17-30-00.000Z-13e9f1e1db50';
const historyPart = (folder, part) => path.join(folder, '.kynml', part);
const append = (folder, event) =>
  appendFileSync(path.join(historyPart(folder, 'events'), `${NAME}.jsonl`), `${JSON.stringify(event)}\n`);
const epoch = (at, loss) => ({ event: 'epoch', epoch: at, train_loss: loss, test_loss: loss, seconds: 0, metrics: {} });
const button = (view, name) => view.getByRole('button', { name, exact: true });

const verdictSteps = [
  {
    name: 'the lens of a manifest opens the page, which states the verdict first',
    async run({ driver, folder }) {
      await driver.openFile(LOST_RUN);
      await driver.clickLens('Reproduce');
      const view = driver.webview();
      await driver.visible('the verdict', view.getByRole('heading', { name: 'Cannot be judged', exact: true }));
      assert.deepEqual(await view.locator('h1, h2').allInnerTexts(), [
        'Reproduce run',
        'Cannot be judged',
        'Metrics',
        'Steps',
        'Environment',
      ]);
      assert.match(await view.locator('.reasons li').innerText(), /No spec with CONFIG_HASH abababababab was found/);
      assert.equal(await view.locator('button.file').innerText(), LOST_RUN);
      assert.equal(existsSync(path.join(folder, 'run_manifest.json')), false);
    },
  },
  {
    name: 'the verdict is copied as Markdown',
    async run({ driver, page }) {
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await button(driver.webview(), 'Copy as Markdown').click();
      const copied = await driver.eventually('the Markdown on the clipboard', async () => {
        const text = await page.evaluate(() => navigator.clipboard.readText());
        return text.startsWith('## Cannot be judged') && text;
      });
      for (const expected of [LOST_RUN, '| spec | unknown |']) assert.ok(copied.includes(expected), copied);
    },
  },
  {
    name: 'the page survives a reload of the window',
    async run({ driver }) {
      await driver.reload({ stored: 'Cannot be judged' });
      await driver.visible('the verdict', driver.webview().getByRole('heading', { name: 'Cannot be judged' }));
    },
  },
];

const trainingSteps = [
  {
    name: 'a training of a terminal appears in the status bar and follows its epochs',
    async run({ driver, folder }) {
      await driver.openFile('house_price.kyn');
      await driver.lens('Train');
      for (const part of ['events', 'records']) mkdirSync(historyPart(folder, part), { recursive: true });
      const record = { spec: { path: 'house_price.kyn' } };
      writeFileSync(path.join(historyPart(folder, 'records'), `${NAME}.json`), JSON.stringify(record));
      append(folder, { event: 'start', epochs: 20, pid: process.pid });
      await driver.statusText('trainings', 'house_price.kyn: epoch 0 of 20', 'KynML: house_price.kyn: epoch 0 of 20');
      append(folder, epoch(1, 0.5));
      await driver.statusText('trainings', 'house_price.kyn: epoch 1 of 20, loss 0.5');
    },
  },
  {
    name: 'a loss that is infinite is a warning in the status bar, and no notification',
    async run({ driver, folder }) {
      appendFileSync(
        path.join(historyPart(folder, 'events'), `${NAME}.jsonl`),
        `${JSON.stringify(epoch(2, 1)).replaceAll('_loss":1', '_loss":Infinity')}\n`,
      );
      const reason = 'The loss of house_price.kyn has been infinite since epoch 2';
      await driver.statusText('trainings', 'epoch 2 of 20, loss Infinity', reason);
      await driver.onlyNotifications([]);
    },
  },
  {
    name: 'a training that has ended is no longer shown',
    async run({ driver, folder, page }) {
      append(folder, { event: 'end', status: 'stopped', message: 'It was interrupted.' });
      await driver.hidden('the training', page.locator('.statusbar-item[id$=".trainings"]'));
    },
  },
];

export const sequences = [
  sequence('a verdict', verdictSteps, { prepare: addLostRun }),
  sequence('a running training', trainingSteps),
];
