// kyn reproduce with a program that takes the place of the official tool, in a real folder.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { kynProgram, runIn } from './kynProcess';

const program = kynProgram();
const top = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn official ')));
afterAll(() => rmSync(top, { recursive: true }));

const MODEL = 'model Line:\n    input 2\n    dense 4 relu\n    dense 1 linear\n';
const SPEC = `import "../lib/line.kyn"

params:
    lr = 0.01

dataset Points:
    source = csv("../data/points.csv")
    target = "y"

train:
    model = Line
    data = Points
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = 3
    batch = 8
    seed = 42

evaluate:
    metrics = [mae]
`;
const DATA = `a,b,y\n${Array.from({ length: 40 }, (_, i) => `${i},${(i * 7) % 11},${3 * i - 2}\n`).join('')}`;
const TOOL = path.resolve(import.meta.dirname, '../standInKynml/standInKynml.mjs');

// Temporary folders are counted, so other programs must not create any there.
const temporary = path.join(top, 'tmp');
const env = { ...process.env, TMPDIR: temporary, TMP: temporary, TEMP: temporary };

test('a run with an import, data above the folder and a value of --param is trained again', { timeout: 60_000 }, () => {
  const work = path.join(top, `it's "$HOME" ü`);
  const specs = path.join(work, 'specs');
  for (const folder of [temporary, specs, path.join(work, 'lib'), path.join(work, 'data')])
    mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(work, 'lib/line.kyn'), MODEL);
  writeFileSync(path.join(work, 'data/points.csv'), DATA);
  writeFileSync(path.join(specs, 'points.kyn'), SPEC);
  // Imports are read in the repository.
  execFileSync('git', ['init', '-q'], { cwd: work });
  const train = runIn(specs, process.execPath, [TOOL, 'train', 'points.kyn', '--param', 'lr=0.05'], env);
  expect([train.status, train.stderr]).toEqual([0, '']);
  const file = path.join(specs, 'run_manifest.json');
  // The tool does not record values of --param; a sweep does.
  const entry = { combo: { lr: 0.05 }, exit_code: 0, manifest: JSON.parse(readFileSync(file, 'utf8')), script: 'x' };
  writeFileSync(path.join(specs, 'sweep_results.json'), JSON.stringify([entry]));
  const before = readdirSync(work, { recursive: true }).sort();

  const args = ['reproduce', 'sweep_results.json#0', '--format', 'json'];
  const kynml = [`--kynml=${process.execPath}`, `--kynml=${TOOL}`];
  const { stdout, stderr } = runIn(specs, process.execPath, [program.path(), ...args, ...kynml], env);
  const json = JSON.parse(stdout);
  expect(json.metrics).toEqual([expect.objectContaining({ name: 'mae', equal: true })]);
  // Its imports, and whether other values were given, are not recorded.
  expect(json.verdict).toBe('consistent');
  expect(json.steps.find((s: { name: string }) => s.name === 'environment').detail).toContain(
    'trained, which is the recorded tool (`kynml_version` is 0.1.0+standin).',
  );
  expect(stderr).toContain('run: training with ');
  expect(readdirSync(work, { recursive: true }).sort()).toEqual(before);
  expect(readdirSync(temporary)).toEqual([]);
});
