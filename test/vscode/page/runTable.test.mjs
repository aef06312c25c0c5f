// The table of runs with its plots, in a panel and as the editor of the results of a sweep; axe-core finds no violation in the four themes of VS Code.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { inEachTheme } from './axe.mjs';
import { jsonOf, runManifests } from './disk.mjs';

const SWEEP = 'sweep/sweep_results.json';

/** Writes runs of several days, a sweep of which one combination failed, and runs of other trackers. */
function addRuns(folder) {
  addOtherTrackers(folder);
  const [first] = runManifests(folder);
  const manifest = jsonOf(folder, first);
  for (let i = 0; i < 8; i++) {
    const run = path.join(folder, 'runs', `2027-01-0${i + 1}`);
    mkdirSync(run, { recursive: true });
    const metrics = { ...manifest.metrics, mae: 13 + ((i * 7) % 5) / 4 };
    writeFileSync(path.join(run, 'run_manifest.json'), JSON.stringify({ ...manifest, metrics, seed: i }));
  }
  const entry = (lr, isFailed) => ({
    combo: { lr },
    exit_code: isFailed ? 3 : 0,
    manifest: isFailed ? null : { ...manifest, metrics: { ...manifest.metrics, mae: 12 + lr } },
    script: `combo-000${lr}/train.py`,
  });
  mkdirSync(path.join(folder, 'sweep'));
  const entries = [1, 2, 3, 4, 5, 6].map(lr => entry(lr, lr === 3));
  writeFileSync(path.join(folder, SWEEP), JSON.stringify(entries));
}

