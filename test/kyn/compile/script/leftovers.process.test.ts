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

// The first one that is tried is as one of another user in a shared folder.
const WITH_ONE_THAT_STAYS = `
import pathlib
for number in range(3):
    path = pathlib.Path(f"run_manifest.json.tmp.{number}.0a1b2c3d")
    path.write_text("")
    os.utime(path, (0, 0))
remove = os.remove
kept = []
def remove_all_but_one(path):
    if not kept and path.endswith(".0a1b2c3d"):
        kept.append(path)
    if path in kept:
        raise PermissionError(1, "Operation not permitted")
    remove(path)
os.remove = remove_all_but_one
`;

test('one that cannot be removed stays, the others are removed, and the training runs', {
  timeout: 120_000,
}, context => {
  const plan = planWith({ train: { epochs: '1' } });
  const after = 'answer = len(kept), sum(p.name.endswith(".0a1b2c3d") for p in folder.iterdir())';
  const [result] = runScripts(context, [{ plan, csv, before: WITH_ONE_THAT_STAYS, after }]);
  expect([result?.exitCode, result?.answer]).toEqual([0, [1, 1]]);
});
