// Problems and marks of files that are not open: the Problems view, and the letters and tooltips in the explorer.
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { textOf } from './disk.mjs';

const spec = 'house_price.kyn';
const lock = 'kynml.lock';
const wide = 'house_price_wide.kyn';

const options = {
  prepare(folder) {
    writeFileSync(path.join(folder, spec), `${textOf(folder, spec)}\n# changed\n`);
    writeFileSync(path.join(folder, wide), textOf(folder, wide).replace('epochs', 'epoch'));
    writeFileSync(path.join(folder, 'notes.json'), '{"broken": ');
  },
};

/** Waits until the explorer marks a file with a letter, and its tooltip contains a text. */
async function marked(driver, file, letter, reason) {
  const seen = await driver.eventually(`the mark ${letter} of ${file}`, async () => {
    const mark = await driver.explorerMark(file);
    return mark.letters.includes(letter) && mark.title.includes(reason) && mark;
  });
  assert.ok(seen);
}

const steps = [
  {
    name: 'no file is open, and the problems of all files are listed',
    async run({ driver }) {
      await driver.command('View: Close All Editors');
      await driver.problems('Spec changed since it was locked');
      await driver.problems('has no key `epoch`');
    },
  },
  {
    name: 'broken and drifted files have a letter and a reason, other files have none',
    async run({ driver }) {
      await marked(driver, spec, 'D', 'Drifted: Spec changed since it was locked');
      await marked(driver, lock, 'D', 'Drifted: Spec changed since it was locked');
      await marked(driver, wide, 'B', 'Broken: The train block has no key epoch');
      const { letters, title } = await driver.explorerMark('notes.json');
      assert.doesNotMatch(`${letters} ${title}`, /[BDS]\b|Broken|Drifted/);
    },
  },
  {
    name: 'a mark goes when the file is repaired on disk, and comes when another one breaks',
    async run({ driver, folder }) {
      writeFileSync(path.join(folder, wide), textOf(folder, wide).replace('epoch ', 'epochs '));
      await driver.eventually(
        'the mark to go',
        async () => !(await driver.explorerMark(wide)).title.includes('Broken'),
      );
      rmSync(path.join(folder, lock));
      await driver.eventually(
        'the drift to go',
        async () => !(await driver.explorerMark(spec)).title.includes('Drifted'),
      );
    },
  },
];

/** The sequences of this file. */
export const sequences = [sequence('marks of files', steps, options)];
