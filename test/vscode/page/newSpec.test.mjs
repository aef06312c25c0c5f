// New Spec: filled from a CSV file that the user selects, without a finding; cancelling at any step leaves nothing behind.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
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

export const sequences = [sequence('a new spec from data', steps)];
