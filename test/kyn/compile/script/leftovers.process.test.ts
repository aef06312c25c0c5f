// Temporary files that killed trainings left: the next training in the folder removes those that no process can still use.
import { expect, test } from 'vitest';
import { planWith } from './plans';
import { csvOf, runScripts } from './runScripts';

const csv = csvOf(
  ['a', 'b', 'price'],
  Array.from({ length: 20 }, (_, i) => [i, (i * 7) % 5, 2 * i]),
);

const OLD = [
  'run_manifest.json.tmp.12.0a1b2c3d',
  'models/m.pt.tmp.99999.ffffffff',
  // Not the names of temporary files of this run.
  'run_manifest.json.tmp.12.0A1B2C3D',
  'run_manifest.json.tmp.12.0a1b2c3d.txt',
  'other.json.tmp.12.0a1b2c3d',
  'xrun_manifest.json.tmp.12.0a1b2c3d',
];
const YOUNG = 'run_manifest.json.tmp.13.0a1b2c3d';

// Half a minute more or less than an hour, because the test itself takes time.
const BEFORE = `
import pathlib, time
def make(name, age):
    path = pathlib.Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    os.utime(path, (time.time() - age, time.time() - age))
for name in ${JSON.stringify(OLD)}:
    make(name, 3630)
make("${YOUNG}", 3000)
os.symlink("/nowhere", "run_manifest.json.tmp.14.0a1b2c3d")
os.mkdir("run_manifest.json.tmp.15.0a1b2c3d")
`;

test('are removed when they are older than an hour', { timeout: 120_000 }, context => {
  const plan = planWith({ train: { epochs: '1' }, export: { format: 'torch', path: 'models/m.pt' } });
  const after = 'answer = sorted(p.name for p in folder.iterdir())';
  const [result] = runScripts(context, [{ plan, csv, before: BEFORE, after }]);
  expect([result?.exitCode, result?.stderr.includes('KynMLError')]).toEqual([0, false]);
  expect(result?.files).toEqual(['models/m.pt', ...OLD.slice(2), 'run_manifest.json', YOUNG].sort());
  expect(result?.answer).toEqual(
    expect.arrayContaining(['run_manifest.json.tmp.14.0a1b2c3d', 'run_manifest.json.tmp.15.0a1b2c3d']),
  );
});
