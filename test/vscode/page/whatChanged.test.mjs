// Show What Changed: the version of the spec that was locked, found in git by its hash, beside the current version.
import assert from 'node:assert/strict';
import { sequence } from '../sequence.mjs';
import { commitAll, commitOf, hashOf, lineNumber, runManifests, short, textOf } from './disk.mjs';

const spec = 'house_price.kyn';

const options = {
  name: `it's $HOME "house"`,
  prepare: commitAll,
};

const side = (page, name) => page.locator(`.monaco-diff-editor .${name}-in-monaco-diff-editor .view-lines`);

/** Waits until the diff editor shows the locked version on the left and the spec of now on the right. */
async function checkDiff({ driver, page, folder }, { before, after }) {
  const left = side(page, 'original').filter({ hasText: before });
  const right = side(page, 'modified').filter({ hasText: after });
  await driver.visible('the locked version', left);
  await driver.visible('the spec of now', right);
  assert.doesNotMatch(await left.innerText(), new RegExp(after.replaceAll(' ', '.')));
  const tab = await page.locator('.tab.active').getAttribute('aria-label');
  assert.ok(tab.includes(commitOf(folder).slice(0, 8)), tab);
}

const steps = [
  {
    name: 'a spec that has not changed since it was locked shows a message',
    async run({ driver }) {
      await driver.openFile(spec);
      await driver.lens(/^locked$/);
      await driver.command('KynML: Show What Changed');
      await driver.notification('house_price.kyn has not changed since it was locked.');
      await driver.clearNotifications();
    },
  },
  {
    name: 'the lens opens the committed version next to the current one',
    async run({ driver, page, folder }) {
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'epochs = 120'), '    epochs = 60');
      await driver.save();
      await driver.goTo(1);
      await driver.lens('drifted');
      await driver.clickLens('drifted - show what changed');
      await checkDiff({ driver, page, folder }, { before: 'epochs = 120', after: 'epochs = 60' });
      await driver.command('View: Close Editor');
    },
  },
  {
    name: 'the quick fix opens it as well, for unsaved text',
    async run({ driver, page, folder }) {
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'epochs = 60'), '    epochs = 30');
      await driver.goTo(1);
      await driver.lens('(unsaved)');
      await driver.quickFix('Show what changed');
      await checkDiff({ driver, page, folder }, { before: 'epochs = 120', after: 'epochs = 30' });
      await driver.command('View: Close Editor');
      await driver.save();
    },
  },
  {
    name: 'a run of the committed version is shown as made from an older version',
    async run({ driver, folder }) {
      const [first] = runManifests(folder);
      await driver.openFile(first);
      await driver.lens(`made from an older version of ${spec} (commit ${commitOf(folder).slice(0, 8)}`);
    },
  },
  {
    name: 'a lock of a version that was never committed is reported',
    async run({ driver, folder }) {
      await driver.openFile(spec);
      await driver.command('KynML: Regenerate Lock');
      await driver.pickPrompt(/settings? changes?: .*train\.epochs \d+ → 30/);
      await driver.pick('Write kynml.lock');
      await driver.lens(/^locked$/);
      const locked = short(hashOf(folder, spec));
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'epochs = 30'), '    epochs = 15');
      await driver.command('KynML: Show What Changed');
      const said = await driver.notification('No version of a spec in git');
      assert.ok(said.includes(locked), said);
    },
  },
];

export const sequences = [sequence('what changed since the lock', steps, options)];
