// The examples: generated files match their sources, a training gives the recorded metrics, and the check that reports this can fail.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { analyze } from '../src-shared/kyn/analyze';
import { compose } from '../src-shared/kyn/names/compose';
import { parse } from '../src-shared/kyn/syntax/parse';
import { notRun } from './notRun';
import { findPython } from './python/askPython';

const EXAMPLES = fileURLToPath(new URL('../examples/', import.meta.url));
const SCRIPT = fileURLToPath(new URL('../scripts/examples.mjs', import.meta.url));
const temporary: string[] = [];
afterEach(() => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true });
});

function copyOfExamples(): string {
  const folder = mkdtempSync(join(tmpdir(), 'examples-'));
  temporary.push(folder);
  cpSync(EXAMPLES, folder, { recursive: true });
  return folder;
}

function check(folder: string, ...options: string[]): { code: number | null; stale: string[]; stdout: string } {
  const run = spawnSync(process.execPath, [SCRIPT, '--check', folder, ...options], { encoding: 'utf8' });
  return { code: run.status, stale: run.stderr.split('\n').filter(line => line !== ''), stdout: run.stdout };
}

const runsOf = (folder: string) => readdirSync(join(folder, 'runs')).sort();
const house = (...names: string[]) => join(EXAMPLES, 'house-price', ...names);
const jsonOf = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const manifests = () => runsOf(house()).map(run => jsonOf(house('runs', run, 'run_manifest.json')));
const sweepFolder = join(EXAMPLES, 'house-price-sweep');
const sweepFile = (top = sweepFolder) => join(top, 'runs', runsOf(top)[0] ?? '', 'sweep_results.json');

test('the examples are up to date', () => {
  expect(check(EXAMPLES)).toEqual({ code: 0, stale: [], stdout: 'The examples are up to date.\n' });
});

test('a changed spec makes its lock and its runs stale', () => {
  const folder = copyOfExamples();
  const [first, second] = runsOf(join(folder, 'house-price'));
  appendFileSync(join(folder, 'house-price/house_price.kyn'), '# one more line\n');
  appendFileSync(join(folder, 'house-price-sweep/house_price_sweep.kyn'), '# one more line\n');
  const { code, stale } = check(folder);
  expect(code).toBe(1);
  expect(stale).toEqual([
    'house-price/kynml.lock does not match house_price.kyn.',
    `house-price/runs/${first}/run_manifest.json does not match house_price.kyn.`,
    `house-price/runs/${second}/run_manifest.json does not match house_price.kyn.`,
    expect.stringMatching(/^house-price-sweep\/runs\/.*\/sweep_results\.json does not match house_price_sweep\.kyn\.$/),
  ]);
});

test('changed data makes every run stale', () => {
  const folder = copyOfExamples();
  appendFileSync(join(folder, 'house-price/data/houses.csv'), '1,2,3,4,5,6,7,8,9,10,11\n');
  const { code, stale } = check(folder);
  expect(code).toBe(1);
  expect(stale.map(line => line.split(' ')[0])).toEqual([
    'house-price/data/houses.csv',
    ...runsOf(house()).map(run => `house-price/runs/${run}/run_manifest.json`),
  ]);
});

test('a missing run is reported', () => {
  const folder = copyOfExamples();
  rmSync(join(folder, 'house-price/runs', runsOf(house())[2] ?? ''), { recursive: true });
  expect(check(folder)).toMatchObject({ code: 1, stale: ['Run 3 (of house_price_wide.kyn) is missing.'] });
});

test('the first two runs are equal, the third has another spec and other metrics', () => {
  const [first, second, wide] = manifests();
  expect(second).toEqual(first);
  expect(wide.data_hash).toBe(first.data_hash);
  expect(wide.config_hash).not.toBe(first.config_hash);
  expect(wide.metrics.mae).not.toBe(first.metrics.mae);
});

test('the built-in compiler trained every run, and each learned', () => {
  const sweep = jsonOf(sweepFile());
  expect(sweep.map((entry: { combo: object }) => entry.combo)).toEqual([
    { lr: 0.01, hidden: 16 },
    { lr: 0.01, hidden: 64 },
    { lr: 0.02, hidden: 16 },
    { lr: 0.02, hidden: 64 },
  ]);
  const all = [...manifests(), ...sweep.map((entry: { manifest: object }) => entry.manifest)];
  expect(all.length).toBe(7);
  for (const { kynml_version, env, metrics } of all) {
    expect(kynml_version).toMatch(/^kyn \d+\.\d+\.\d+$/);
    expect(Object.keys(env)).toEqual(['numpy', 'platform', 'python', 'torch']);
    expect(metrics.r2).toBeGreaterThan(0.9);
  }
});

test('a training gives the recorded metrics, and a changed metric is found', { timeout: 180_000 }, context => {
  const python = findPython(context, ['torch', 'numpy']);
  const folder = copyOfExamples();
  const file = sweepFile(join(folder, 'house-price-sweep'));
  const [first, ...rest] = jsonOf(file);
  first.manifest.metrics.mae *= 1.01;
  writeFileSync(file, JSON.stringify([first, ...rest]));
  const { code, stale, stdout } = check(folder, '--python', python);
  if (stdout.includes('was not trained again')) notRun(context, stdout.trim());
  expect(code).toBe(1);
  expect(stale).toEqual([expect.stringMatching(/^house-price-sweep\/.*sweep_results\.json#0: not-reproduced\./)]);
  const [one, wide] = runsOf(house()).filter((_, i) => i !== 1);
  expect(stdout).toMatch(
    new RegExp(`^house-price/runs/${one}/run_manifest\\.json: reproduced-(exactly|within-tolerance)$`, 'm'),
  );
  expect(stdout).toMatch(new RegExp(`^house-price/runs/${wide}/run_manifest\\.json: consistent$`, 'm'));
});

test('runs of another version of PyTorch are not trained again', context => {
  const python = findPython(context, ['torch', 'numpy']);
  const folder = copyOfExamples();
  const files = [
    ...runsOf(house()).map(run => join(folder, 'house-price/runs', run, 'run_manifest.json')),
    sweepFile(join(folder, 'house-price-sweep')),
  ];
  for (const file of files)
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/"torch": "[^"]*"/g, '"torch": "0.1"'));
  const { code, stale, stdout } = check(folder, '--python', python);
  expect({ code, stale }).toEqual({ code: 0, stale: [] });
  expect(stdout.match(/was not trained again: it was made with torch 0\.1, and /g)?.length).toBe(3);
});

test.each([
  'house-price/house_price.kyn',
  'house-price/house_price_wide.kyn',
  'house-price-sweep/house_price_sweep.kyn',
])('%s has no finding', name => {
  const treeOf = (file: string) => parse(readFileSync(join(EXAMPLES, dirname(name), file), 'utf8'));
  const tree = treeOf(basename(name));
  const composition = compose({ id: name, tree }, (_, path) => ({
    id: path,
    label: basename(path),
    tree: treeOf(path),
  }));
  expect(analyze({ tree, composition }).diagnostics).toEqual([]);
});
