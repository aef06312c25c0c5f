// A window without a folder: what is possible works; what is not gives the reason and what to do.
import assert from 'node:assert/strict';
import path from 'node:path';
import { hashOf, jsonOf, short } from './disk.mjs';

export const options = { open: null };

/** Opens a file by its whole path. The dialog reads each folder of the path, and drops what is typed meanwhile. */
async function openByPath(driver, page, file) {
  const tab = page.locator(`.tab.active[data-resource-name="${path.basename(file)}"]`);
  const input = page.locator('.quick-input-widget .quick-input-box input');
  await driver.command('File: Open File...');
  await driver.eventually(`${file} to open`, async () => {
    await input.fill(file, { timeout: 1000 });
    await input.press('Enter', { timeout: 1000 });
    await tab.waitFor({ timeout: 3000 });
    return true;
  });
}

export const cases = [
  {
    name: 'a new spec has a hash and no finding',
    async run({ driver }) {
      await driver.command('KynML: New Spec');
      await driver.lens(/^CONFIG_HASH [0-9a-f]{12}/);
      await driver.statusText('state', /[0-9a-f]{12}/);
      for (const severity of ['error', 'warning', 'info']) assert.equal(await driver.squiggles(severity), 0);
    },
  },
  {
    name: 'a file that is opened by its path is checked, and its lock is written next to it',
    async run({ driver, page, folder }) {
      await openByPath(driver, page, path.join(folder, 'house_price_wide.kyn'));
      await driver.lens(`CONFIG_HASH ${short(hashOf(folder, 'house_price_wide.kyn'))}`);
      await driver.command('KynML: Create Lock');
      await driver.lens(/^locked$/);
      assert.equal(jsonOf(folder, 'house_price_wide.kyn.lock').config_hash, hashOf(folder, 'house_price_wide.kyn'));
    },
  },
  {
    name: 'training asks to open the folder, because its manifest would be written elsewhere',
    async run({ driver }) {
      await driver.command('KynML: Train');
      await driver.notification('Open the folder of house_price_wide.kyn, then train it.');
      await driver.clearNotifications();
    },
  },
  {
    name: 'without runs, a message states that none were found',
    async run({ driver }) {
      await driver.command('KynML: Compare Run Manifests');
      await driver.notification('No run manifests were found in this workspace.');
    },
  },
];
