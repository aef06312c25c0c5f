// A new experiment manifest: prompts, preview, then writing. After cancelling at any step, nothing was written.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commitAll, hashOf, jsonOf, textOf } from './disk.mjs';

const command = 'KynML: New Experiment Manifest';
const known = {};

export const options = {
  prepare(folder) {
    // A substitute for the Python of this machine.
    const python = path.join(folder, '.venv', 'bin', 'python');
    mkdirSync(path.dirname(python), { recursive: true });
    writeFileSync(python, `#!/bin/sh\necho '{"python": "3.12.1 (main)", "platform": "Linux-6.1"}'\n`, { mode: 0o755 });
    mkdirSync(path.join(folder, '.vscode'));
    const settings = { 'kynml.command': ['${workspaceFolder}/.venv/bin/python', '-m', 'kynml.cli'] };
    writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
    known.sha = commitAll(folder);
  },
};

const previewTab = page => page.locator('.tab[aria-label*="not written"]');
const manifests = folder => readdirSync(folder).filter(name => name.includes('manifest'));

async function toData(driver, params) {
  await driver.command(command);
  await driver.pickRows(params);
  await driver.pick(params);
  await driver.pickRows('Synthetic data');
}

/** Waits for the dialog that asks for the file, with its name. Returns its input. */
async function offeredName(driver, page) {
  const input = page.locator('.quick-input-widget .quick-input-box input');
  const isOffered = async () => (await input.inputValue()).endsWith('experiment_manifest.json');
  await driver.eventually('the name of the file to be offered', isOffered);
  return input;
}

/** Enters the existing file, up to the question whether it may be replaced. */
async function toReplacing(driver, page) {
  await driver.command('KynML: Write Manifest to...');
  await offeredName(driver, page);
  await driver.pressUntil('Enter', page.locator('.quick-input-title').filter({ hasText: 'already exists' }));
}

export const cases = [
  {
    name: 'after cancelling at any prompt, nothing was written',
    async run({ driver, folder, page }) {
      await driver.openFile('house_price.kyn');
      await driver.command(command);
      await driver.pickRows('Params of house_price.kyn');
      const prompt = await driver.pickPrompt();
      assert.match(prompt, new RegExp(`at ${known.sha.slice(0, 8)}, no uncommitted changes`));
      assert.match(prompt, /Recorded with \.venv\/bin\/python$/);
      await driver.cancelPick();
      await toData(driver, 'No parameters');
      await driver.cancelPick();
      assert.equal(await previewTab(page).count(), 0);
      assert.deepEqual(manifests(folder), []);
    },
  },
  {
    name: 'the preview is read-only, shows uncommitted changes and can be discarded',
    async run({ driver, folder, page }) {
      writeFileSync(path.join(folder, 'new.txt'), 'x');
      await toData(driver, 'No parameters');
      await driver.pick('Synthetic data');
      await driver.answerInput('42');
      await previewTab(page).waitFor();
      await driver.lens(/at [0-9a-f]{8}, uncommitted changes$/);
      await driver.clickLens('Cancel');
      await previewTab(page).waitFor({ state: 'detached' });
      assert.deepEqual(manifests(folder), []);
    },
  },
  {
    name: 'the preview is written unchanged, after a file was selected',
    async run({ driver, folder, page }) {
      await driver.openFile('house_price.kyn');
      await toData(driver, 'Params of house_price.kyn');
      await driver.pick('Synthetic data');
      await driver.answerInput('7.5');
      await page.locator('.quick-input-message').filter({ hasText: 'an integer of any size' }).waitFor();
      await driver.answerInput('123456789012345678901234567890');
      await driver.lens('Write to');
      assert.equal(existsSync(path.join(folder, 'experiment_manifest.json')), false);
      if (process.env.KYNML_SHOT) await driver.screenshot(process.env.KYNML_SHOT);
      await driver.clickLens('Write to');
      const input = await offeredName(driver, page);
      await driver.eventually('the manifest to be written', async () => {
        if (await input.isVisible()) await input.press('Enter', { timeout: 1000 });
        return existsSync(path.join(folder, 'experiment_manifest.json'));
      });
      await previewTab(page).waitFor({ state: 'detached' });
      await page.locator('.tab.active[data-resource-name="experiment_manifest.json"]').waitFor();
      const value = jsonOf(folder, 'experiment_manifest.json');
      assert.deepEqual(value.git, { sha: known.sha, dirty: true, branch: value.git.branch });
      assert.deepEqual(value.env, { python: '3.12.1 (main)', platform: 'Linux-6.1' });
      assert.equal(value.params.lr, 0.01);
      assert.match(textOf(folder, 'experiment_manifest.json'), /"seed": 123456789012345678901234567890\n/);
      assert.equal(await driver.squiggles('error'), 0);
    },
  },
  {
    name: 'external files are hashed, with names relative to the folder',
    async run({ driver, folder, page }) {
      await toData(driver, 'No parameters');
      await driver.pick('External files');
      const input = page.locator('.quick-input-widget .quick-input-box input');
      const file = path.join(folder, 'data', 'houses.csv');
      await driver.eventually('the preview', async () => {
        if ((await previewTab(page).count()) > 0) return true;
        await input.fill(file, { timeout: 1000 });
        await input.press('Enter', { timeout: 1000 });
        return false;
      });
      const text = (await driver.visibleLines()).join('');
      assert.ok(text.includes(`"data/houses.csv": "${hashOf(folder, 'data/houses.csv')}"`), text);
      await driver.command('KynML: Discard Manifest');
      await previewTab(page).waitFor({ state: 'detached' });
    },
  },
  {
    name: 'an existing file is replaced only after a confirmation',
    async run({ driver, folder, page }) {
      const before = textOf(folder, 'experiment_manifest.json');
      await toData(driver, 'No parameters');
      await driver.pick('Synthetic data');
      await driver.answerInput('43');
      await driver.lens('Write to');
      await toReplacing(driver, page);
      await driver.cancelPick();
      assert.equal(textOf(folder, 'experiment_manifest.json'), before);
      await previewTab(page).waitFor();
      await toReplacing(driver, page);
      assert.equal(textOf(folder, 'experiment_manifest.json'), before);
      await page.keyboard.press('Enter');
      await previewTab(page).waitFor({ state: 'detached' });
      assert.equal(jsonOf(folder, 'experiment_manifest.json').data_provenance.seed, 43);
    },
  },
  {
    name: 'after cancelling the hashing, there is neither a preview nor a message',
    async run({ driver, folder, page }) {
      const file = path.join(folder, 'large.bin');
      writeFileSync(file, '');
      // Large enough to be cancelled in time; the file is sparse, so it needs almost no disk space.
      truncateSync(file, 2 ** 40);
      await toData(driver, 'No parameters');
      await driver.pick('External files');
      const input = page.locator('.quick-input-widget .quick-input-box input');
      await driver.eventually('the dialog to close', async () => {
        if (!(await input.isVisible())) return true;
        await input.fill(file, { timeout: 1000 });
        await input.press('Enter', { timeout: 1000 });
        return false;
      });
      assert.match(await driver.notification('Hashing 1 file'), /large\.bin/);
      await driver.answerNotification('Hashing 1 file', 'Cancel');
      await driver.eventually('the progress to go', async () => (await driver.notifications()).length === 0);
      assert.equal(await previewTab(page).count(), 0);
      rmSync(file);
    },
  },
];
