// The layout of the example workspace, and a check that its generated files are up to date.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeHouses } from './houses.mjs';
import { configHash, dataHash } from './manifest.mjs';
import { pythonJson } from './pythonJson.mjs';

/** The files of the example, relative to its folder. `runs`: the spec of each run, in the order in which they are made. */
export const layout = {
  data: 'data/houses.csv',
  lock: 'kynml.lock',
  lockedSpec: 'house_price.kyn',
  runsFolder: 'runs',
  runs: ['house_price.kyn', 'house_price.kyn', 'house_price_wide.kyn'],
};

/** The name of the folder of a run: date, number, spec. */
export const runName = (day, number, spec) => `${day}_${number}_${spec.replace(/\.kyn$/, '')}`;

/** The lock of a spec. The KynML version is `unknown`, because no KynML compiled it. */
export const lockText = specText =>
  `${pythonJson({
    backend: 'pytorch',
    config_hash: configHash(specText),
    kynml_version: 'unknown',
    schema_version: '1',
    source_path: layout.lockedSpec,
  })}\n`;

/**
 * A sentence for each file that is out of date; empty if all are up to date. Nothing is trained.
 * @param {string} folder the example's folder
 */
export function staleParts(folder) {
  const textOf = file => (existsSync(join(folder, file)) ? readFileSync(join(folder, file), 'utf8') : undefined);
  const stale = [];
  if (textOf(layout.data) !== makeHouses())
    stale.push(`${layout.data} does not match the output of scripts/example/houses.mjs.`);
  if (textOf(layout.lock) !== lockText(textOf(layout.lockedSpec) ?? '')) {
    stale.push(`${layout.lock} does not match ${layout.lockedSpec}.`);
  }
  const runs = existsSync(join(folder, layout.runsFolder)) ? readdirSync(join(folder, layout.runsFolder)).sort() : [];
  for (const [i, spec] of layout.runs.entries()) {
    const run = runs.find(name => name.endsWith(runName('', i + 1, spec)));
    stale.push(...(run ? staleRun({ folder, run, spec }) : [`Run ${i + 1} (of ${spec}) is missing.`]));
  }
  if (runs.length > layout.runs.length)
    stale.push(`${layout.runsFolder} contains more runs than the script generates.`);
  return stale;
}

function staleRun({ folder, run, spec }) {
  const file = join(layout.runsFolder, run, 'run_manifest.json');
  if (!existsSync(join(folder, file))) return [`${file} is missing.`];
  const manifest = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const stale = [];
  if (manifest.config_hash !== configHash(readFileSync(join(folder, spec), 'utf8')))
    stale.push(`${file} does not match ${spec}.`);
  if (manifest.data_hash !== dataHash(join(folder, layout.data))) stale.push(`${file} does not match ${layout.data}.`);
  return stale;
}
