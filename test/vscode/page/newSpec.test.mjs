// New Spec: filled from a CSV file that the user selects, without a finding; cancelling at any step leaves nothing behind.
import assert from 'node:assert/strict';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';

const steps = [
  {
    name: 'cancelling at the file or at the target opens nothing',
    async run({ driver, page, folder }) {
      const before = readdirSync(folder);
      await driver.command('KynML: New Spec');
      await driver.pickPrompt('Select the data');
      await driver.cancelPick();
      await driver.command('KynML: New Spec');
      await driver.pick('data/houses.csv');
      await driver.pickPrompt('Select the target');
      await driver.cancelPick();
      assert.equal(await page.locator('.tab[data-resource-name="spec.kyn"]').count(), 0);
      assert.deepEqual(readdirSync(folder), before);
      await driver.onlyNotifications([]);
    },
  },
  {
    name: 'the suggested target and the columns of the header are used, and the spec has no finding',
    async run({ driver }) {
      await driver.command('KynML: New Spec');
      await driver.pick('data/houses.csv');
      const rows = await driver.pickRows('suggested');
      assert.match(rows[0], /^price/);
      await driver.pick('suggested');
      await driver.lens(/^CONFIG_HASH [0-9a-f]{12}/);
      const lines = await driver.visibleLines();
      for (const line of ['    source = csv("data/houses.csv")', '    target = "price"', '    input 10'])
        assert.ok(lines.includes(line), `${line}: ${lines.join('\n')}`);
      await driver.statusText('state', /[0-9a-f]{12}/);
      for (const severity of ['error', 'warning', 'info']) assert.equal(await driver.squiggles(severity), 0, severity);
    },
  },
];

const runs = [
  {
    name: 'without runs, the view shows the specs, and says what to do',
    async run({ driver, page }) {
      await driver.showRuns();
      await driver.waitForRun('locked · advisory · no runs');
      await driver.visible('what to do', page.getByText('No runs yet. Train a spec to see its runs here.'));
    },
  },
  {
    name: 'so does the table, with the action',
    async run({ driver }) {
      await driver.command('KynML: Show Runs as Table');
      const view = driver.webview();
      await driver.visible('what to do', view.getByText('No runs yet. Train a spec to see its runs here.'));
      await view.getByRole('button', { name: 'Train' }).click();
      await driver.pickPrompt('Train');
      await driver.cancelPick();
    },
  },
  {
    name: 'without specs, the view offers a new one',
    async run({ driver, page, folder }) {
      await driver.command('View: Close All Editors');
      for (const name of readdirSync(folder).filter(file => /\.(kyn|lock)$/.test(file)))
        rmSync(path.join(folder, name));
      await driver.visible('the action', page.locator('.welcome-view').getByText('New Spec'));
    },
  },
];

const withoutRuns = folder => rmSync(path.join(folder, 'runs'), { recursive: true });

export const sequences = [
  sequence('a new spec from data', steps),
  sequence('a folder without runs', runs, { prepare: withoutRuns }),
];
