// The view of runs in the activity bar: it follows the files and the buffer, and its menus work on the chosen runs.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sequence } from '../sequence.mjs';
import { textOf } from './disk.mjs';

const spec = 'house_price.kyn';

const steps = [
  {
    name: 'shows the specs with their versions and runs',
    async run({ driver, folder }) {
      await driver.showRuns();
      for (const text of ['· locked', '· 2 runs']) await driver.waitForRun(text);
      const rows = await driver.waitForRun('mae');
      assert.match(rows[0], /^house_price\.kyn [0-9a-f]{12} · locked · advisory$/);
      assert.match(rows[1], /^Current version [0-9a-f]{12} · 2 runs$/);
      assert.match(rows[2], /^mae [\d.]+ · seed 42 \d{4}-\d\d-\d\d · current$/);
      const runs = readdirSync(path.join(folder, 'runs')).length;
      assert.equal(rows.filter(row => row.startsWith('mae')).length, runs);
    },
  },
  {
    name: 'a new manifest appears, and one that diverged is marked',
    async run({ driver, folder }) {
      const [first] = readdirSync(path.join(folder, 'runs')).sort();
      const text = textOf(folder, `runs/${first}/run_manifest.json`).replace(/"mae": [\d.]+/, '"mae": NaN');
      mkdirSync(path.join(folder, 'runs/2031-02-03'));
      writeFileSync(path.join(folder, 'runs/2031-02-03/run_manifest.json'), text);
      await driver.waitForRun('2031-02-03');
      const icon = driver.runRow('2031-02-03').locator('.codicon-warning');
      await driver.visible('the icon of a run that diverged', icon);
    },
  },
  {
    name: 'an edit of the spec makes its runs those of another version',
    async run({ driver, folder }) {
      await driver.openFile(spec);
      const lines = textOf(folder, spec).split('\n');
      await driver.replaceLine(lines.findIndex(line => line.includes('lr = 0.01')) + 1, '    lr = 0.02');
      const rows = await driver.waitForRun('drifted · advisory · no runs');
      assert.ok(rows.some(row => /^house_price\.kyn [0-9a-f]{12} · drifted · advisory · no runs$/.test(row)));
      assert.ok(rows.some(row => row.startsWith('Other runs')));
    },
  },
  {
    name: 'Compare with Baseline of a run without one asks for the other side',
    async run({ driver, folder }) {
      await driver.showRuns();
      // A row that is replaced while it is clicked has no run, so the answers to the edit before come first.
      await driver.waitForRun('Other runs 3 runs');
      await pause(1500);
      const row = driver.runRow('mae');
      await row.hover();
      await row.locator('[aria-label="Compare with Baseline"]').click();
      const [other] = readdirSync(path.join(folder, 'runs')).sort();
      await driver.filterAndPick(other);
      await driver.visible('the comparison', driver.webview().getByRole('heading', { level: 1 }).first());
    },
  },
];

const click = async (driver, text, action) => {
  const row = driver.runRow(text);
  await row.hover();
  await row.locator(`[aria-label="${action}"]`).click();
};

const RUN = 'runs/2031-02-03/run_manifest.json';
const kept = (folder, part) => readdirSync(path.join(folder, '.kynml', part));

const keeping = [
  {
    name: 'a run becomes the baseline of its spec',
    async run({ driver, folder }) {
      const [first] = readdirSync(path.join(folder, 'runs')).sort();
      mkdirSync(path.join(folder, 'runs/2031-02-03'));
      writeFileSync(
        path.join(folder, RUN),
        textOf(folder, `runs/${first}/run_manifest.json`).replace('"seed": 42', '"seed": 7'),
      );
      await driver.showRuns();
      await driver.waitForRun('seed 7');
      await pause(1500);
      await click(driver, 'seed 7', 'Set as Baseline');
      await driver.waitForRun('current · baseline');
      await driver.visible(
        'the pin',
        driver.runRow('seed 7').locator('.custom-view-tree-node-item-icon.codicon-pinned'),
      );
      assert.equal(kept(folder, 'baselines').length, 1);
    },
  },
  {
    name: 'any other run of the spec is compared with it by one click',
    async run({ driver }) {
      await click(driver, 'seed 42', 'Compare with Baseline');
      await driver.visible('the comparison', driver.webview().getByRole('heading', { level: 1 }).first());
      await driver.visible('the baseline as side A', driver.webview().getByText(RUN).first());
    },
  },
  {
    name: 'the open run gets a name and a tag',
    async run({ driver, folder }) {
      await driver.openFile(RUN);
      await driver.command('KynML: Name Run...');
      await driver.answerInput('the calm one');
      await driver.waitForRun('the calm one · mae');
      await driver.command('KynML: Tag Run...');
      await driver.answerInput('paper');
      await driver.waitForRun('#paper');
      const [file] = kept(folder, 'notes');
      assert.deepEqual(JSON.parse(textOf(folder, `.kynml/notes/${file}`)).tags, ['paper']);
    },
  },
  {
    name: 'a filter shows the runs with the tag, and says so until it is cleared',
    async run({ driver, page }) {
      await driver.command('KynML: Filter Runs...');
      await driver.answerInput('tag:paper');
      const message = page.getByText('Filter: tag:paper (1 of 4 runs).');
      await driver.visible('the message', message);
      await driver.eventually('the other runs to be hidden', async () => {
        const rows = await driver.runRows();
        return rows.length === 3 && rows[2].startsWith('the calm one');
      });
      await driver.command('KynML: Clear Run Filter');
      await driver.waitForRun('seed 42');
      await driver.hidden('the message', message);
    },
  },
  {
    name: 'a run that cannot be read is shown with its reason',
    async run({ driver, folder }) {
      mkdirSync(path.join(folder, 'runs/2031-02-04'));
      writeFileSync(path.join(folder, 'runs/2031-02-04/run_manifest.json'), '{"config_hash": "');
      await driver.waitForRun('Cannot be read 1 file');
      await driver.runRow('Cannot be read').click();
      await driver.waitForRun('2031-02-04/run_manifest.json not valid JSON.');
    },
  },
];

/** The sequences of this file. */
export const sequences = [sequence('the view of runs', steps), sequence('what a person says about runs', keeping)];
