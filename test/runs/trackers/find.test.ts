// The search for runs of other trackers: what is not searched, what is never claimed, and how much is read.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { Host } from '../../../src-shared/host/host';
import { trackedAt } from '../../../src-shared/runs/trackers/findTracked';
import {
  dvcProject,
  type Files,
  hostOf,
  mlflowRun,
  offlineRun,
  realLog,
  runOf,
  runsOf,
  search,
  trainLock,
  wandbRun,
} from './stores';

const lookalikes = fileURLToPath(new URL('../../lookalikes/', import.meta.url));

test('the look-alikes of the repository have no runs', () => {
  const files: Files = {};
  for (const entry of readdirSync(lookalikes, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isFile()) files[`/w/${relative(lookalikes, path).replaceAll('\\', '/')}`] = readFileSync(path, 'utf8');
  }
  expect(Object.keys(files).length).toBeGreaterThan(30);
  expect(runsOf(files)).toEqual([]);
});

test('files with the names of trackers and the content of other programs have no runs', () => {
  const names = [
    'meta.yaml',
    'metrics.json',
    'config.yaml',
    'params.yaml',
    'run.json',
    'dvc.lock',
    'dvc.yaml',
    'all_results.json',
    'wandb-summary.json',
    'MLmodel',
    'trainer_state.json',
    'config.json',
    'hparams.yaml',
    'metrics.csv',
    'hydra.yaml',
    'overrides.yaml',
  ];
  const texts = ['', '{}', '[]', 'a: 1\n', '{"run_id": "x"}', 'run_id: x\nexperiment_id: 1\n', '\u0000', '- 1\n'];
  const folders = ['/w', '/w/files', `/w/${'a'.repeat(32)}`, '/w/run-20260101_000000-abc/files', '/w/dvclive'];
  for (const text of texts) {
    const files = Object.fromEntries(folders.flatMap(folder => names.map(name => [`${folder}/${name}`, text])));
    expect(runsOf(files), JSON.stringify(text)).toEqual([]);
  }
});

test('a folder that was named is found by itself, by a file in it, and by the lock in it', () => {
  const host = hostOf({ ...mlflowRun({}), ...offlineRun('a1b2c3d4'), ...dvcProject({ 'dvc.lock': trainLock() }) });
  const mlflow = '/w/mlruns/866294776621734270/9d56b8b7a1c145e28169e8c788f01d68';
  expect(trackedAt(host, mlflow)?.path).toBe(mlflow);
  expect(trackedAt(host, `${mlflow}/meta.yaml`)?.path).toBe(mlflow);
  expect(trackedAt(host, '/w/wandb/offline-run-20261128_165017-a1b2c3d4/run-a1b2c3d4.wandb')?.id).toBe('a1b2c3d4');
  expect(trackedAt(host, '/w/dvc')?.path).toBe('/w/dvc/dvc.lock');
  expect(trackedAt(host, '/w/dvc/metrics.json')).toBeUndefined();
  expect(trackedAt(host, '/w')).toBeUndefined();
  // A mistyped name is not the run around it.
  expect(trackedAt(host, `${mlflow}/mata.yaml`)).toBeUndefined();
});

test('links are not followed, and nothing is written', () => {
  const linked = wandbRun('run-20260101_000000-out', {
    'files/wandb-metadata.json': '{"startedAt": "2026-01-01T00:00:00Z"}',
  });
  const memory = hostOf({ ...offlineRun('a1b2c3d4'), ...linked });
  const host: Host = {
    ...memory,
    readFolder(path) {
      const read = memory.readFolder(path);
      const asLink = (name: string) => name === 'run-20260101_000000-out';
      return read.ok
        ? { ok: true, entries: read.entries.map(e => (asLink(e.name) ? { ...e, kind: 'other' as const } : e)) }
        : read;
    },
    writeAtomic: () => {
      throw new Error('written');
    },
  };
  expect(search(memory).runs).toHaveLength(2);
  expect(search(host).runs).toHaveLength(1);
});

