// The comparison and the verdict of a reproduction, for people who use a screen reader or need contrast: axe-core finds no violation in the four themes of VS Code.
import { rmSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { inEachTheme } from './axe.mjs';
import { addLostRun, changeJson, LOST_RUN, runManifests } from './disk.mjs';

const steps = [
  {
    name: 'two runs with all values, a row expanded and a baseline',
    async run({ driver, folder }) {
      const [first, , wide] = runManifests(folder);
      await driver.openFile(first);
      await driver.editorAction('Compare Run Manifests');
      await driver.filterAndPick(wide);
      const view = driver.webview();
      await view.getByText('Only differences', { exact: true }).click();
      await view.getByRole('button', { name: 'Pin A as baseline', exact: true }).click();
      await view.locator('[data-key="row:identity:config_hash"]').focus();
      await view.locator('[data-key="row:identity:config_hash"]').press('ArrowRight');
      await driver.visible('the expanded row', view.getByRole('row', { expanded: true }));
    },
  },
  ...inEachTheme('two runs'),
  {
    name: 'a thousand metrics, with the field of find',
    async run({ driver, folder }) {
      const [first, , wide] = runManifests(folder);
      for (const [at, file] of [first, wide].entries()) {
        const metrics = Object.fromEntries(Array.from({ length: 1000 }, (_, index) => [`m${index}`, index + at]));
        changeJson(folder, file, manifest => ({ ...manifest, metrics }));
      }
      const view = driver.webview();
      await driver.visible('the first metric', view.locator('[data-key="row:metrics:m0"]'));
      await view.locator('[data-key="row:metrics:m0"]').press('Control+f');
      await view.getByRole('textbox', { name: 'Find in all rows' }).fill('m12');
      await driver.visible('the number of matches', view.getByText(/of 11\d*/));
    },
  },
  ...inEachTheme('a long table'),
  {
    name: 'a run that was deleted',
    async run({ driver, folder }) {
      const [, , wide] = runManifests(folder);
      rmSync(path.join(folder, wide));
      await driver.visible(
        'the reason',
        driver.webview().getByRole('heading', { name: 'The comparison cannot be shown' }),
      );
    },
  },
  ...inEachTheme('a comparison that cannot be shown'),
];

const reproductionSteps = [
  {
    name: 'a run whose spec is lost',
    async run({ driver }) {
      await driver.openFile(LOST_RUN);
      await driver.command('KynML: Reproduce Run');
      await driver.visible('the verdict', driver.webview().getByRole('heading', { name: 'Cannot be judged' }));
    },
  },
  ...inEachTheme('a verdict'),
];

export const sequences = [
  sequence('axe-core', steps),
  sequence('axe-core on a reproduction', reproductionSteps, { prepare: addLostRun }),
];
