// Compares the generated files of the examples with their sources, by hashes. Nothing is trained and Python is not needed.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeHouses } from './houses.mjs';
import { DATA, LOCK, layouts, RUNS, resultFile, runName } from './layout.mjs';

const sha256 = text => createHash('sha256').update(text).digest('hex');

const textOf = path => (existsSync(path) ? readFileSync(path, 'utf8') : undefined);

/**
 * A sentence for each file that is out of date; empty if all are up to date.
 * @param {string} top the folder of the examples
 * @returns {string[]}
 */
export const staleParts = top => layouts.flatMap(layout => staleExample(join(top, layout.folder), layout));

/**
 * @param {string} folder
 * @param {typeof layouts[number]} layout
 */
function staleExample(folder, { lockedSpec, runs, folder: name }) {
  const stale = [];
  if (textOf(join(folder, DATA)) !== makeHouses())
    stale.push(`${name}/${DATA} does not match the output of scripts/example/houses.mjs.`);
  if (lockedSpec && hashInLock(join(folder, LOCK)) !== sha256(textOf(join(folder, lockedSpec)) ?? ''))
    stale.push(`${name}/${LOCK} does not match ${lockedSpec}.`);
  const found = runsIn(folder);
  for (const [i, run] of runs.entries()) {
    const made = found.find(one => one.endsWith(runName('', i + 1, run)));
    stale.push(...(made ? staleRun(folder, { ...run, made, name }) : [`Run ${i + 1} (of ${run.spec}) is missing.`]));
  }
  if (found.length > runs.length) stale.push(`${name}/${RUNS} contains more runs than the script generates.`);
  return stale;
}

/** The names of the run folders of an example, sorted. */
export const runsIn = folder => (existsSync(join(folder, RUNS)) ? readdirSync(join(folder, RUNS)).sort() : []);

const hashInLock = file => JSON.parse(textOf(file) ?? '{}').config_hash;

/**
 * @param {string} folder
 * @param {import('./layout.mjs').Run & { made: string, name: string }} run
 */
function staleRun(folder, { spec, sweep, made, name }) {
  const file = `${RUNS}/${made}/${resultFile({ sweep })}`;
  const text = textOf(join(folder, file));
  if (text === undefined) return [`${name}/${file} is missing.`];
  const value = JSON.parse(text);
  const manifests = sweep ? value.map(entry => entry.manifest) : [value];
  const differs = (key, expected) => manifests.some(manifest => manifest?.[key] !== expected);
  const stale = [];
  if (differs('config_hash', sha256(textOf(join(folder, spec)) ?? '')))
    stale.push(`${name}/${file} does not match ${spec}.`);
  if (differs('data_hash', sha256(textOf(join(folder, DATA)) ?? '')))
    stale.push(`${name}/${file} does not match ${DATA}.`);
  return stale;
}
