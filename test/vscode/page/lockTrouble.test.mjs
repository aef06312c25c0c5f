// Locks that cannot simply be written: a folder with the same name, a newer schema, missing permission, a deleted spec.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { changeJson, hashOf, jsonOf, textOf } from './disk.mjs';

const spec = 'house_price.kyn';
const lock = 'kynml.lock';

const options = {
  prepare(folder) {
    writeFileSync(path.join(folder, spec), `${textOf(folder, spec)}\n# changed\n`);
  },
};

const steps = [
  {
    name: 'a lock with a newer schema needs a confirmation, and Escape leaves it unchanged',
    async run({ driver, folder }) {
      changeJson(folder, lock, value => ({ ...value, schema_version: '9', seal: 'kept' }));
      const before = textOf(folder, lock);
      await driver.openFile(spec);
      await driver.lens('lock is newer than this tool');
      await driver.command('KynML: Regenerate Lock');
      await driver.pickPrompt('schema version 9, which is newer than this tool supports');
      await driver.cancelPick();
      await driver.lens('lock is newer than this tool');
      assert.equal(textOf(folder, lock), before);
      await driver.onlyNotifications([]);
    },
  },
  {
    name: 'after the confirmation it is written, and its other fields are kept',
    async run({ driver, folder }) {
      await driver.command('KynML: Regenerate Lock');
      await driver.pick('Write kynml.lock');
      await driver.lens(/^locked$/);
      const { config_hash, schema_version, seal } = jsonOf(folder, lock);
      assert.deepEqual(
        { config_hash, schema_version, seal },
        { config_hash: hashOf(folder, spec), schema_version: '1', seal: 'kept' },
      );
    },
  },
  {
    name: 'a folder with the name of the lock is reported and kept',
    async run({ driver, folder }) {
      rmSync(path.join(folder, lock));
      mkdirSync(path.join(folder, lock));
      await driver.lens('lock cannot be read');
      await driver.command('KynML: Regenerate Lock');
      await driver.notification(/kynml\.lock cannot be replaced: .*folder/);
      assert.ok(statSync(path.join(folder, lock)).isDirectory());
      await driver.clearNotifications();
      rmSync(path.join(folder, lock), { recursive: true });
      await driver.lens('not locked');
    },
  },
  {
    name: 'a spec that is deleted while it is open is not locked, and its text stays',
    async run({ driver, folder }) {
      rmSync(path.join(folder, spec));
      await driver.eventually('the tab to say that the file is gone', async () => {
        await driver.command('KynML: Create Lock');
        return (await driver.notifications()).some(text => text.includes('File not found: house_price.kyn.'));
      });
      assert.equal(existsSync(path.join(folder, lock)), false);
      await driver.lens(/^CONFIG_HASH/);
      assert.ok((await driver.visibleLines()).includes('params:'));
    },
  },
  {
    name: 'the next spec is locked as usual',
    async run({ driver, folder }) {
      await driver.clearNotifications();
      await driver.openFile('house_price_wide.kyn');
      await driver.command('KynML: Create Lock');
      await driver.pickRows('Write kynml.lock');
      await driver.pickPrompt('The spec has no lock yet, so it gets kynml.lock in the workspace folder.');
      assert.equal(existsSync(path.join(folder, lock)), false, 'shown before it is written');
      await driver.pick('Write kynml.lock');
      await driver.lens(/^locked$/);
      await driver.onlyNotifications([]);
      assert.equal(jsonOf(folder, lock).config_hash, hashOf(folder, 'house_price_wide.kyn'));
    },
  },
  {
    name: 'a command that finds nothing to do reports it',
    async run({ driver, folder }) {
      const before = textOf(folder, lock);
      await driver.command('KynML: Create Lock');
      await driver.notification('kynml.lock already records house_price_wide.kyn, so nothing was written.');
      assert.equal(textOf(folder, lock), before);
      await driver.clearNotifications();
    },
  },
];

export const sequences = [sequence('a lock that cannot simply be written', steps, options)];
