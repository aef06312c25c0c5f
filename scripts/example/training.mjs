// Trains the runs of the examples with the built-in compiler of `kyn`, and trains recorded runs again.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { temporaryFolder } from '../atOurEnd.mjs';
import { nodeOptions } from '../bundles.mjs';
import { Halt } from '../project.mjs';
import { layouts, RUNS, resultFile } from './layout.mjs';
import { runsIn } from './staleParts.mjs';

/** Processors round sums differently, and a training amplifies that. The manifests do not record the processor. */
const TOLERANCE = 0.001;

/** Verdicts on a run whose metrics agree. It is `consistent` if the spec has imports, because a manifest does not record their hashes. */
const AGREE = ['reproduced-exactly', 'reproduced-within-tolerance', 'consistent'];

/** Builds `kyn` and returns the path of the program. */
export async function buildKyn() {
  const outfile = join(temporaryFolder('kyn').folder, 'kyn.js');
  await build({ ...nodeOptions(true), entryPoints: ['server/src/kyn.ts'], outfile });
  return outfile;
}

/** Runs `kyn` in a folder and returns its output; an exit code that is not expected is a Halt. */
export function kynIn(cwd, kyn, args, codes = [0]) {
  const run = spawnSync(process.execPath, [kyn, ...args], { cwd, encoding: 'utf8' });
  if (codes.includes(run.status)) return run.stdout;
  throw new Halt(`kyn ${args[0]} exited with code ${run.status}.\n${run.stderr}`);
}

/**
 * Trains a run in a copy of the example, because scripts and exported models are not part of it, and keeps only the recorded result.
 * @param {string} folder the folder of the example
 * @param {{ run: { spec: string, sweep?: boolean }, name: string, kyn: string, python: string }} options
 */
export function trainRun(folder, { run, name, kyn, python }) {
  const { folder: copy, remove } = temporaryFolder('example');
  try {
    cpSync(folder, copy, { recursive: true });
    const out = `${RUNS}/${name}`;
    const tool = ['--compiler', 'builtin', '--python', python, '--no-history'];
    kynIn(copy, kyn, [run.sweep ? 'sweep' : 'train', run.spec, '--out', out, ...tool]);
    mkdirSync(join(folder, out), { recursive: true });
    const file = join(out, resultFile(run));
    cpSync(join(copy, file), join(folder, file));
  } finally {
    remove();
  }
}

/**
 * Trains recorded runs again: a sentence for each run that has other metrics. Of a sweep, the first combination is trained; of equal
 * manifests, one.
 * @param {string} top the folder of the examples
 * @param {{ kyn: string, python: string, report: (line: string) => void }} options
 * @returns {string[]}
 */
export function changedRuns(top, { kyn, python, report }) {
  const torch = torchOf(python);
  const changed = [];
  for (const { name, folder, run, manifest } of distinctRuns(top)) {
    const recorded = manifest.env.torch;
    if (torch !== recorded) {
      report(`${name} was not trained again: it was made with torch ${recorded}, and ${python} has ${torch}.`);
      continue;
    }
    const args = ['reproduce', run, '--python', python, '--tolerance', String(TOLERANCE), '--format', 'json'];
    const { verdict, reasons } = JSON.parse(kynIn(join(top, folder), kyn, args, [0, 1]));
    report(`${name}: ${verdict}`);
    if (!AGREE.includes(verdict)) changed.push(`${name}: ${verdict}. ${reasons.join(' ')}`.trim());
  }
  return changed;
}

function distinctRuns(top) {
  const found = new Map();
  for (const { folder, runs } of layouts)
    for (const [i, made] of runsIn(join(top, folder)).entries()) {
      const file = `${RUNS}/${made}/${resultFile(runs[i])}`;
      const text = readFileSync(join(top, folder, file), 'utf8');
      const value = JSON.parse(text);
      const [run, manifest] = runs[i].sweep ? [`${file}#0`, value[0].manifest] : [file, value];
      if (!found.has(text)) found.set(text, { name: `${folder}/${run}`, folder, run, manifest });
    }
  return [...found.values()];
}

function torchOf(python) {
  const { status, stdout } = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' });
  if (status !== 0) throw new Halt(`${python} cannot import torch.`);
  return stdout.trim();
}
