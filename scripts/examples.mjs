// Generates the data, the lock and the runs of the examples: `npm run examples -- --python PATH`. The interpreter needs torch and numpy.
// The specs are written by hand. `--check [FOLDER]` only reports what is out of date; with `--python`, it also trains the runs again.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeHouses } from './example/houses.mjs';
import { DATA, LOCK, layouts, RUNS, runName } from './example/layout.mjs';
import { staleParts } from './example/staleParts.mjs';
import { buildKyn, changedRuns, kynIn, trainRun } from './example/training.mjs';
import { Halt, main, root } from './project.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { python: { type: 'string' }, check: { type: 'boolean' } },
});
const top = positionals[0] ? resolve(positionals[0]) : join(root, 'examples');

await main(async () => {
  const { python, check } = values;
  if (!check) await generate(python);
  const stale = staleParts(top);
  const report = line => process.stdout.write(`${line}\n`);
  if (check && python && stale.length === 0) stale.push(...changedRuns(top, { kyn: await buildKyn(), python, report }));
  for (const line of stale) process.stderr.write(`${line}\n`);
  report(
    stale.length === 0
      ? 'The examples are up to date.'
      : 'Run `npm run examples -- --python PATH` to update them. PATH is a Python interpreter with torch and numpy.',
  );
  return stale.length === 0 ? 0 : 1;
});

async function generate(python) {
  if (!python) throw new Halt('Add `--python PATH`. PATH is a Python interpreter with torch and numpy.');
  const kyn = await buildKyn();
  const day = new Date().toISOString().slice(0, 10);
  for (const layout of layouts) {
    const folder = join(top, layout.folder);
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(join(folder, DATA), makeHouses());
    if (layout.lockedSpec) {
      rmSync(join(folder, LOCK), { force: true });
      kynIn(folder, kyn, ['lock', 'create', layout.lockedSpec]);
    }
    rmSync(join(folder, RUNS), { recursive: true, force: true });
    for (const [i, run] of layout.runs.entries())
      trainRun(folder, { run, name: runName(day, i + 1, run), kyn, python });
  }
}
