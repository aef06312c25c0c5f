// New Spec from a CSV, Train, change one value, Train, Compare: with the built-in compiler and PyTorch, in a folder without git and without a lock.
import assert from 'node:assert/strict';
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { torchPython, useTorchPython } from '../torchPython.mjs';
import { exampleWorkspace } from '../workspace.mjs';
import { hashOf, jsonOf, lineNumber, textOf } from './disk.mjs';

const spec = 'spec.kyn';

const options = {
  source: null,
  name: `it's $HOME "house"`,
  missingTool: () => (torchPython() === undefined ? 'There is no python3 with torch and numpy' : undefined),
  prepare(folder) {
    cpSync(path.join(exampleWorkspace, 'data'), path.join(folder, 'data'), { recursive: true });
    useTorchPython(folder);
  },
};

/** Trains the spec in the active editor and returns its manifest. */
async function trained({ driver, folder }) {
  await driver.command('KynML: Train');
  await driver.notification(`Run of ${spec} finished`);
  const manifest = jsonOf(folder, 'run_manifest.json');
  assert.equal(manifest.config_hash, hashOf(folder, spec));
  assert.equal(manifest.data_hash, hashOf(folder, 'data/houses.csv'));
  assert.match(manifest.kynml_version, /^kyn \d/);
  assert.match(manifest.env.torch, /^\d/);
  return manifest;
}

const steps = [
  {
    name: 'a new spec from a CSV is saved without a finding',
    async run({ driver, folder }) {
      await driver.command('KynML: New Spec');
      await driver.pick('data/houses.csv');
      await driver.pick('suggested');
      await driver.lens(/^CONFIG_HASH [0-9a-f]{12}/);
      await driver.save();
      await driver.eventually('the spec on disk', () => existsSync(path.join(folder, spec)));
      for (const severity of ['error', 'warning']) assert.equal(await driver.squiggles(severity), 0, severity);
    },
  },
  {
    name: 'Train uses the built-in compiler and shows it in the terminal',
    async run(vscode) {
      const { driver, folder } = vscode;
      const { metrics } = await trained(vscode);
      await driver.waitForTerminal(`training ${spec} with built-in compiler`);
      await driver.notification(`mae ${metrics.mae.toPrecision(4)}`);
      await driver.clearNotifications();
      assert.ok(existsSync(path.join(folder, 'train_spec.py')));
    },
  },
  {
    name: 'after one value was changed and trained, Compare shows that value as the reason',
    async run(vscode) {
      const { driver, folder } = vscode;
      const before = jsonOf(folder, 'run_manifest.json');
      await driver.openFile(spec);
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'lr = 0.001'), '    lr = 0.01');
      await driver.save();
      const now = await trained(vscode);
      assert.notEqual(now.config_hash, before.config_hash);
      assert.notEqual(now.metrics.mae, before.metrics.mae);
      await driver.answerNotification(`mae ${now.metrics.mae.toPrecision(4)}`, 'Compare with previous run');
      const page = driver.webview();
      await driver.visible('the verdict', page.getByRole('heading', { name: 'Not comparable', exact: true }));
      await driver.visible('the reason', page.getByText('1 setting of the spec changed: params.lr.', { exact: true }));
      const row = await page.locator('[data-key="row:spec:params.lr"]').getAttribute('aria-label');
      assert.ok(row.includes('A 0.001, B 0.01'), row);
    },
  },
];

export const sequences = [sequence('the built-in compiler', steps, options)];
