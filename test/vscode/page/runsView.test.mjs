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
      const rows = await driver.waitForRun('mae');
      assert.match(rows[0], /^house_price\.kyn [0-9a-f]{12} · locked$/);
      assert.match(rows[1], /^Current version [0-9a-f]{12} · 2 runs$/);
      assert.match(rows[2], /^mae [\d.]+ · seed 42 \d{4}-\d\d-\d\d$/);
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
      const rows = await driver.waitForRun('drifted · no runs');
      assert.ok(rows.some(row => /^house_price\.kyn [0-9a-f]{12} · drifted · no runs$/.test(row)));
      assert.ok(rows.some(row => row.startsWith('Other runs')));
    },
  },
  {
    name: 'Compare of a run asks for the other side',
    async run({ driver, folder }) {
      await driver.showRuns();
      // A row that is replaced while it is clicked has no run, so the answers to the edit before come first.
      await driver.waitForRun('Other runs 3 runs');
      await pause(1500);
      const row = driver.runRow('mae');
      await row.hover();
      await row.locator('[aria-label="Compare Run Manifests"]').click();
      const [other] = readdirSync(path.join(folder, 'runs')).sort();
      await driver.filterAndPick(other);
      await driver.visible('the comparison', driver.webview().getByRole('heading', { level: 1 }).first());
    },
  },
];

/** The sequences of this file. */
export const sequences = [sequence('the view of runs', steps)];
