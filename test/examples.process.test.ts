// The example workspace: generated files match their sources, and the check that reports this can fail.
import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { analyze } from '../src-shared/kyn/analyze';
import { compose } from '../src-shared/kyn/names/compose';
import { parse } from '../src-shared/kyn/syntax/parse';

const EXAMPLE = fileURLToPath(new URL('../examples/house-price/', import.meta.url));
const SCRIPT = fileURLToPath(new URL('../scripts/examples.mjs', import.meta.url));
const temporary: string[] = [];
afterEach(() => {
  for (const folder of temporary.splice(0)) rmSync(folder, { recursive: true });
});

function copyOfExample(): string {
  const folder = mkdtempSync(join(tmpdir(), 'house-price-'));
  temporary.push(folder);
  cpSync(EXAMPLE, folder, { recursive: true });
  return folder;
}

function check(folder: string): { code: number | null; stale: string[] } {
  const { status, stderr } = spawnSync(process.execPath, [SCRIPT, '--check', folder], { encoding: 'utf8' });
  return { code: status, stale: stderr.split('\n').filter(line => line !== '') };
}

const runsOf = (folder: string) => readdirSync(join(folder, 'runs')).sort();
const manifestOf = (run: string) => JSON.parse(readFileSync(join(EXAMPLE, 'runs', run, 'run_manifest.json'), 'utf8'));
const manifests = () => runsOf(EXAMPLE).map(manifestOf);

test('the example is up to date', () => {
  expect(check(EXAMPLE)).toEqual({ code: 0, stale: [] });
});

test('a changed spec makes its lock and its runs stale', () => {
  const folder = copyOfExample();
  const [first, second] = runsOf(folder);
  appendFileSync(join(folder, 'house_price.kyn'), '# one more line\n');
  expect(check(folder)).toEqual({
    code: 1,
    stale: [
      'kynml.lock does not match house_price.kyn.',
      `runs/${first}/run_manifest.json does not match house_price.kyn.`,
      `runs/${second}/run_manifest.json does not match house_price.kyn.`,
    ],
  });
});

test('changed data makes every run stale', () => {
  const folder = copyOfExample();
  appendFileSync(join(folder, 'data/houses.csv'), '1,2,3,4,5,6,7,8,9,10,11\n');
  const { code, stale } = check(folder);
  expect(code).toBe(1);
  expect(stale.map(line => line.split(' ')[0])).toEqual([
    'data/houses.csv',
    ...runsOf(folder).map(run => `runs/${run}/run_manifest.json`),
  ]);
});

test('a missing run is reported', () => {
  const folder = copyOfExample();
  rmSync(join(folder, 'runs', runsOf(folder)[2] ?? ''), { recursive: true });
  expect(check(folder)).toEqual({ code: 1, stale: ['Run 3 (of house_price_wide.kyn) is missing.'] });
});

test('the first two runs are equal, the third has another spec and other metrics', () => {
  const [first, second, wide] = manifests();
  expect(second).toEqual(first);
  expect(wide.data_hash).toBe(first.data_hash);
  expect(wide.config_hash).not.toBe(first.config_hash);
  expect(wide.metrics.mae).not.toBe(first.metrics.mae);
});

test('no run claims that KynML made it', () => {
  expect(manifests().map(m => m.kynml_version)).toEqual(Array(3).fill('0.1.0+standin'));
});

test.each(['house_price.kyn', 'house_price_wide.kyn'])('%s has no finding', name => {
  const treeOf = (file: string) => parse(readFileSync(join(EXAMPLE, file), 'utf8'));
  const tree = treeOf(name);
  const composition = compose({ id: name, tree }, (_, path) => ({
    id: path,
    label: basename(path),
    tree: treeOf(path),
  }));
  expect(analyze({ tree, composition }).diagnostics).toEqual([]);
});
