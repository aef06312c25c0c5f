// Generates the example workspace: data, lock, runs (`npm run examples`). `--check [FOLDER]` only reports what is out of date.
// The specs are written by hand.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { layout, lockText, runName, staleParts } from './example/house.mjs';
import { makeHouses } from './example/houses.mjs';

const FOLDER = fileURLToPath(new URL('../examples/house-price/', import.meta.url));
const STAND_IN = fileURLToPath(new URL('./example/standInKynml.mjs', import.meta.url));

function generate() {
  mkdirSync(join(FOLDER, 'data'), { recursive: true });
  writeFileSync(join(FOLDER, layout.data), makeHouses());
  writeFileSync(join(FOLDER, layout.lock), lockText(readFileSync(join(FOLDER, layout.lockedSpec), 'utf8')));
  rmSync(join(FOLDER, layout.runsFolder), { recursive: true, force: true });
  const day = new Date().toISOString().slice(0, 10);
  for (const [i, spec] of layout.runs.entries()) run(spec, join(FOLDER, layout.runsFolder, runName(day, i + 1, spec)));
}

// Each run has its own working folder, because the manifest is written there.
function run(spec, folder) {
  mkdirSync(folder, { recursive: true });
  const { status } = spawnSync(process.execPath, [STAND_IN, 'train', relative(folder, join(FOLDER, spec))], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`Training of ${spec} exited with code ${status}.`);
}

const [check, folder] = process.argv.slice(2);
if (check !== '--check') generate();
const stale = staleParts(folder ? resolve(folder) : FOLDER);
for (const line of stale) process.stderr.write(`${line}\n`);
process.stdout.write(stale.length === 0 ? 'The example is up to date.\n' : 'Run `npm run examples` to update it.\n');
process.exitCode = stale.length === 0 ? 0 : 1;
