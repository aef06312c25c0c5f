// A sweep on Slurm in the editor, with a Slurm that only writes down what it is asked: submitted, followed, not answered, reloaded, cancelled and continued.
// The batch script is run by the test, so nothing is waited for.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/project.mjs';
import { sequence } from '../sequence.mjs';
import { jsonOf, lineNumber, textOf } from './disk.mjs';
import { tool, writePretendPython } from './pretendPython.mjs';

const spec = 'lr sweep.kyn';
const FOLDER = 'sweep_lr sweep';
const CLUSTER = '.stand-in-slurm.json';
const programs = path.join(root, 'test', 'vscode', 'standInSlurm');

const options = {
  name: `it's $HOME "cluster"`,
  env: { PATH: `${programs}${path.delimiter}${process.env.PATH}` },
  prepare(folder) {
    const text = textOf(folder, 'house_price.kyn');
    writeFileSync(path.join(folder, spec), `${text}\nsweep:\n    lr = [0.1, 0.01, 0.001, 0.0001]\n`);
    const targets = { slurm: { partition: 'gpu', atOnce: 2 } };
    writeFileSync(path.join(folder, '.kynml.json'), JSON.stringify({ targets }));
    writePretendPython(folder);
  },
};

/** Says what became of the last job; `down`: nothing answers. */
function cluster(folder, change) {
  const file = path.join(folder, CLUSTER);
  const state = JSON.parse(readFileSync(file, 'utf8'));
  change(state, state.jobs.at(-1));
  writeFileSync(file, JSON.stringify(state));
}

/** Runs an element of the last job as Slurm would. */
function runElement(folder, index) {
  cluster(folder, (_, job) => {
    const env = { ...process.env, SLURM_ARRAY_TASK_ID: String(index) };
    const { status } = spawnSync('sh', [job.script], { cwd: job.folder, env });
    job.states[index] = status === 0 ? 'COMPLETED' : 'FAILED';
  });
}

const clickInline = async ({ driver }, row, title) => {
  await driver.runRow(row).hover();
  await driver.runRow(row).locator(`[aria-label="${title}"]`).click();
};

const steps = [
  {
    name: 'Sweep asks once where to train, and submits one job array with the resources of the project',
    async run({ driver, folder }) {
      await driver.openFile(spec);
      await driver.goTo(lineNumber(textOf(folder, spec), 'sweep:'));
      await driver.lens(/^4 combinations · run all$/);
      await driver.clickLens('run all');
      await driver.pickPrompt(`Where should ${spec} be trained?`);
      const rows = await driver.pickRows(/Slurm/);
      assert.ok(
        rows.some(row => row.includes('This machine')),
        String(rows),
      );
      assert.ok(
        rows.some(row => row.includes('partition gpu, 2 at a time')),
        String(rows),
      );
      await driver.pick('Slurm');
      await driver.waitForTerminal('4 submitted as Slurm job 1.');
      await driver.answerNotification(`The sweep of ${spec} was submitted to Slurm.`, 'Show runs');
      const [job] = jsonOf(folder, CLUSTER).jobs;
      assert.deepEqual(Object.keys(job.states), ['0', '1', '2', '3']);
    },
  },
  {
    name: 'the view of runs asks Slurm by itself, and lists what was submitted first',
    async run({ driver }) {
      const rows = await driver.waitForRun('4 queued · Slurm 1');
      assert.equal(rows[0], 'Submitted 4 active');
      assert.equal(rows[1], `${FOLDER} 4 queued · Slurm 1`);
      assert.equal(rows[2], 'combo-0000 queued · lr=0.1');
    },
  },
  {
    name: 'a refresh shows which runs are done, failed and running, and a log can be read',
    async run(vscode) {
      const { driver, folder } = vscode;
      runElement(folder, 0);
      runElement(folder, 1);
      cluster(folder, (_, job) => {
        job.states[2] = 'RUNNING';
      });
      await driver.command('KynML: Refresh Submitted Runs');
      const rows = await driver.waitForRun('1 queued, 1 running, 1 done, 1 failed');
      assert.equal(rows[0], 'Submitted 2 active · 1 without a result');
      assert.equal(rows[2], 'combo-0001 failed: exit code 1 · lr=0.01');
      await clickInline(vscode, 'combo-0001', 'Show Log of Submitted Run');
      await driver.waitForTerminal('[the run has ended]');
    },
  },
  {
    name: 'a Slurm that does not answer is not taken for an end, also after a reload of the window',
    async run({ driver, folder }) {
      cluster(folder, state => {
        state.down = true;
      });
      await driver.command('KynML: Refresh Submitted Runs');
      const text = await driver.notification('The target does not answer');
      assert.match(text, /Unable to contact slurm controller/);
      await driver.waitForRun('no answer, last known: 1 queued, 1 running, 1 done, 1 failed');
      await driver.reload();
      await driver.showRuns();
      await driver.waitForRun('no answer, last known: 1 queued, 1 running, 1 done, 1 failed');
      // The runs of a sweep appear after the row of the sweep.
      const rows = await driver.waitForRun('combo-0002 last known: running · lr=0.001');
      assert.equal(rows[0], 'Submitted 2 active · 1 without a result · no answer');
      await driver.clearNotifications();
      cluster(folder, state => {
        state.down = false;
      });
    },
  },
  {
    name: 'runs are cancelled after a confirmation',
    async run(vscode) {
      const { driver, folder, page } = vscode;
      await driver.command('KynML: Cancel Submitted Runs...');
      assert.match(await driver.dialog(), /Cancel 2 runs of lr sweep\.kyn that were submitted from sweep_lr sweep\?/);
      await page.getByRole('button', { name: 'Cancel runs', exact: true }).click();
      await driver.waitForRun('1 done, 1 failed, 2 cancelled');
      assert.equal(jsonOf(folder, CLUSTER).jobs[0].states[2], 'CANCELLED');
    },
  },
  {
    name: 'continuing submits what has no result alone, and collects the results',
    async run(vscode) {
      const { driver, folder } = vscode;
      rmSync(tool(folder, 'fail'));
      await clickInline(vscode, 'Slurm 1', 'Continue Submitted Sweep');
      await driver.notification(`The sweep of ${spec} was submitted to Slurm.`);
      await driver.clearNotifications();
      const jobs = jsonOf(folder, CLUSTER).jobs;
      assert.deepEqual(
        jobs.map(({ states }) => Object.keys(states)),
        [
          ['0', '1', '2', '3'],
          ['1', '2', '3'],
        ],
      );
      for (const index of [1, 2, 3]) runElement(folder, index);
      await driver.command('KynML: Refresh Submitted Runs');
      await driver.waitForRun('4 done · Slurm 2, 1');
      await driver.command('KynML: Continue Submitted Sweep');
      await driver.waitForTerminal('4 of 4 combinations trained.');
      const results = jsonOf(folder, `${FOLDER}/sweep_results.json`);
      assert.deepEqual(
        results.map(entry => entry.exit_code),
        [0, 0, 0, 0],
      );
      assert.equal(
        readdirSync(path.join(folder, '.kynml', 'launches')).filter(name => name.endsWith('.json')).length,
        1,
      );
    },
  },
];

export const sequences = [sequence('a sweep on Slurm', steps, options)];