test('a database of MLflow is reported and not read', () => {
  const { runs, gaps } = search(hostOf({ '/w/mlflow.db': 'SQLite format 3' }));
  expect(runs).toEqual([]);
  expect(gaps).toEqual([{ path: '/w/mlflow.db', text: 'is not read, so the runs in it are not listed.' }]);
});

// Counts the bytes that are read of files whose size is only claimed.
function reading(files: Files): { readonly host: Host; readonly read: () => number } {
  const memory = hostOf(files);
  let count = 0;
  const counted: <T extends { readonly ok: boolean; readonly bytes?: Uint8Array }>(result: T) => T = result => {
    count += result.bytes?.length ?? 0;
    return result;
  };
  const host: Host = {
    ...memory,
    readBytes: (path, limit) => counted(memory.readBytes(path, limit)),
    readPart: (path, from, length) => counted(memory.readPart(path, from, length)),
  };
  return { host, read: () => count };
}

const KIB = 1024;

test('of a JSON file of another program only the first bytes are read, and once for all trackers; of ours none', () => {
  const text = `{"version": 1, "metrics": {"mae": 14.2}, "notes": "${'a'.repeat(KIB)}"}`;
  const { host, read } = reading({ '/w/a/notes.json': text, '/w/b/log.json': text, '/w/b/run_manifest.json': text });
  expect(search(host).runs).toEqual([]);
  expect(read()).toBe(2 * 256);
});

test('of a long metric only the beginning and the end are read, and it says so', () => {
  const lines = Array.from({ length: 200_000 }, (_, i) => `${1000 + i} ${i / 1000} ${i}\n`).join('');
  const { host, read } = reading(mlflowRun({ metrics: { loss: lines } }));
  const [run] = search(host).runs;
  expect(run?.metrics.get('loss')).toMatchObject({ last: { step: '199999' }, isWhole: false, least: { step: '0' } });
  expect(run?.notes.join()).toContain('only the beginning and the end');
  expect(read()).toBeLessThan(200 * KIB);
});

test('of a long log only the beginning and the end are read', () => {
  const real = realLog('a1b2c3d4');
  const long = new Uint8Array(40 * 1024 * KIB);
  long.set(real);
  const { host, read } = reading(wandbRun('offline-run-20261128_165017-a1b2c3d4', { 'run-a1b2c3d4.wandb': long }));
  const [run] = search(host).runs;
  expect(run?.name).toBe('tiny-run');
  expect(run?.notes.join()).toContain('only the beginning and the end');
  expect(read()).toBeLessThan(400 * KIB);
});

test('a text that is too large is not read, so its content is unknown', () => {
  const config = `_wandb:\n  value: 1\n${'a: 1\n'.repeat(300_000)}`;
  const { host, read } = reading(offlineRun('a1b2c3d4', { 'files/config.yaml': config }));
  expect(search(host).runs).toHaveLength(1);
  expect(read()).toBeLessThan(100 * KIB);
});

test('runs of several trackers in one folder are each listed once', () => {
  const files = { ...mlflowRun({}), ...offlineRun('a1b2c3d4'), ...dvcProject({ 'dvc.lock': trainLock() }) };
  expect(
    runsOf(files)
      .map(({ tracker }) => tracker)
      .sort(),
  ).toEqual(['dvc-run', 'mlflow-run', 'wandb-run']);
  expect(runOf(offlineRun('a1b2c3d4')).tracker).toBe('wandb-run');
});

test('the folder around many runs is read once for all of them', () => {
  const count = 50;
  const ids = Array.from({ length: count }, (_, i) => i.toString(16).padStart(32, 'a'));
  const memory = hostOf(Object.assign({}, ...ids.map(id => mlflowRun({ id }))));
  const listed = new Map<string, number>();
  const readFolder: Host['readFolder'] = path => {
    listed.set(path, (listed.get(path) ?? 0) + 1);
    return memory.readFolder(path);
  };
  expect(search({ ...memory, readFolder }).runs).toHaveLength(count);
  expect(Math.max(...listed.values())).toBeLessThanOrEqual(2);
});
