// Files with the names of modules, next to a script and in the working folder, are not imported, neither by the script nor by its worker processes.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { trainingScript } from '../../../../src-shared/kyn/compile/script/trainingScript';
import { findPython } from '../../../python/askPython';
import { type PlanChange, planWith } from './plans';
import { csvOf, runScripts } from './runScripts';

const NAMES = [
  'torch',
  'numpy',
  'json',
  'random',
  'csv',
  'typing',
  'pickle',
  'platform',
  'importlib',
  'multiprocessing',
];
const csv = csvOf(
  ['a', 'b', 'price'],
  Array.from({ length: 20 }, (_, i) => [i, i % 3, i]),
);

let top = '';
let script = '';
let imported = '';
beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'planted-')));
  [script, imported] = [join(top, 'scripts/train.py'), join(top, 'imported')];
  for (const folder of ['scripts', 'work', 'site']) mkdirSync(join(top, folder));
  for (const folder of ['scripts', 'work'])
    for (const name of NAMES)
      writeFileSync(join(top, folder, `${name}.py`), `open(${JSON.stringify(imported)}, "a").write("${name} ")\n`);
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const planted = (): string => (existsSync(imported) ? readFileSync(imported, 'utf8') : '');

function run(python: string, change: PlanChange, env: Readonly<Record<string, string>> = {}, folder = 'work'): string {
  writeFileSync(join(top, 'data.csv'), csv);
  writeFileSync(script, trainingScript(planWith({ ...change, data: { ...change.data, csv: join(top, 'data.csv') } })));
  // Not PYTHONSAFEPATH: Python before 3.11 does not have it.
  const { PYTHONSAFEPATH: _, ...inherited } = process.env;
  const { status, stderr } = spawnSync(python, [script], {
    cwd: join(top, folder),
    env: { ...inherited, ...env },
    encoding: 'utf8',
  });
  return `exit code ${status}, imported: ${planted()}${status === 0 ? '' : stderr}`;
}

const GOOD = 'exit code 0, imported: ';

test('a script that is started by hand imports no file next to it or in the working folder', context => {
  const python = findPython(context, ['torch', 'numpy']);
  expect(run(python, { train: { epochs: '1' } })).toBe(GOOD);
  expect(run(python, { train: { epochs: '1' } }, {}, 'scripts')).toBe(GOOD);
  // A common mistake: the empty entry is the working folder.
  expect(run(python, { train: { epochs: '1' } }, { PYTHONPATH: `${join(top, 'site')}:` })).toBe(GOOD);
}, 120_000);

test('a worker process that is not a copy of the script imports no such file', context => {
  const python = findPython(context, ['torch', 'numpy']);
  writeFileSync(
    join(top, 'site/sitecustomize.py'),
    'import multiprocessing\nmultiprocessing.set_start_method("spawn")\n',
  );
  const change: PlanChange = { data: { numWorkers: '1' }, train: { epochs: '1' } };
  expect(run(python, change, { PYTHONPATH: join(top, 'site') })).toBe(GOOD);
}, 120_000);

test('an older Python has no worker processes that are not copies of the script', { timeout: 120_000 }, context => {
  const OLD =
    'undo.append(lambda now=sys.version_info: setattr(sys, "version_info", now))\nsys.version_info = (3, 10, 0)';
  const SPAWN = 'import torch\ntorch.multiprocessing.get_start_method = lambda: "spawn"';
  const plan = planWith({ data: { numWorkers: '2', prefetch: '3' }, train: { epochs: '2' } });
  const [copies, none] = runScripts(context, [
    { plan, csv, before: OLD },
    { plan, csv, before: `${OLD}\n${SPAWN}` },
  ]);
  const NOTE = 'Worker processes need Python 3.11 or newer on this system. The rows are loaded without them.\n';
  expect([copies?.exitCode, none?.exitCode]).toEqual([0, 0]);
  expect(copies?.stderr).not.toContain(NOTE);
  expect(none?.stderr.startsWith(NOTE)).toBe(true);
  expect(none?.manifest).toBe(copies?.manifest);
});
