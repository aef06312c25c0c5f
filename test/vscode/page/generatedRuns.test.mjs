// The lists of runs, on a workspace whose truth is known: 200 runs of 4 specs over 12 commits, 3 sweeps, NaN, missing metrics, copied and
// cloned files. What a person sees is compared with that truth; the details of each list have tests of their own.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { writeOtherArtifacts } from '../../../scripts/example/artifacts.mjs';
import { truthIn, writeGeneratedWorkspace } from '../generatedWorkspace.mjs';
import { sequence } from '../sequence.mjs';
import { pickViolations } from './axe.mjs';
import { short } from './disk.mjs';
import {
  bestOf,
  countOf,
  expectRows,
  filterOf,
  filterView,
  isNumber,
  kyn,
  runsOf,
  shown,
  writeLock,
} from './generatedParts.mjs';

const index = [
  {
    name: 'the table has each run once, those in ignored folders and in .kynml too',
    async run({ driver }) {
      await driver.command('KynML: Show Runs as Table');
      await driver.visible('all runs', driver.webview().getByText(/^200 runs · /));
    },
  },
  {
    name: 'each run has its time with how it is known, so that a clone does not make all runs new',
    async run({ driver, folder }) {
      await expectRows(
        driver,
        'about',
        countOf(folder, ({ timeSource }) => timeSource === 'folder'),
      );
      await expectRows(
        driver,
        '(commit)',
        countOf(folder, ({ timeSource }) => timeSource === 'commit'),
      );
      await expectRows(
        driver,
        '(file time)',
        countOf(folder, ({ timeSource }) => timeSource === 'file'),
      );
    },
  },
  {
    name: 'the filter finds states, metrics and what diverged',
    async run({ driver, folder }) {
      await expectRows(
        driver,
        'state = stale',
        countOf(folder, ({ state }) => state === 'stale'),
      );
      await expectRows(
        driver,
        'mae < 10',
        countOf(folder, ({ mae }) => isNumber({ mae }) && mae < 10),
      );
      await expectRows(
        driver,
        'trust = diverged',
        countOf(folder, ({ mae }) => mae === 'NaN'),
      );
      await expectRows(driver, 'no run has this', 0);
      await driver.visible('the empty table', driver.webview().getByText('No run matches the filter.'));
      await filterOf(driver).fill('');
    },
  },
  {
    name: 'the table is exported with the bytes of kyn runs',
    async run({ driver, folder }) {
      const view = driver.webview();
      await view.getByRole('columnheader', { name: /^run/ }).click();
      const file = path.join(path.dirname(folder), 'runs.csv');
      // The dialog of VS Code closes without a result where a path is accepted while it still lists the folder.
      const save = async patience => {
        if (!(await driver.isAsking())) {
          await view.getByRole('button', { name: 'Export…', exact: true }).click();
          await driver.pick('Save as CSV…');
        }
        await driver.answerDialog(file);
        return driver.eventually('the file', () => existsSync(file) && readFileSync(file, 'utf8'), patience);
      };
      const text = await driver.eventually('the export', driver.patiently(save));
      const [columns] = text.split('\n');
      assert.match(columns, /^path,status,mae,seed,/);
      assert.equal(text, kyn(folder, 'runs', '--format', 'csv', '--columns', columns, '--sort', 'path'));
      assert.equal(text.split('\n').length, 200 + 2);
    },
  },
  {
    name: 'two runs of different versions are compared by the settings of their specs',
    async run({ driver, folder }) {
      const own = truthIn(folder).runs.filter(({ spec }) => spec === 'specs/model_0.kyn');
      const [current, old] = [own.find(run => run.state === 'current'), own.find(run => run.state === 'stale')];
      await driver.command('KynML: Compare Run Manifests');
      await driver.filterAndPick(old.path);
      await driver.filterAndPick(current.path);
      await driver.visible('the setting', driver.webview().getByText('train.epochs').first());
      await driver.command('View: Close All Editors');
    },
  },
];

