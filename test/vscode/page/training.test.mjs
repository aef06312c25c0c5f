// Training in a folder whose name a shell would split: the question about the drift, the terminal, the result, the errors.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/project.mjs';
import { sequence } from '../sequence.mjs';
import { hashOf, jsonOf, lineNumber, short, textOf } from './disk.mjs';

const spec = 'house_price.kyn';
const command = [process.execPath, path.join(root, 'test', 'standInKynml', 'standInKynml.mjs')];
const finished = 'Run of house_price.kyn finished';

const options = {
  name: `it's $HOME "house"`,
  // Few epochs, because the quality of the model is not tested. The lock is that of the previous spec, so the spec has drifted.
  prepare(folder) {
    writeFileSync(path.join(folder, spec), textOf(folder, spec).replace('epochs = 120', 'epochs = 3'));
    mkdirSync(path.join(folder, '.vscode'));
    writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'kynml.command': command }));
  },
};

// The spec is as it was locked, and the program that would train it is not there.
const withoutTool = {
  prepare(folder) {
    mkdirSync(path.join(folder, '.vscode'));
    writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'kynml.command': 'no-such-kynml' }));
  },
};

/** The metric of a run as a message shows it. */
const metricOf = ({ metrics }) => `mae ${metrics.mae.toPrecision(4)}`;

/** Calls Train on the drifted spec and answers its question. */
async function trainWith(driver, answer) {
  await driver.command('KynML: Train');
  await driver.pickPrompt('changed since it was locked');
  await driver.pick(answer);
}

const driftSteps = [
  {
    name: 'Cancel at the question about the drift changes nothing and shows no message',
    async run({ driver, folder, page }) {
      const lock = textOf(folder, 'kynml.lock');
      await driver.openFile(spec);
      await driver.lens('drifted');
      await trainWith(driver, 'Cancel');
      await driver.lens('drifted');
      await driver.statusText('state', 'drift');
      assert.equal(textOf(folder, 'kynml.lock'), lock);
      assert.equal(await page.locator('.terminal-wrapper').count(), 0);
      await driver.onlyNotifications([]);
    },
  },
  {
    name: 'Show what changed compares instead of training',
    async run({ driver, folder, page }) {
      await trainWith(driver, 'Show what changed');
      await driver.notification(/locked version|No version of a spec in git|Git could not read/);
      assert.equal(await page.locator('.terminal-wrapper').count(), 0);
      assert.equal(existsSync(path.join(folder, 'run_manifest.json')), false);
      await driver.clearNotifications();
    },
  },
  {
    name: 'Train anyway trains in a terminal and does not change the lock',
    async run({ driver, folder }) {
      const lock = textOf(folder, 'kynml.lock');
      assert.equal(existsSync(path.join(folder, 'run_manifest.json')), false, 'Cancel did train');
      await trainWith(driver, 'Train anyway');
      const said = await driver.waitForTerminal('Wrote run_manifest.json');
      assert.match(said, /epoch 3\/3 loss/);
      const run = jsonOf(folder, 'run_manifest.json');
      const message = await driver.notification(metricOf(run));
      assert.ok(message.includes(finished), message);
      assert.equal(run.config_hash, hashOf(folder, spec));
      assert.equal(textOf(folder, 'kynml.lock'), lock);
      await driver.onlyNotifications([message]);
      assert.deepEqual(
        await driver.notificationButtons(metricOf(run)),
        ['Open manifest'],
        'there was a run before the first',
      );
      await driver.clearNotifications();
    },
  },
  {
    name: 'Regenerate locks the spec first, and the run is compared with the previous one',
    async run({ driver, folder }) {
      const before = jsonOf(folder, 'run_manifest.json');
      await driver.openFile(spec);
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'epochs = 3'), '    epochs = 4');
      await trainWith(driver, 'Regenerate lock');
      await driver.waitForTerminal(/epoch 4\/4[\s\S]*Wrote run_manifest.json/);
      assert.equal(jsonOf(folder, 'kynml.lock').config_hash, hashOf(folder, spec));
      const now = jsonOf(folder, 'run_manifest.json');
      await driver.answerNotification(metricOf(now), 'Compare with previous run');
      const page = driver.webview();
      await driver.visible('the verdict', page.getByRole('heading', { name: 'Not comparable', exact: true }));
      const row = await page.locator('[data-key="row:identity:config_hash"]').getAttribute('aria-label');
      assert.ok(row.includes(`A ${short(before.config_hash)}, B ${short(now.config_hash)}`), row);
      await driver.clearNotifications();
    },
  },
  {
    name: 'an error of the tool becomes a problem at its line',
    async run({ driver, folder }) {
      await driver.openFile(spec);
      const line = lineNumber(textOf(folder, spec), 'source = csv("data/houses.csv")');
      await driver.replaceLine(line, '    source = csv("data/missing.csv")');
      await trainWith(driver, 'Train anyway');
      await driver.waitForTerminal('KynMLError');
      await driver.notification('Training of house_price.kyn failed (exit code 1)');
      await driver.goToProblem("dataset file 'data/missing.csv' was not found");
      const isThere = async () => (await driver.cursor()).startsWith(`Ln ${line}, `);
      await driver.eventually(`the cursor on line ${line}`, isThere);
    },
  },
];

const refusedSteps = [
  {
    name: 'a spec with errors is not trained',
    async run({ driver, folder }) {
      const line = lineNumber(textOf(folder, spec), 'loss = mse');
      await driver.openFile(spec);
      await driver.lens(/^locked$/);
      await driver.replaceLine(line, '    loss = ');
      await driver.waitForSquiggles('error', 1);
      await driver.command('KynML: Train');
      await driver.notification('house_price.kyn has 1 error, so training did not start.');
      await driver.replaceLine(line, '    loss = mse');
      await driver.save();
      await driver.goTo(1);
      await driver.lens(/^locked$/);
      await driver.clearNotifications();
    },
  },
  {
    name: 'a tool that is not found is reported with what was tried',
    async run({ driver, folder }) {
      await driver.lens(/already run/);
      await driver.command('KynML: Train');
      await driver.pickPrompt('This version of house_price.kyn was already run');
      await driver.pick('Train again');
      const message = await driver.notification('no-such-kynml');
      assert.match(message, /setting `kynml\.command` \(no-such-kynml\): not found on PATH/);
      assert.match(message, /set `kynml\.compiler` to `builtin`/);
      assert.equal(existsSync(path.join(folder, 'run_manifest.json')), false);
    },
  },
];

export const sequences = [
  sequence('a drifted spec', driftSteps, options),
  sequence('what keeps training from its start', refusedSteps, withoutTool),
];
