// What the steps on the generated workspace share: its truth in parts, and filters of the view and of the table.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../../scripts/project.mjs';
import { truthIn } from '../generatedWorkspace.mjs';

/** Whether the metric of a run is a finite number. */
export const isNumber = ({ mae }) => typeof mae === 'number';

/** The number of runs that match. */
export const countOf = (folder, matches) => truthIn(folder).runs.filter(matches).length;

/** The runs of the current version of a spec, by its number. */
export const runsOf = (folder, spec) => {
  const { runs, specs } = truthIn(folder);
  return runs.filter(({ configHash }) => configHash === specs[spec].hash);
};

/** The run with the lowest metric. */
export const bestOf = runs => runs.filter(isNumber).reduce((a, b) => (a.mae <= b.mae ? a : b));

/** A metric as it is shown. */
export const shown = mae => String(Number(mae.toPrecision(4)));

/** What a command of `kyn` prints in a folder. */
export const kyn = (folder, ...args) =>
  execFileSync(process.execPath, [path.join(root, 'dist', 'kyn.js'), ...args], { cwd: folder, encoding: 'utf8' });

/** Shows the runs of the view that match a filter, and resolves to the rows once one holds the text. */
export async function filterView({ driver, page }, filter, expected) {
  await driver.command('KynML: Filter Runs...');
  await driver.answerInput(filter);
  await driver.visible('the filter', page.getByText(`Filter: ${filter} (`));
  return driver.waitForRun(expected);
}

/** The filter of the table, as a locator. */
export const filterOf = driver => driver.webview().getByRole('textbox', { name: 'Filter of runs' });

/** Filters the table and waits until it has that many rows. */
export async function expectRows(driver, filter, count) {
  await filterOf(driver).fill(filter);
  await driver.visible(`${count} runs of "${filter}"`, driver.webview().getByText(`${count} of 200 runs`).first());
}

/** Writes a lock of a spec. */
export function writeLock(folder, file, { spec, hash }) {
  const lock = { backend: 'pytorch', config_hash: hash, kynml_version: 'unknown', schema_version: '1' };
  writeFileSync(path.join(folder, file), JSON.stringify({ ...lock, source_path: spec }, null, 2));
}