const view = [
  {
    name: 'the view has the specs with their hashes, and each sweep with what is done, failed and missing',
    async run({ driver, folder, page }) {
      const { specs } = truthIn(folder);
      await driver.showRuns();
      for (const { path: spec, hash } of specs.slice(0, 1)) await driver.waitForRun(`${spec} ${short(hash)}`);
      await filterView({ driver, page }, 'sweep_model_2', 'Sweep · 4 of 9 done · 2 failed · 3 missing');
      await driver.command('KynML: Clear Run Filter');
    },
  },
  {
    name: 'the view sorts by the metric, and groups by the seed',
    async run({ driver, folder, page }) {
      const own = runsOf(folder, 0);
      await driver.command('KynML: Sort Runs...');
      await driver.pick('Metric, lowest first');
      const first = `mae ${shown(bestOf(own).mae)} · `;
      await driver.eventually(`${first} to be the first run`, async () => {
        const [, version, run] = await driver.runRows();
        return version.startsWith('Current version') && run.startsWith(first);
      });
      await driver.command('KynML: Group Runs...');
      await driver.pick('Seeds');
      await driver.waitForRun(`· ${new Set(own.map(({ seed }) => seed)).size} seeds`);
      await driver.visible('what is unusual', page.getByText('Grouped by seed. Sorted by metric, lowest first.'));
      await driver.command('KynML: Group Runs...');
      await driver.pick('Versions of the spec');
      await driver.command('KynML: Sort Runs...');
      await driver.pick('Time, newest first');
      await driver.waitForRun('Current version');
    },
  },
  {
    name: 'one run is verified from its row',
    async run({ driver, folder, page }) {
      const { seed } = bestOf(runsOf(folder, 0));
      await filterView({ driver, page }, `seed ${seed}`, `seed ${seed}`);
      await driver.clickRunAction(`seed ${seed}`, 'Verify Run');
      const steps = (await driver.pickRows('CONFIG_HASH')).join(' | ');
      assert.match(steps, /confirmed/);
      assert.match(steps, /contradicted/);
      await driver.cancelPick();
      await driver.command('KynML: Clear Run Filter');
    },
  },
  {
    name: 'a version opens its spec',
    async run({ driver, folder, page }) {
      const old = truthIn(folder).runs.find(run => run.state === 'stale' && run.path.includes('/run-'));
      await filterView({ driver, page }, `seed = ${old.seed}`, `Commit ${old.commit.slice(0, 8)}`);
      await driver.clickRunAction('Commit', 'Open This Version of the Spec');
      const tab = page.locator('.tab.active').filter({ hasText: `commit ${old.commit.slice(0, 12)}` });
      await driver.visible('the version', tab);
      await driver.command('KynML: Clear Run Filter');
    },
  },
  {
    name: 'the lens counts the runs of a spec and names the best, and opens exactly these in the picker, which axe-core accepts',
    async run({ driver, folder, page }) {
      const own = runsOf(folder, 0);
      await driver.openFile('specs/model_0.kyn');
      await driver.lens(`${own.length} runs, best mae ${shown(bestOf(own).mae)}`);
      await driver.clickLens(`${own.length} runs`);
      await driver.pickRows('seed');
      assert.deepEqual(await pickViolations(page), []);
      const { seed } = bestOf(own);
      await driver.boxInput().fill(`seed ${seed}`);
      const rows = await driver.pickRows(`seed ${seed}`);
      assert.ok(rows.length <= 2, rows.join(' | '));
      await driver.cancelPick();
    },
  },
  {
    name: 'a spec that was already run says so, and Train asks first',
    async run({ driver, folder }) {
      const own = runsOf(folder, 0);
      await driver.lens(`already run ${own.length} times: best mae ${shown(bestOf(own).mae)}`);
      await driver.clickLens('Train');
      await driver.pickPrompt('This version of model_0.kyn was already run');
      await driver.cancelPick();
    },
  },
  {
    name: 'the history has the versions with their runs, and what differs from the spec of an old run is explained',
    async run({ driver, folder }) {
      await driver.command('KynML: Spec History');
      const rows = (await driver.pickRows('current text')).join(' | ');
      assert.match(rows, new RegExp(`current text.*${runsOf(folder, 0).length} runs`), rows);
      await driver.cancelPick();
      await driver.openFile('specs/model_3.kyn');
      await driver.command('KynML: Explain the Hash');
      const old = truthIn(folder).runs.find(
        run => run.spec === 'specs/model_3.kyn' && run.state === 'stale' && run.path.startsWith('committed/'),
      );
      await driver.pick('the spec of a run…');
      await driver.filterAndPick(old.path);
      const settings = await driver.pickRows('train.epochs');
      assert.ok(
        settings.some(row => row.includes('train.epochs') && row.includes('→ 8')),
        settings.join(' | '),
      );
      await driver.cancelPick();
    },
  },
  {
    name: 'the spec of an old run is found in its commit',
    async run({ driver, folder, page }) {
      const old = truthIn(folder).runs.find(run => run.path.startsWith('committed/') && run.state === 'stale');
      await driver.openFile(old.path);
      await driver.command('KynML: Find the Spec of This Run');
      const tab = page.locator('.tab.active').filter({ hasText: `commit ${old.commit.slice(0, 12)}` });
      await driver.visible('the version', tab);
    },
  },
  {
    name: 'Verify All Runs finds that the data of all runs is another one',
    async run({ driver, folder, page }) {
      await driver.command('KynML: Verify All Runs');
      await driver.pickPrompt(/contradicted/);
      await driver.cancelPick();
      const [{ seed }] = runsOf(folder, 0).filter(isNumber);
      await driver.showRuns();
      await filterView({ driver, page }, `seed ${seed}`, 'data changed');
      await driver.command('KynML: Clear Run Filter');
    },
  },
];

