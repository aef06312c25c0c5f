// A workspace that is not trusted: checks and locks work, but no code of the folder runs and git is not read until it is trusted.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { commitAll, hashOf, jsonOf, lineNumber, textOf } from './disk.mjs';

const spec = 'house_price.kyn';
const log = {};

const options = {
  restricted: true,
  prepare(folder) {
    commitAll(folder);
    log.home = path.join(folder, '..', 'home');
    log.git = path.join(log.home, 'git.log');
    mkdirSync(log.home);
    writeFileSync(path.join(log.home, '.gitconfig'), `[trace2]\n\tnormalTarget = ${log.git}\n`);
    log.training = path.join(folder, 'training.log');
    const tool = path.join(folder, 'kynml');
    writeFileSync(tool, `#!/bin/sh\necho "$@" > training.log\n`, { mode: 0o755 });
    mkdirSync(path.join(folder, '.vscode'));
    writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify({ 'kynml.command': tool }));
  },
  // Evaluated after `prepare`. Every git with this home records in its log that it was started.
  get env() {
    return { HOME: log.home };
  },
};

const steps = [
  {
    name: 'the hash, the drift and findings are shown',
    async run({ driver, folder }) {
      await driver.openFile(spec);
      await driver.lens(/^locked$/);
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'hidden = 64'), '    hidden =');
      await driver.lens('drifted');
      await driver.waitForSquiggles('error', 1);
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'hidden = 64'), '    hidden = 32');
      await driver.waitForSquiggles('error', 0);
      await driver.save();
    },
  },
  {
    name: 'training is refused with the reason, and no code of the folder runs',
    async run({ driver }) {
      await driver.command('KynML: Train');
      await driver.notification('Training runs code from this folder, which requires a trusted workspace.');
      await driver.clearNotifications();
      assert.equal(existsSync(log.training), false);
    },
  },
  {
    name: 'a new manifest is refused with the reason, and neither git nor Python is started',
    async run({ driver }) {
      await driver.command('KynML: New Experiment Manifest');
      await driver.notification('Creating a manifest runs git and Python, which requires a trusted workspace.');
      await driver.clearNotifications();
      assert.equal(existsSync(log.training) || existsSync(log.git), false);
    },
  },
  {
    name: 'git is not read',
    async run({ driver }) {
      await driver.command('KynML: Show What Changed');
      await driver.notification('The locked version is read from git, which runs only in a trusted workspace.');
      assert.deepEqual(await driver.notificationButtons('The locked version is read from git'), ['Manage trust']);
      await driver.clearNotifications();
      assert.equal(existsSync(log.git), false);
    },
  },
  {
    name: 'once it is trusted, what changed is shown',
    async run({ driver, page }) {
      await driver.trustWorkspace();
      await driver.openFile(spec);
      await driver.command('KynML: Show What Changed');
      const left = page.locator('.monaco-diff-editor .original-in-monaco-diff-editor .view-lines');
      await driver.visible('the spec as it was locked', left.filter({ hasText: 'hidden = 64' }));
      assert.match(readFileSync(log.git, 'utf8'), /start \S*git .*log/);
      await driver.command('View: Close Editor');
    },
  },
  {
    name: 'a lock is regenerated',
    async run({ driver, folder }) {
      await driver.command('KynML: Regenerate Lock');
      await driver.pick('Write kynml.lock');
      await driver.lens(/^locked$/);
      assert.equal(jsonOf(folder, 'kynml.lock').config_hash, hashOf(folder, spec));
    },
  },
];

export const sequences = [sequence('Restricted Mode', steps, options)];
