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

/** Waits until the letters after the name of a file match a pattern. */
const letters = (driver, file, pattern) =>
  driver.eventually(`${file} to be marked as ${pattern}`, async () => pattern.test(await driver.explorerLetters(file)));

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
      await letters(driver, spec, /\bD$/);
      await letters(driver, lock, /\bD$/);
      await letters(driver, wide, /\bB$/);
      assert.match(await driver.explorerTooltip(spec), /Drifted: Spec changed since it was locked/);
      assert.match(await driver.explorerTooltip(wide), /Broken: The train block has no key epoch/);
      assert.equal(await driver.explorerLetters('notes.json'), '');
    },
  },
  {
    name: 'a mark goes when the cause is gone on disk, and comes again with it',
    async run({ driver, folder }) {
      const broken = textOf(folder, wide);
      writeFileSync(path.join(folder, wide), broken.replace('epoch ', 'epochs '));
      await letters(driver, wide, /^$/);
      rmSync(path.join(folder, lock));
      await letters(driver, spec, /^$/);
      writeFileSync(path.join(folder, wide), broken);
      await letters(driver, wide, /\bB$/);
    },
  },
];

/** The sequences of this file. */
export const sequences = [sequence('marks of files', steps, options)];
