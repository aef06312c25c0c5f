// A new experiment manifest: prompts, preview, then writing. After cancelling at any step, nothing was written.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { commitAll, commitOf, hashOf, jsonOf, textOf } from './disk.mjs';

const command = 'KynML: New Experiment Manifest';

const options = {
  prepare(folder) {
    // A substitute for the Python of this machine.
    const python = path.join(folder, '.venv', 'bin', 'python');
    mkdirSync(path.dirname(python), { recursive: true });
    writeFileSync(python, `#!/bin/sh\necho '{"python": "3.12.1 (main)", "platform": "Linux-6.1"}'\n`, { mode: 0o755 });
    mkdirSync(path.join(folder, '.vscode'));
    const settings = { 'kynml.command': ['${workspaceFolder}/.venv/bin/python', '-m', 'kynml.cli'] };
    writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
    commitAll(folder);
  },
};

const previewTab = page => page.locator('.tab[aria-label*="not written"]');
const manifests = folder => readdirSync(folder).filter(name => name.includes('manifest'));

async function toData(driver, params) {
  await driver.command(command);
  await driver.pick(params);
  await driver.pickRows('Synthetic data');
}

const toSeed = async driver => {
  await driver.pick('Synthetic data');
  await driver.pickPrompt();
};

/** Waits until the dialog that asks for the file offers its name. */
async function offeredName(driver) {
  const isOffered = async () =>
    (await driver.boxInput().inputValue({ timeout: 1000 })).endsWith('experiment_manifest.json');
  await driver.eventually('the name of the file to be offered', isOffered);
}

/** Enters the existing file, up to the question whether it may be replaced. */
async function toReplacing(driver, page) {
  await driver.command('KynML: Write Manifest to...');
  await offeredName(driver);
  // A second Enter would answer the question.
  const asked = page.locator('.quick-input-title').filter({ hasText: 'already exists' });
  await driver.pressUntil('Enter', asked, 15_000);
}

const previewGone = ({ driver, page }) => driver.hidden('the preview', previewTab(page));

const steps = [
  {
    name: 'after cancelling at any prompt, nothing was written',
    async run({ driver, folder, page }) {
      await driver.openFile('house_price.kyn');
      await driver.command(command);
      await driver.pickRows('Params of house_price.kyn');
      const prompt = await driver.pickPrompt(`at ${commitOf(folder).slice(0, 8)}, no uncommitted changes`);
      assert.match(prompt, /\(Python: \.venv\/bin\/python\)$/);
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
      await toSeed(driver);
      await driver.answerInput('42');
      await driver.visible('the preview', previewTab(page));
      await driver.lens(/at [0-9a-f]{8}, uncommitted changes$/);
      await driver.clickLens('Cancel');
      await previewGone({ driver, page });
      assert.deepEqual(manifests(folder), []);
    },
  },
  {
    name: 'the preview is written unchanged, after a file was selected',
    async run({ driver, folder, page }) {
      await driver.openFile('house_price.kyn');
      await toData(driver, 'Params of house_price.kyn');
      await toSeed(driver);
      await driver.answerInput('7.5');
      const refusal = page.locator('.quick-input-message').filter({ hasText: 'an integer of any size' });
      await driver.visible('the refusal of the seed', refusal);
      await driver.answerInput('123456789012345678901234567890');
      await driver.lens('Write to');
      assert.equal(existsSync(path.join(folder, 'experiment_manifest.json')), false);
      await driver.clickLens('Write to');
      await offeredName(driver);
      const accept = async patience => {
        if (await driver.boxInput().isVisible()) await driver.boxInput().press('Enter', { timeout: patience });
        await driver.boxInput().waitFor({ state: 'hidden', timeout: patience });
        return true;
      };
      await driver.eventually('the dialog to close', driver.patiently(accept));
      await previewGone({ driver, page });
      await driver.visible(
        'the manifest that was written',
        page.locator('.tab.active[data-resource-name="experiment_manifest.json"]'),
      );
      const value = jsonOf(folder, 'experiment_manifest.json');
      assert.deepEqual(value.git, { sha: commitOf(folder), dirty: true, branch: value.git.branch });
      assert.deepEqual(value.env, { python: '3.12.1 (main)', platform: 'Linux-6.1' });
      assert.equal(value.params.lr, 0.01);
      assert.match(textOf(folder, 'experiment_manifest.json'), /"seed": 123456789012345678901234567890\n/);
      assert.equal(await driver.squiggles('error'), 0);
    },
  },
  {
    name: 'a file that is there is replaced only after a question',
    async run({ driver, folder, page }) {
      const before = textOf(folder, 'experiment_manifest.json');
      await toData(driver, 'No parameters');
      await toSeed(driver);
      await driver.answerInput('43');
      await driver.lens('Write to');
      await toReplacing(driver, page);
      await driver.cancelPick();
      assert.equal(textOf(folder, 'experiment_manifest.json'), before);
      await driver.visible('the preview', previewTab(page));
      await toReplacing(driver, page);
      assert.equal(textOf(folder, 'experiment_manifest.json'), before);
      await page.keyboard.press('Enter');
      await previewGone({ driver, page });
      assert.equal(jsonOf(folder, 'experiment_manifest.json').data_provenance.seed, 43);
    },
  },
];

/** Chooses a file as the external data; `isDone(patience)` waits for what has to follow. */
async function chooseData(driver, file, isDone) {
  await toData(driver, 'No parameters');
  await driver.pick('External files');
  const choose = async patience => {
    await driver.answerDialog(file);
    return isDone(patience);
  };
  await driver.eventually(`${file} to be chosen`, driver.patiently(choose));
}

const fileSteps = [
  {
    name: 'external files are hashed, and named from the folder',
    async run({ driver, folder, page }) {
      await chooseData(driver, path.join(folder, 'data', 'houses.csv'), async patience => {
        await previewTab(page).waitFor({ timeout: patience });
        return true;
      });
      const expected = `"data/houses.csv": "${hashOf(folder, 'data/houses.csv')}"`;
      await driver.eventually('the hash of the file', async () => {
        const text = (await driver.visibleLines()).join('');
        if (text.includes(expected)) return true;
        throw new Error(text);
      });
      await driver.command('KynML: Discard Manifest');
      await previewGone({ driver, page });
    },
  },
  {
    name: 'after cancelling the hashing, there is neither a preview nor a message',
    async run({ driver, folder, page }) {
      const file = path.join(folder, 'large.bin');
      writeFileSync(file, '');
      // A terabyte that takes no room on the disk. Hashing it takes longer than any wait of a test, even at 4 GB in a second.
      truncateSync(file, 2 ** 40);
      await chooseData(driver, file, patience => driver.notification('Hashing 1 file', patience));
      // The name of the file is added to the message once its hashing has started.
      await driver.notification(/^Hashing 1 file.*large\.bin/);
      await driver.answerNotification('Hashing 1 file', 'Cancel');
      await driver.onlyNotifications([]);
      assert.equal(await previewTab(page).count(), 0);
      rmSync(file);
    },
  },
];

export const sequences = [sequence('a new manifest', steps, options), sequence('data in files', fileSteps, options)];
