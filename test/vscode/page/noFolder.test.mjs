// A window without a folder: what is possible works; what is not gives the reason and what to do.
import assert from 'node:assert/strict';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { hashOf, jsonOf, short } from './disk.mjs';

/** Opens a file by its whole path. The dialog looks at each folder on the way, and forgets what is typed meanwhile. */
async function openByPath(driver, page, file) {
  const tab = page.locator(`.tab.active[data-resource-name="${path.basename(file)}"]`);
  await driver.command('File: Open File...');
  const open = async patience => {
    await driver.answerDialog(file);
    await tab.waitFor({ timeout: patience });
    return true;
  };
  await driver.eventually(`${file} to open`, driver.patiently(open));
}

const steps = [
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
      await driver.pick(`Write ${path.basename(folder)}/house_price_wide.kyn.lock`);
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
    name: 'the view of runs asks for a folder',
    async run({ driver, page }) {
      await driver.showRuns();
      await driver.visible('what to do', page.getByText('Open a folder with specs to see its runs here.'));
      await driver.visible('the action', page.locator('.welcome-view').getByText('Open Folder'));
    },
  },
  {
    name: 'without runs, a message states that none were found',
    async run({ driver }) {
      await driver.command('KynML: Compare Run Manifests');
      await driver.notification('No runs were found in this workspace.');
    },
  },
];

export const sequences = [sequence('a window without a folder', steps, { open: null })];
