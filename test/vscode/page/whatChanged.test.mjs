// Show What Changed: the version of the spec that was locked, found in git by its hash, beside the current version of the spec.
import assert from 'node:assert/strict';
import { commitAll, hashOf, lineNumber, runManifests, short, textOf } from './disk.mjs';

const spec = 'house_price.kyn';
const repository = {};

export const options = {
  name: `it's $HOME "house"`,
  prepare(folder) {
    repository.commit = commitAll(folder);
  },
};

const side = (page, name) => page.locator(`.monaco-diff-editor .${name}-in-monaco-diff-editor .view-lines`);

/** Waits until the diff editor shows the locked version on the left and the spec of now on the right. */
async function checkDiff(page, { before, after }) {
  const left = side(page, 'original').filter({ hasText: before });
  const right = side(page, 'modified').filter({ hasText: after });
  await left.waitFor();
  await right.waitFor();
  assert.doesNotMatch(await left.innerText(), new RegExp(after.replaceAll(' ', '.')));
  const tab = await page.locator('.tab.active').getAttribute('aria-label');
  assert.ok(tab.includes(repository.commit.slice(0, 8)), tab);
}

export const cases = [
  {
    name: 'a spec that is as it was locked has nothing to show',
    async run({ driver }) {
      await driver.openFile(spec);
      await driver.lens(/^locked$/);
      await driver.command('KynML: Show What Changed');
      await driver.notification('house_price.kyn has not changed since it was locked.');
      await driver.clearNotifications();
    },
  },
  {
    name: 'the lens leads to the committed version beside the one of now',
    async run({ driver, page, folder }) {
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'epochs = 120'), '    epochs = 60');
      await driver.save();
      await driver.goTo(1);
      await driver.lens('drifted');
      await driver.clickLens('drifted - show what changed');
      await checkDiff(page, { before: 'epochs = 120', after: 'epochs = 60' });
      await driver.command('View: Close Editor');
    },
  },
  {
    name: 'the quick fix leads there too, from text that is not saved',
    async run({ driver, page, folder }) {
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'epochs = 60'), '    epochs = 30');
      await driver.goTo(1);
      await driver.lens('(unsaved)');
      await driver.quickFix('Show what changed');
      await checkDiff(page, { before: 'epochs = 120', after: 'epochs = 30' });
      await driver.command('View: Close Editor');
      await driver.save();
    },
  },
  {
    name: 'a run of the version that was committed is said to be of an older one',
    async run({ driver, folder }) {
      const [first] = runManifests(folder);
      await driver.openFile(first);
      await driver.lens(`made from an older version of ${spec} (commit ${repository.commit.slice(0, 8)}`);
    },
  },
  {
    name: 'a lock of a version that was never committed is said to be one',
    async run({ driver, folder }) {
      await driver.openFile(spec);
      await driver.command('KynML: Regenerate Lock');
      await driver.lens(/^locked$/);
      const locked = short(hashOf(folder, spec));
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'epochs = 30'), '    epochs = 15');
      await driver.command('KynML: Show What Changed');
      const said = await driver.notification('No version of a spec in git');
      assert.ok(said.includes(locked), said);
    },
  },
];
