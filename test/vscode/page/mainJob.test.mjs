// The main job as a person does it: a spec drifts while a person types, its lock is regenerated, a manifest is corrected.
import assert from 'node:assert/strict';
import { sequence } from '../sequence.mjs';
import { hashOf, jsonOf, lineNumber, runManifests, sha256, short, textOf } from './disk.mjs';

const spec = 'house_price.kyn';

const steps = [
  {
    name: 'the hash and the lock state are shown above a spec',
    async run({ driver, folder }) {
      const hash = hashOf(folder, spec);
      await driver.openFile(spec);
      await driver.lens(`CONFIG_HASH ${short(hash)}`);
      await driver.lens(/^locked$/);
      await driver.statusText('state', new RegExp(`^${short(hash)}$`), 'locked');
      assert.match(await driver.hoverText('House prices'), new RegExp(hash));
      await driver.leaveHover();
    },
  },
  {
    name: 'each key that is typed changes the hash, and the drift appears',
    async run({ driver, folder }) {
      const text = textOf(folder, spec);
      const typed = digits => text.replace('lr = 0.01\n', `lr = 0.01${digits}\n`);
      await driver.goTo(lineNumber(text, 'lr = 0.01'), '    lr = 0.01'.length + 1);
      for (const digits of ['5', '55']) {
        await driver.typeText('5');
        await driver.lens(`CONFIG_HASH ${short(sha256(typed(digits)))} (unsaved)`);
      }
      await driver.lens('drifted - show what changed');
      await driver.waitForSquiggles('warning', 1);
      await driver.statusText('state', 'drift', `${short(sha256(typed('55')))}, drifted`);
      await driver.problems(`locked: ${short(sha256(text))}, current: ${short(sha256(typed('55')))}`);
      assert.equal(textOf(folder, spec), text, 'nothing was saved');
    },
  },
  {
    name: 'Regenerate Lock from the palette removes the drift, and the lock contains the new hash',
    async run({ driver, folder }) {
      const before = jsonOf(folder, 'kynml.lock');
      await driver.command('KynML: Regenerate Lock');
      const rows = await driver.pickRows('Write kynml.lock');
      assert.ok(rows[0].includes(`${short(before.config_hash)} → ${short(hashOf(folder, spec))}`), rows[0]);
      assert.ok(rows.includes('Show what changed'), rows.join(', '));
      await driver.pick('Write kynml.lock');
      await driver.lens(/^locked$/);
      await driver.waitForSquiggles('warning', 0);
      const { config_hash, ...rest } = jsonOf(folder, 'kynml.lock');
      assert.match(textOf(folder, spec), /lr = 0\.0155\n/);
      assert.equal(config_hash, hashOf(folder, spec));
      assert.deepEqual({ ...rest, config_hash: before.config_hash }, before);
      await driver.lens(new RegExp(`^CONFIG_HASH ${short(config_hash)}$`));
      await driver.statusText('state', new RegExp(`^${short(config_hash)}$`));
      await driver.onlyNotifications([]);
    },
  },
  {
    name: 'a manifest says which version of the spec it is of',
    async run({ driver, folder }) {
      const [first, , wide] = runManifests(folder);
      await driver.openFile(first);
      await driver.lens('made from an unknown spec or version');
      await driver.openFile(wide);
      await driver.lens('made from the current version of house_price_wide.kyn');
      // It imports a spec, and no record states what was imported.
      const hash = new RegExp(`^${short(hashOf(folder, 'house_price_wide.kyn'))}$`);
      await driver.statusText('state', hash, 'imports not known');
    },
  },
];

const manifestSteps = [
  {
    name: 'a wrong value in a manifest is found at its field',
    async run({ driver, folder }) {
      const [manifest] = runManifests(folder);
      await driver.openFile(manifest);
      const line = lineNumber(textOf(folder, manifest), '"seed": 42');
      await driver.replaceLine(line, '  "seed": "forty-two"');
      await driver.waitForSquiggles('error', 1);
      const rows = await driver.problems(`[Ln ${line}, Col 11]`);
      const ours = rows.filter(row => row.includes(`[Ln ${line}, Col 11]`));
      assert.equal(ours.length, 1, rows.join('\n'));
      assert.match(ours[0], /seed/);
      await driver.goToProblem(`[Ln ${line}, Col 11]`);
      const isMarked = async () => (await driver.cursor()) === `Ln ${line}, Col 22 (11 selected)`;
      await driver.eventually('the whole value to be marked', isMarked);
      await driver.replaceLine(line, '  "seed": 42');
      await driver.waitForSquiggles('error', 0);
    },
  },
];

export const sequences = [
  sequence('a spec drifts and is locked anew', steps),
  sequence('a manifest is corrected', manifestSteps),
];
