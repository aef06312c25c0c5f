// Real trainings with PyTorch through kyn: one run, and a sweep of which some combinations fail, killed half-way and resumed.
import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, type TestContext, test, vi } from 'vitest';
import { isAlive } from '../isAlive';
import { notRun } from '../notRun';
import { kynProgram, runIn } from './kynProcess';

// Debian installs PyTorch for this interpreter.
const PYTHON = '/usr/bin/python3';
const program = kynProgram();

let work = '';
beforeAll(() => {
  work = realpathSync(mkdtempSync(join(tmpdir(), 'kyn real " $HOME ü ')));
  mkdirSync(join(work, 'data'));
  for (let i = 0; i < 5; i++)
    writeFileSync(
      join(work, `data/${i}.csv`),
      table(row => String(row * 0.5 - i)),
    );
  // A text where a number should be.
  writeFileSync(
    join(work, 'data/bad.csv'),
    table(row => (row === 30 ? 'none' : String(row))),
  );
  writeFileSync(join(work, 'line.kyn'), SPEC);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

const table = (price: (row: number) => string): string =>
  `a,b,price\n${Array.from({ length: 40 }, (_, row) => `${row / 10},${(row % 7) / 7},${price(row)}\n`).join('')}`;

const SPEC = `params:
    file = "data/0.csv"
    lr = 0.05
    hidden = 4

sweep:
    lr = [0.05, 0.01]
    file = ["data/0.csv", "data/1.csv", "data/2.csv", "data/3.csv", "data/4.csv", "data/bad.csv"]

dataset Line:
    source = csv($file)
    target = "price"
    normalize = true

model Net:
    input 2
    dense $hidden relu
    dense 1 linear

train:
    model = Net
    data = Line
    loss = mse
    optimizer = adam(lr=$lr)
    epochs = 30
    seed = 1

evaluate:
    metrics = [mae]
`;

const needsTorch = (context: TestContext): void => {
  if (spawnSync(PYTHON, ['-c', 'import torch, numpy']).status !== 0)
    notRun(context, `${PYTHON} with torch and numpy is needed.`);
};

const kyn = (...args: string[]) => runIn(work, process.execPath, [program.path(), ...args, '--python', PYTHON]);
const json = (path: string) => JSON.parse(readFileSync(join(work, path), 'utf8'));

test('a run trains, reports its epochs and is kept', context => {
  needsTorch(context);
  const { status, stderr } = kyn('train', 'line.kyn', '--param', 'hidden=8', '--out', 'one');
  expect([status, stderr.split('\n')[0]]).toEqual([0, `kyn: training line.kyn with built-in compiler, ${PYTHON}`]);
  expect(stderr).toContain('Epoch 30/30');
  const manifest = json('one/run_manifest.json');
  expect(manifest).toMatchObject({ kynml_version: expect.stringMatching(/^kyn \d/), seed: 1 });
  expect(manifest.config_hash).toMatch(/^[0-9a-f]{64}$/);
  expect(readFileSync(join(work, '.kynml/specs', manifest.config_hash), 'utf8')).toBe(SPEC);
});

test('a sweep that was killed half-way runs each combination that ended only once', async context => {
  needsTorch(context);
  const results = (): { exit_code: number; manifest: { metrics: object } | null; script: string }[] =>
    existsSync(join(work, 'sweep/sweep_results.json')) ? json('sweep/sweep_results.json') : [];
  const args = [program.path(), 'sweep', 'line.kyn', '--out', 'sweep', '--jobs', '2', '--python', PYTHON];
  const child = spawn(process.execPath, args, { cwd: work, stdio: 'ignore', detached: true });
  await vi.waitFor(() => expect(results().length).toBeGreaterThanOrEqual(5), { timeout: 60_000, interval: 10 });
  process.kill(-Number(child.pid), 'SIGKILL');
  const before = results();
  expect(before.length).toBeLessThan(12);
  const manifests = before.filter(e => e.exit_code === 0).map(e => e.script.replace('train.py', 'run_manifest.json'));
  const times = (): number[] => manifests.map(path => statSync(join(work, 'sweep', path)).mtimeMs);
  const timesBefore = times();

  const { status, stdout, stderr } = kyn('sweep', 'line.kyn', '--out', 'sweep', '--jobs', '2', '--resume');
  expect([status, stdout]).toEqual([
    1,
    '10 of 12 combinations trained, 2 failed (combo-0005, combo-0011). Results: sweep/sweep_results.json\n',
  ]);
  expect(stderr.match(/failed: exit code 1: KynMLError: /g)?.length).toBeGreaterThanOrEqual(1);
  expect(results().map(e => e.exit_code)).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1]);
  expect(times()).toEqual(timesBefore);
  const whole = results();
  for (const entry of before) if (entry.exit_code === 0) expect(whole).toContainEqual(entry);
  expect(isAlive(Number(child.pid))).toBe(false);
}, 120_000);
