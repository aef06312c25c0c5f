// A workspace that is not trusted: checks and locks work, nothing of the folder is run and git is not read, until it is trusted.
import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commitAll, hashOf, jsonOf, lineNumber, textOf } from './disk.mjs';

const spec = 'house_price.kyn';
const inside = {};

/** A program of the workspace that notes that it ran, and then runs the real one or ends. */
function spyProgram(file, then) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `#!/bin/sh\necho "$@" >> "$0.log"\n${then}\n`);
  chmodSync(file, 0o755);
  return `${file}.log`;
}

export const options = {
  restricted: true,
  prepare(folder) {
    commitAll(folder);
    const spies = path.join(folder, '..', 'spies');
    inside.path = spies;
    inside.git = spyProgram(path.join(spies, 'git'), `PATH='${process.env.PATH}' exec git "$@"`);
    inside.training = spyProgram(path.join(folder, 'tool', 'kynml'), 'exit 0');
    mkdirSync(path.join(folder, '.vscode'));
    const settings = { 'kynml.command': path.join(folder, 'tool', 'kynml') };
    writeFileSync(path.join(folder, '.vscode', 'settings.json'), JSON.stringify(settings));
  },
  // Asked for after `prepare`: every git that is started from here notes it.
  get env() {
    return { PATH: `${inside.path}:${process.env.PATH}` };
  },
};

/** The calls of git with which the extension reads versions of specs. */
const gitCalls = () => (existsSync(inside.git) ? readFileSync(inside.git, 'utf8').trim().split('\n') : []);

export const cases = [
  {
    name: 'the hash, the drift and faults are shown',
    async run({ driver, folder }) {
      await driver.openFile(spec);
      await driver.lens(/^locked$/);
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'hidden = 64'), '    hidden = "');
      await driver.lens('drifted');
      await driver.waitForSquiggles('error', 1);
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'hidden = 64'), '    hidden = 32');
      await driver.waitForSquiggles('error', 0);
      await driver.save();
    },
  },
  {
    name: 'training is refused with the reason, and nothing of the folder runs',
    async run({ driver }) {
      await driver.command('KynML: Train');
      await driver.notification('Training runs code from this folder, so it needs a workspace that you trust.');
      await driver.clearNotifications();
      assert.equal(existsSync(inside.training), false);
    },
  },
  {
    name: 'git is not read',
    async run({ driver }) {
      await driver.command('KynML: Show What Changed');
      await driver.notification('Git is read in trusted workspaces only.');
      await driver.clearNotifications();
      assert.deepEqual(gitCalls(), []);
    },
  },
  {
    name: 'once it is trusted, what changed is shown',
    async run({ driver, page }) {
      await driver.trustWorkspace();
      await driver.openFile(spec);
      await driver.command('KynML: Show What Changed');
      const left = page.locator('.monaco-diff-editor .original-in-monaco-diff-editor .view-lines');
      await left.filter({ hasText: 'hidden = 64' }).waitFor();
      assert.notDeepEqual(gitCalls(), []);
      await driver.command('View: Close Editor');
    },
  },
  {
    name: 'a lock is regenerated',
    async run({ driver, folder }) {
      await driver.command('KynML: Regenerate Lock');
      await driver.lens(/^locked$/);
      assert.equal(jsonOf(folder, 'kynml.lock').config_hash, hashOf(folder, spec));
    },
  },
];
