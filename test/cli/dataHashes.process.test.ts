// The hash of a large data file is computed once for a sweep, and its scripts use it only while the file is certainly the same. With real Python.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { notRun } from '../notRun';
import { houseSpec } from '../specFixture';
import { sha256 } from './cliEnvironment';
import { kynProgram, runIn } from './kynProcess';

// Debian installs PyTorch for this interpreter.
const PYTHON = '/usr/bin/python3';
const program = kynProgram();

// More than 16 MiB in few rows, so that reading it takes a moment.
const CSV = `a,b,price,note\n${Array.from({ length: 180 }, (_, i) => `${i},${i % 7},${i * 2},${'x'.repeat(100_000)}\n`).join('')}`;
const SPEC = houseSpec
  .replace('input 4', 'input 3')
  .replace('dataset', 'sweep:\n    lr = [0.01, 0.02, 0.03]\n\ndataset');

// Python loads this module before a script: it counts the hashes of large files, and changes the data after a combination, with equal size and time.
const WATCH = `
import atexit, hashlib, os
sha256 = hashlib.sha256

class Counting:
    def __init__(self, data=b""):
        self.inner, self.size = sha256(data), len(data)
    def update(self, data):
        self.size += len(data)
        self.inner.update(data)
    def hexdigest(self):
        if self.size > 2**24:
            with open(os.environ["HASH_LOG"], "a") as log:
                log.write(os.path.basename(os.getcwd()) + "\\n")
        return self.inner.hexdigest()
    def __getattr__(self, name):
        return getattr(self.inner, name)

def change():
    path = os.environ.get("CHANGED")
    if path and os.getcwd().endswith("combo-0001"):
        times = os.stat(path)
        with open(path, "r+b") as file:
            file.seek(len("a,b,price,note\\n"))
            file.write(b"9")
        os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

hashlib.sha256 = Counting
atexit.register(change)
`;

let work = '';
const data = (): string => join(work, 'data.csv');
beforeAll(() => {
  work = realpathSync(mkdtempSync(join(tmpdir(), 'kyn-hashes-')));
  writeFileSync(join(work, 'sitecustomize.py'), WATCH);
  writeFileSync(join(work, 'house.kyn'), SPEC.replace('data/houses.csv', 'data.csv'));
  writeFileSync(data(), CSV);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

test('no script hashes the data again, until it changed, also with equal size and time', async context => {
  if (spawnSync(PYTHON, ['-c', 'import torch, numpy']).status !== 0)
    notRun(context, `${PYTHON} with torch and numpy is needed.`);
  // A file that was just written is not known.
  await vi.waitFor(() => expect(Date.now() - statSync(data()).ctimeMs).toBeGreaterThan(2000), { timeout: 10_000 });
  const log = join(work, 'hashes.log');
  const env = { ...process.env, PYTHONPATH: work, HASH_LOG: log, CHANGED: data() };
  const args = [program.path(), 'sweep', 'house.kyn', '--out', 'out', '--python', PYTHON];
  const { status, stderr } = runIn(work, process.execPath, args, env);
  expect([status, readFileSync(log, 'utf8')], stderr).toEqual([1, 'combo-0002\n']);
  expect(stderr).toContain('data.csv changed while the sweep ran.');
  const results: { manifest: { data_hash: string } }[] = JSON.parse(
    readFileSync(join(work, 'out/sweep_results.json'), 'utf8'),
  );
  expect(results.map(({ manifest }) => manifest.data_hash)).toEqual([sha256(CSV), sha256(CSV)]);
}, 90_000);
