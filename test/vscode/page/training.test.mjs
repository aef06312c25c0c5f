// Training in a folder whose name a shell would split: the question about the drift, the terminal, the result, the errors.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/project.mjs';
import { hashOf, jsonOf, lineNumber, short, textOf } from './disk.mjs';

const spec = 'house_price.kyn';
const command = [process.execPath, path.join(root, 'scripts', 'example', 'standInKynml.mjs')];
const finished = 'Run of house_price.kyn finished';

export const options = {
  name: `it's $HOME "house"`,
  // Few epochs, because the quality of the model is not tested. The lock is that of the previous spec, so the spec has drifted.
  prepare(folder) {
    writeFileSync(path.join(folder, spec), textOf(folder, spec).replace('epochs = 120', 'epochs = 3'));
    mkdirSync(path.join(folder, '.vscode'));
    writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'kynml.command': command }));
  },
};

/** Runs Train on the drifted spec and answers its question. */
async function trainWith(driver, answer) {
  await driver.command('KynML: Train');
  assert.match(await driver.pickPrompt(), /changed after it was locked/);
  await driver.pick(answer);
}

export const cases = [
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
      assert.deepEqual(await driver.notifications(), []);
    },
  },
  {
    name: 'Train anyway trains in a terminal and does not change the lock',
    async run({ driver, folder }) {
      const lock = textOf(folder, 'kynml.lock');
      assert.equal(existsSync(path.join(folder, 'run_manifest.json')), false, 'Cancel did train');
      await trainWith(driver, 'Train anyway');
      const said = await driver.waitForTerminal('Wrote run_manifest.json', 40_000);
      assert.match(said, /epoch 3\/3 loss/);
      const { metrics, config_hash } = jsonOf(folder, 'run_manifest.json');
      const message = await driver.notification(finished);
      assert.ok(message.includes(`mae ${metrics.mae.toPrecision(4)}`), message);
      assert.equal(config_hash, hashOf(folder, spec));
      assert.equal(textOf(folder, 'kynml.lock'), lock);
      assert.deepEqual(await driver.notifications(), [message]);
      assert.deepEqual(
        await driver.notificationButtons(finished),
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
      await driver.waitForTerminal(/epoch 4\/4[\s\S]*Wrote run_manifest.json/, 40_000);
      assert.equal(jsonOf(folder, 'kynml.lock').config_hash, hashOf(folder, spec));
      await driver.answerNotification(finished, 'Compare with previous run');
      const page = driver.webview();
      await page.getByRole('heading', { name: 'Not comparable' }).waitFor();
      const now = jsonOf(folder, 'run_manifest.json');
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
      await driver.waitForTerminal('KynMLError', 40_000);
      await driver.notification('Training of house_price.kyn failed (exit code 1)');
      await driver.goToProblem("dataset file 'data/missing.csv' was not found");
      assert.match(await driver.cursor(), new RegExp(`^Ln ${line}, `));
      await driver.replaceLine(line, '    source = csv("data/houses.csv")');
      await driver.save();
      await driver.goTo(1);
      await driver.lens(/^locked$/);
      await driver.clearNotifications();
    },
  },
  {
    name: 'a spec with errors is not trained',
    async run({ driver, folder }) {
      const line = lineNumber(textOf(folder, spec), 'loss = mse');
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
      driver.setSettings({ 'kynml.command': 'no-such-kynml' });
      const message = await driver.eventually('the message that the tool was not found', async () => {
        await driver.command('KynML: Train');
        const said = await driver.notifications();
        return said.find(text => text.includes('no-such-kynml'));
      });
      assert.match(message, /setting `kynml\.command` \(no-such-kynml\): not found on PATH/);
      assert.match(message, /pip install kynml/);
      assert.ok(existsSync(path.join(folder, 'run_manifest.json')));
    },
  },
];