const sweeps = [
  {
    name: 'the lens of a sweep and its table have what is done, failed and missing',
    async run({ driver, folder }) {
      const [, { path: file }] = truthIn(folder).sweeps;
      await driver.openFile('specs/model_2.kyn');
      await driver.lens('4 of 9 done, 2 failed, 3 missing');
      await driver.openFile(file);
      await driver.editorAction('Show Runs as Table');
      const text = '4 of 9 combinations are done, 2 failed, 3 are missing.';
      await driver.visible('how the sweep ended', driver.webview().getByText(text));
    },
  },
  {
    name: 'its combinations are compared with a run of another file',
    async run({ driver, folder }) {
      const other = bestOf(truthIn(folder).runs.filter(run => run.path.startsWith('committed/')));
      await driver.webview().getByRole('button', { name: 'Compare with…', exact: true }).click();
      await driver.filterAndPick(other.path);
      const remark = `Compared with a run that is not in this file: ${other.path}.`;
      await driver.visible('the baseline', driver.webview().getByText(remark));
      await driver.visible('the pinned row', driver.webview().locator('.pinned .codicon-pinned'));
    },
  },
];

const COMBINATION = 'sweep_model_1/sweep_results.json#5';

const combinations = [
  {
    name: 'one combination of a sweep is a side of a comparison',
    async run({ driver, folder }) {
      const other = bestOf(runsOf(folder, 1).filter(run => !run.path.includes('sweep')));
      await driver.command('KynML: Compare Run Manifests');
      await driver.filterAndPick(COMBINATION);
      await driver.filterAndPick(other.path);
      const view = driver.webview();
      await driver.visible('the combination', view.getByText(COMBINATION).first());
      await driver.visible('a value that it was given', view.getByText('params.lr').first());
      await driver.command('View: Close All Editors');
    },
  },
  {
    name: 'the values of a combination are written into the params of its spec',
    async run({ driver, folder }) {
      await driver.command('KynML: Use These Params');
      await driver.filterAndPick(COMBINATION);
      const [{ combo }] = JSON.parse(readFileSync(path.join(folder, truthIn(folder).sweeps[0].path), 'utf8')).slice(5);
      await driver.eventually('the values in the spec', async () => {
        const lines = await driver.visibleLines();
        return [`    lr = ${combo.lr}`, `    hidden = ${combo.hidden}`].every(line => lines.includes(line));
      });
      await driver.command('File: Revert File');
    },
  },
];

const others = [
  {
    name: 'a lock is shown at its spec, and what is not made from a spec below its kind',
    async run({ driver, folder, page }) {
      const [{ path: spec, hash }] = truthIn(folder).specs;
      await driver.command('View: Close All Editors');
      await driver.showRuns();
      await driver.waitForRun(`${spec} ${short(hash)} · not locked`);
      writeOtherArtifacts(path.join(folder, 'made'));
      writeLock(folder, 'kynml.lock', { spec, hash });
      writeLock(folder, 'made/kynml.lock', { spec: 'lost.kyn', hash });
      await driver.waitForRun(`${spec} ${short(hash)} · locked`);
      const expected = [
        'DLM stores 1 file',
        'made/notes/prices.dlm no lock yet',
        'Evaluation reports 1 report',
        'price_report · accuracy 0.4200',
        'Experiment manifests 2 files',
        'trial-8 1 error',
        'Locks of other specs 1 file',
        'Session logs 1 file',
      ];
      const rows = await filterView({ driver, page }, 'made/', 'Session logs');
      const missing = expected.filter(text => !rows.some(row => row.startsWith(text)));
      assert.deepEqual(missing, [], rows.join(' | '));
      await driver.command('KynML: Clear Run Filter');
    },
  },
];

const steps = [...index, ...view, ...sweeps, ...combinations, ...others];

/** The sequences of this file. */
export const sequences = [
  sequence('runs with known truth', steps, { source: null, name: 'generated', prepare: writeGeneratedWorkspace }),
];