/** Writes runs of MLflow, Lightning and the Hugging Face Trainer with their losses by step; the last one diverged. */
function addOtherTrackers(folder) {
  const write = (name, text) => {
    const file = path.join(folder, 'others', name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const [experiment, run] = ['965807661395077312', 'c2ed180e56f74ca6b1a0ff8b01076c43'];
  const steps = Array.from({ length: 20 }, (_, i) => i * 50);
  const loss = step => 3 / (1 + step / 100);
  write(`mlruns/${experiment}/meta.yaml`, `artifact_location: m\nexperiment_id: '${experiment}'\nname: others\n`);
  write(
    `mlruns/${experiment}/${run}/meta.yaml`,
    `experiment_id: '${experiment}'\nrun_id: ${run}\nrun_name: boosted\nstart_time: 1764000000000\nstatus: 3\n`,
  );
  write(`mlruns/${experiment}/${run}/params/lr`, '0.1');
  write(`mlruns/${experiment}/${run}/params/seed`, '7');
  write(`mlruns/${experiment}/${run}/metrics/loss`, steps.map(step => `${step} ${loss(step) + 1} ${step}\n`).join(''));
  write('lightning_logs/version_0/hparams.yaml', 'lr: 0.1\nseed: 7\n');
  write(
    'lightning_logs/version_0/metrics.csv',
    `step,loss,val_loss\n${steps.map(step => `${step},${loss(step)},${loss(step) + 0.5}\n`).join('')}`,
  );
  const history = steps.map(step => ({ loss: step < 700 ? loss(step) * 2 : 0, grad_norm: 1, step }));
  write(
    'trainer/trainer_state.json',
    JSON.stringify({ best_metric: null, global_step: 950, log_history: history, max_steps: 950 }),
  );
}

/** The size in the header of a PNG file. */
function sizeOfPng(bytes) {
  assert.equal(bytes.subarray(0, 8).toString('latin1'), '\x89PNG\r\n\x1a\n');
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

const button = (view, name) => view.getByRole('button', { name, exact: true });
const cell = (view, row, column) => view.locator(`[data-cell="${row}:${column}"]`);

const steps = [
  {
    name: 'the view of runs opens the table',
    async run({ driver }) {
      await driver.showRuns();
      await driver.waitForRun('mae');
      await driver.command('KynML: Show Runs as Table');
      const view = driver.webview();
      await driver.visible('the grid', view.getByRole('grid', { name: 'Runs' }));
      await driver.visible('the number of runs', view.getByText(/^20 runs · /));
    },
  },
  {
    name: 'Enter on a header sorts, and the focus moves with the arrow keys',
    async run({ driver }) {
      const view = driver.webview();
      await cell(view, 0, -1).click();
      await cell(view, 0, -1).press('ArrowUp');
      const head = view.getByRole('columnheader', { name: /^mae/ });
      await head.focus();
      await head.press('Enter');
      await driver.visible(
        'the order',
        view.getByRole('columnheader', { name: /^mae/ }).and(view.locator('[aria-sort="ascending"]')),
      );
      await head.press('ArrowDown');
      await driver.visible('the focus below the header', view.locator('[data-cell^="0:"]:focus'));
    },
  },
  {
    name: 'the focus is where it was after a pick of VS Code is cancelled',
    async run({ driver }) {
      const columns = button(driver.webview(), 'Columns…');
      await columns.focus();
      await columns.press('Enter');
      await driver.pickPrompt('Select the columns that are shown');
      await driver.cancelPick();
      await driver.visible('the focus on the button', columns.and(driver.webview().locator(':focus')));
    },
  },
  {
    name: 'a baseline is kept, and gives each run its difference and its comparability',
    async run({ driver, folder }) {
      const view = driver.webview();
      await cell(view, 2, -1).click();
      await button(view, 'Set as baseline').click();
      await driver.visible(
        'a difference',
        view.getByText('better').or(view.getByText('worse')).or(view.getByText('noise')).first(),
      );
      await driver.visible('the pinned row', view.locator('.pinned .codicon-pinned'));
      assert.equal(readdirSync(path.join(folder, '.kynml', 'baselines')).length, 1);
    },
  },
  {
    name: 'a plot shows the runs, and a rectangle selects some',
    async run({ driver, page }) {
      const view = driver.webview();
      await button(view, 'Over time').click();
      const plot = view.locator('svg.plot');
      await driver.visible('the plot', plot);
      const box = await plot.boundingBox();
      await page.mouse.move(box.x + box.width * 0.5, box.y + 2);
      await page.mouse.down();
      await page.mouse.move(box.x + box.width - 2, box.y + box.height - 2, { steps: 4 });
      await page.mouse.up();
      await driver.visible('selected rows', view.locator('.gridRow.selected').first());
    },
  },
  {
    name: 'the plot is saved and copied as PNG',
    async run({ driver, folder, page }) {
      const view = driver.webview();
      const file = path.join(folder, 'plot.png');
      await button(view, 'Save PNG…').click();
      const save = async patience => {
        await driver.answerDialog(file);
        await driver.eventually('the file', () => existsSync(file) && statSync(file).size > 0, patience);
        return true;
      };
      await driver.eventually('the picture to be saved', driver.patiently(save));
      assert.deepEqual(sizeOfPng(readFileSync(file)), { width: 1960, height: 560 });
      await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
      await button(view, 'Copy PNG').click();
      await driver.eventually('the picture on the clipboard', async () => {
        const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap(item => item.types));
        return types.includes('image/png');
      });
    },
  },
  ...inEachTheme('the table with a plot'),
  {
    name: 'two selected runs are compared',
    async run({ driver }) {
      const view = driver.webview();
      await button(view, 'Over time').click();
      // Runs of one kind: the combinations of the sweep are not in this folder.
      await view.getByRole('textbox', { name: 'Filter of runs' }).fill('2027');
      await cell(view, 1, -1).click();
      await cell(view, 2, -1).click({ modifiers: ['Control'] });
      await button(view, 'Compare').click();
      await driver.visible('the comparison', driver.webview().getByRole('heading', { name: 'Compare run manifests' }));
    },
  },
  {
    name: 'the losses of runs of three other trackers',
    async run({ driver }) {
      await driver.command('KynML: Show Runs as Table');
      const view = driver.webview();
      await view.getByRole('textbox', { name: 'Filter of runs' }).fill('others');
      await driver.visible('the number of runs', view.getByText(/^3 of 20 runs ·/));
      await cell(view, 0, -1).click();
      for (const row of [1, 2]) await cell(view, row, -1).click({ modifiers: ['Control'] });
      await button(view, 'Loss').click();
      await driver.visible('the third curve', view.locator('.curveLabel').nth(2));
    },
  },
  ...inEachTheme('runs of other trackers').slice(0, 2),
  {
    name: 'two of them are compared, and what they do not record is not called the same',
    async run({ driver }) {
      const view = driver.webview();
      await cell(view, 2, -1).click({ modifiers: ['Control'] });
      await button(view, 'Compare').click();
      await driver.visible('the verdict', driver.webview().getByText('Not known whether comparable').first());
    },
  },
  ...inEachTheme('a verdict that is not known'),
  {
    name: 'the results of a sweep open as a table, with why a combination failed',
    async run({ driver }) {
      await driver.openFile(SWEEP);
      await driver.editorAction('Show Runs as Table');
      const view = driver.webview();
      await driver.visible('how the sweep ended', view.getByText(/^5 of 6 combinations are done, 1 failed\./));
      await driver.visible('the exit code', view.getByText('failed (exit code 3)'));
    },
  },
  {
    name: 'the table of a sweep has its baseline and its groups after a reload of the window',
    async run({ driver }) {
      await cell(driver.webview(), 1, -1).click();
      await button(driver.webview(), 'Compare all with it').click();
      await driver.visible('the pinned row', driver.webview().locator('.pinned .codicon-pinned'));
      await button(driver.webview(), 'By seed').click();
      await driver.visible('the groups', driver.webview().getByText(/groups over seeds/));
      await driver.reload({ stored: '"bySeed":true' });
      const view = driver.webview();
      await driver.visible('the groups again', view.getByText(/groups over seeds/));
      await driver.visible('the pinned row again', view.locator('.pinned .codicon-pinned'));
    },
  },
  {
    name: 'the text of the results is one click away',
    async run({ driver }) {
      await button(driver.webview(), 'Open as text').click();
      await driver.visible('the text of the file', driver.editor().getByText('exit_code').first());
    },
  },
];

/** The sequences of this file. */
export const sequences = [sequence('the table of runs', steps, { prepare: addRuns })];
