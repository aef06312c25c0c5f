// Explain the Hash and Spec History: the lists, and the buttons that revert a setting and restore a version.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { commitAll, commitMore, lineNumber, textOf } from './disk.mjs';

const spec = 'house_price.kyn';
const options = {
  prepare(folder) {
    commitAll(folder);
    const half = textOf(folder, spec).replace('epochs = 120', 'epochs = 60');
    writeFileSync(path.join(folder, spec), half);
    commitMore(folder, 'Half as long');
  },
};

const steps = [
  {
    name: 'the settings that differ from the lock are listed, and a button reverts one as one step of undo',
    async run({ driver, folder }) {
      await driver.openFile(spec);
      await driver.lens('drifted');
      await driver.replaceLine(lineNumber(textOf(folder, spec), 'lr = 0.01'), '    lr = 0.02  # try');
      await driver.command('KynML: Explain the Hash');
      await driver.pick('the locked version');
      const rows = await driver.pickRows('params.lr');
      assert.ok(
        rows.some(row => row.includes('train.epochs') && row.includes('120 → 60')),
        rows.join(' | '),
      );
      assert.ok(
        rows.some(row => row.includes('comment added: # try')),
        rows.join(' | '),
      );
      await driver.pressRowButton('params.lr', 'Revert this');
      // Old and new rows are in the document for a moment.
      await driver.eventually('the reverted setting to leave the list', async () => {
        const left = await driver.pickRows('1 setting changed');
        return !left.some(row => row.includes('params.lr'));
      });
      await driver.cancelPick();
      await driver.eventually('the setting to be reverted', async () =>
        (await driver.visibleLines()).some(line => line.includes('lr = 0.01  # try')),
      );
      await driver.command('Undo');
      await driver.eventually('the revert to be undone', async () =>
        (await driver.visibleLines()).some(line => line.includes('lr = 0.02  # try')),
      );
    },
  },
  {
    name: 'the whole text is restored, so that the lock matches again',
    async run({ driver }) {
      await driver.command('KynML: Explain the Hash');
      await driver.pick('the locked version');
      await driver.pickRows('Restore the whole text');
      await driver.pick('Restore the whole text');
      await driver.lens(/^locked$/);
    },
  },
  {
    name: 'the history lists the versions with their runs, and restores one',
    async run({ driver }) {
      await driver.command('KynML: Spec History');
      const rows = await driver.pickRows('Half as long');
      const text = rows.join(' | ');
      assert.match(text, /Everything.*current text.*2 runs, mae/, text);
      assert.match(text, /Half as long.*no runs/, text);
      await driver.pressRowButton('Half as long', 'Restore this version');
      await driver.lens('drifted');
      await driver.eventually('the restored text', async () =>
        (await driver.visibleLines()).some(line => line.includes('epochs = 60')),
      );
    },
  },
];

export const sequences = [sequence('explain the hash', steps, options)];
