// The built-in compiler in the editor, with an interpreter that only pretends to train: the script beside the spec, Train, and a sweep that is continued.
import assert from 'node:assert/strict';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sequence } from '../sequence.mjs';
import { hashOf, jsonOf, lineNumber, textOf } from './disk.mjs';
import { tool, writePretendPython } from './pretendPython.mjs';

const spec = 'lr sweep.kyn';
const SWEEP = '\nsweep:\n    lr = [0.1, 0.01, 0.001, 0.0001]\n';

const options = {
  name: `it's $HOME "house"`,
  prepare(folder) {
    writeFileSync(path.join(folder, spec), textOf(folder, 'house_price.kyn') + SWEEP);
    writePretendPython(folder);
    writeFileSync(tool(folder, 'no-torch'), '');
  },
};

/** Opens the spec at its sweep, so that the lens of the sweep is visible. */
async function openSweep({ driver, folder }, lens) {
  await driver.openFile(spec);
  await driver.goTo(lineNumber(textOf(folder, spec), 'sweep:'));
  await driver.lens(lens);
}

const ALL = /^4 combinations · run all$/;

const steps = [
  {
    name: 'Compile to Script shows the script beside the spec, with its origin, and the spec has no findings',
    async run(vscode) {
      const { driver, folder, page } = vscode;
      await openSweep(vscode, ALL);
      for (const severity of ['error', 'warning', 'info']) assert.equal(await driver.squiggles(severity), 0, severity);
      await driver.command('KynML: Compile to Script');
      await driver.lens(`made from the current version of ${spec}`);
      assert.equal(await page.locator('.editor-group-container').count(), 2);
      const script = textOf(folder, 'train_lr sweep.py');
      assert.ok(script.includes(`CONFIG_HASH = "${hashOf(folder, spec)}"`));
      assert.ok(script.includes(`Spec:         ${spec}`), 'the script names the spec as on every machine');
      await driver.command('View: Close Editor');
    },
  },
  {
    name: 'an interpreter without torch is reported with the command that installs it',
    async run({ driver, folder }) {
      await driver.command('KynML: Train');
      const message = await driver.notification('does not have `torch`');
      assert.ok(message.includes(tool(folder, 'python')), message);
      assert.match(message, /-m pip install torch numpy/);
      assert.deepEqual(await driver.notificationButtons('does not have `torch`'), ['Copy command']);
      assert.equal(existsSync(path.join(folder, 'run_manifest.json')), false);
      await driver.clearNotifications();
      rmSync(tool(folder, 'no-torch'));
    },
  },
  {
    name: 'Train names the tool, and the run is compared with the previous one that .kynml keeps',
    async run({ driver, folder }) {
      await driver.command('KynML: Train');
      const output = await driver.waitForTerminal('pretended to train');
      assert.match(output.replaceAll('\n', ''), /training lr sweep\.kyn with built-in compiler/);
      await driver.notification('Run of lr sweep.kyn finished');
      await driver.clearNotifications();
      const first = jsonOf(folder, 'run_manifest.json');
      await driver.openFile(spec);
      await driver.goTo(1);
      await driver.lens(/already run: mae/);
      await driver.command('KynML: Train');
      await driver.pickPrompt(`This version of ${spec} was already run`);
      await driver.pick('Train again');
      await driver.notification('Run of lr sweep.kyn finished');
      assert.equal((await driver.notifications()).length, 1);
      await driver.answerNotification('Run of lr sweep.kyn finished', 'Compare with previous run');
      assert.notDeepEqual(jsonOf(folder, 'run_manifest.json'), first);
      await driver.visible(
        'the comparison',
        driver.webview().getByRole('heading', { name: 'Identical inputs', exact: true }),
      );
      await driver.clearNotifications();
      await driver.command('View: Close All Editors');
    },
  },
  {
    name: 'a sweep that failed in part is continued from its lens',
    async run(vscode) {
      const { driver, folder } = vscode;
      const entries = () => jsonOf(folder, 'sweep_lr sweep/sweep_results.json');
      await openSweep(vscode, ALL);
      await driver.clickLens('run all');
      await driver.notification('The sweep of lr sweep.kyn is incomplete (exit code 1)');
      assert.deepEqual(
        entries().map(entry => entry.exit_code),
        [0, 1, 0, 0],
      );
      await driver.clearNotifications();
      rmSync(tool(folder, 'fail'));
      await openSweep(vscode, /3 of 4 done, 1 failed · run missing$/);
      await driver.clickLens('run missing');
      await driver.notification('The sweep of lr sweep.kyn finished.');
      assert.deepEqual(
        entries().map(entry => entry.exit_code),
        [0, 0, 0, 0],
      );
      await driver.onlyNotifications(['The sweep of lr sweep.kyn finished.']);
      await openSweep(vscode, /^4 of 4 done$/);
    },
  },
];

export const sequences = [sequence('from the spec to a sweep', steps, options)];
