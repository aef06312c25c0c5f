// The extension in the extension host of a browser, as on vscode.dev: without Node, with the server in a worker.
import assert from 'node:assert/strict';
import { sequence } from '../sequence.mjs';
import { hashOf, jsonOf, lineNumber, runManifests, short, textOf } from './disk.mjs';

const spec = 'house_price.kyn';

const steps = [
  {
    name: 'the hash and the lock state are shown, and a hover of data says that it cannot be checked',
    async run({ driver, folder }) {
      await driver.openFile(spec);
      await driver.lens(`CONFIG_HASH ${short(hashOf(folder, spec))}`);
      await driver.lens(/^locked$/);
      assert.match(await driver.hoverText('houses.csv'), /cannot be checked in the browser/);
      await driver.leaveHover();
    },
  },
  {
    name: 'a drift and a finding appear while a person types',
    async run({ driver, folder }) {
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'lr = 0.01'), '    lr = 0.015');
      await driver.lens('drifted - show what changed');
      await driver.waitForSquiggles('warning', 1);
    },
  },
  {
    name: 'the lock is regenerated through the file system of the editor',
    async run({ driver, folder }) {
      await driver.command('KynML: Regenerate Lock');
      await driver.pick('Write kynml.lock');
      await driver.lens(/^locked$/);
      await driver.waitForSquiggles('warning', 0);
      assert.equal(jsonOf(folder, 'kynml.lock').config_hash, hashOf(folder, spec));
    },
  },
  {
    name: 'a training explains why it is not possible',
    async run({ driver }) {
      await driver.clickLens('Train');
      await driver.notification('A browser cannot run programs');
      await driver.clearNotifications();
    },
  },
  {
    name: 'the runs are shown as a table, and two are compared',
    async run({ driver, folder }) {
      const [first, second] = runManifests(folder);
      await driver.command('KynML: Show Runs as Table');
      await driver.webview().getByText('house_price_wide').first().waitFor();
      await driver.command('KynML: Compare Run Manifests');
      await driver.filterAndPick(first);
      await driver.pickPrompt('(A) with');
      await driver.filterAndPick(second);
      await driver.webview().locator('h1', { hasText: 'Comparable' }).waitFor();
    },
  },
];

export const sequences = [sequence('the browser', steps, { inBrowser: true })];
