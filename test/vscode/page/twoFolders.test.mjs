// Two workspace folders that contain a spec with the same name: each has its own hash, lock and runs.
import assert from 'node:assert/strict';
import { cpSync, existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { exampleWorkspace } from '../workspace.mjs';
import { hashOf, jsonOf, short, textOf } from './disk.mjs';

const options = {
  source: null,
  open: 'both.code-workspace',
  prepare(folder) {
    for (const name of ['one', 'two']) cpSync(exampleWorkspace, path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, 'two', 'house_price.kyn'), `${textOf(folder, 'two/house_price.kyn')}\n# two\n`);
    writeFileSync(path.join(folder, 'two', 'kynml.lock'), '{}');
    writeFileSync(
      path.join(folder, 'both.code-workspace'),
      JSON.stringify({ folders: [{ path: 'one' }, { path: 'two' }] }),
    );
  },
};

const steps = [
  {
    name: 'each spec has its own hash and lock',
    async run({ driver, folder }) {
      const [one, two] = ['one', 'two'].map(name => short(hashOf(folder, `${name}/house_price.kyn`)));
      await driver.openFile('two/house_price.kyn');
      await driver.lens(`CONFIG_HASH ${two}`);
      await driver.openFile('one/house_price.kyn');
      await driver.lens(`CONFIG_HASH ${one}`);
      await driver.lens(/^locked$/);
    },
  },
  {
    name: 'a lock is written into the folder of its spec',
    async run({ driver, folder }) {
      const before = textOf(folder, 'one/kynml.lock');
      await driver.openFile('two/house_price_wide.kyn');
      await driver.command('KynML: Create Lock');
      await driver.pick('Write ');
      await driver.lens(/^locked$/);
      const lock = ['two/kynml.lock', 'two/house_price_wide.kyn.lock'].find(
        file =>
          existsSync(path.join(folder, file)) &&
          jsonOf(folder, file).config_hash === hashOf(folder, 'two/house_price_wide.kyn'),
      );
      assert.ok(lock, 'no lock of the folder two holds the hash');
      assert.equal(textOf(folder, 'one/kynml.lock'), before);
      assert.equal(existsSync(path.join(folder, 'one/house_price_wide.kyn.lock')), false);
    },
  },
  {
    name: 'runs are named with their folder',
    async run({ driver }) {
      await driver.command('KynML: Compare Run Manifests');
      await driver.pickRows('one/runs/');
      await driver.pickRows('two/runs/');
      await driver.cancelPick();
    },
  },
];

export const sequences = [sequence('two folders', steps, options)];
