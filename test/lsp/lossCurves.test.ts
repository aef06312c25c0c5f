// `kynml/lossCurves` over a server: the event files of recorded runs and of trainings that run.
import { expect, test } from 'vitest';
import { manifestText, sha256 } from '../cli/cliEnvironment';
import { mlflowRun } from '../runs/trackers/stores';
import { startClient } from './client';

const SPEC = 'train:\n    epochs = 3\n';
const MANIFEST = manifestText({ config_hash: sha256(SPEC) });

const record = (more: Record<string, unknown>): string =>
  JSON.stringify({
    command: 'train',
    data: null,
    ended: { exit_code: 0, manifest: null, time: '2026-04-18T10:01:00.000Z' },
    folder: '.',
    imports: [],
    kept_manifest: null,
    overrides: {},
    spec: { config_hash: sha256(SPEC), path: 'a.kyn' },
    started: '2026-04-18T10:00:00.000Z',
    tool: 'kyn',
    version: 1,
    ...more,
  });
const events = (losses: readonly number[], end = true): string =>
  [
    JSON.stringify({ event: 'start', epochs: 3, pid: process.pid }),
    ...losses.map((loss, i) =>
      JSON.stringify({ event: 'epoch', epoch: i + 1, train_loss: loss, test_loss: loss + 1, seconds: 1 }),
    ),
    ...(end ? ['{"event": "end"}'] : []),
    '',
  ].join('\n');

const ended = (manifest: string | null) => ({ exit_code: 0, manifest, time: '2026-04-18T10:01:00.000Z' });

const FILES = {
  'a.kyn': SPEC,
  'run_manifest.json': MANIFEST,
  'sweep/sweep_results.json': JSON.stringify([
    { combo: { lr: 1 }, exit_code: 0, manifest: JSON.parse(MANIFEST), script: 'combo-0000/train.py' },
    { combo: { lr: 2 }, exit_code: 0, manifest: JSON.parse(MANIFEST), script: 'combo-0001/train.py' },
  ]),
  '.kynml/records/2026-04-18T10-00-00.000Z-aa-bb.json': record({ ended: ended(sha256(MANIFEST)) }),
  '.kynml/events/2026-04-18T10-00-00.000Z-aa-bb.jsonl': events([3, 2, 1]),
  '.kynml/records/2026-04-19T10-00-00.000Z-cc-bb.json': record({
    command: 'sweep',
    folder: 'sweep',
    ended: ended(null),
  }),
  '.kynml/events/2026-04-19T10-00-00.000Z-cc-bb-0000.jsonl': events([9]),
  '.kynml/events/2026-04-19T10-00-00.000Z-cc-bb-0001.jsonl': events([8, 7]),
};

test('the losses of recorded runs, and of the combinations of a sweep', async () => {
  const client = await startClient(FILES, { options: { trusted: true } });
  const sweep = client.uri('sweep/sweep_results.json');
  const runs = [client.uri('run_manifest.json'), `${sweep}#1`, client.uri('a.kyn')];
  expect(await client.request('kynml/lossCurves', { runs })).toEqual([
    { run: runs[0], label: 'run_manifest.json', isRunning: false, epochs: 3, train: [3, 2, 1], test: [4, 3, 2] },
    { run: runs[1], label: 'sweep/sweep_results.json#1', isRunning: false, epochs: 3, train: [8, 7], test: [9, 8] },
  ]);
});

test('a sweep that was continued: a combination has the losses of the part that trained it', async () => {
  const continued = record({ command: 'sweep', folder: 'sweep', ended: ended(null) });
  const files = {
    ...FILES,
    '.kynml/records/2026-04-20T10-00-00.000Z-ee-bb.json': continued,
    '.kynml/events/2026-04-20T10-00-00.000Z-ee-bb-0001.jsonl': events([7]),
  };
  const client = await startClient(files, { options: { trusted: true } });
  const sweep = client.uri('sweep/sweep_results.json');
  expect(await client.request('kynml/lossCurves', { runs: [`${sweep}#0`, `${sweep}#1`] })).toMatchObject([
    { run: `${sweep}#0`, train: [9] },
    { run: `${sweep}#1`, train: [7] },
  ]);
});

test('a training that runs', async () => {
  const client = await startClient(
    {
      'a.kyn': SPEC,
      '.kynml/records/2026-04-20T10-00-00.000Z-dd-bb.json': record({ ended: null }),
      '.kynml/events/2026-04-20T10-00-00.000Z-dd-bb.jsonl': events([5], false),
    },
    { options: { trusted: true } },
  );
  expect(await client.request('kynml/lossCurves', { runs: [] })).toEqual([
    expect.objectContaining({ label: 'a.kyn', isRunning: true, train: [5], test: [6] }),
  ]);
});

test('the losses of a run of another tracker, by its steps', async () => {
  const metrics = { loss: '1 3 10\n2 2 20\n3 nan 30\n', 'val.loss': '1 4 20\n', mae: '1 9 1\n' };
  const files = Object.entries(mlflowRun({ metrics })).map(([path, text]) => [path.replace('/w/', ''), String(text)]);
  const client = await startClient(Object.fromEntries(files));
  await client.request('kynml/runTree', {});
  const run = client.uri('mlruns/866294776621734270/9d56b8b7a1c145e28169e8c788f01d68/meta.yaml');
  expect(await client.request('kynml/lossCurves', { runs: [run] })).toEqual([
    {
      run,
      label: 'masked-trout-303',
      isRunning: false,
      epochs: 0,
      train: [3, 2, null],
      test: [4],
      steps: { train: [10, 20, 30], test: [20] },
    },
  ]);
});

test('the losses of a run that may have diverged say so', async () => {
  const history = '{"loss": 0.5, "step": 1}, {"loss": 0.0, "step": 2}';
  const client = await startClient({
    'out/trainer_state.json': `{"best_metric": null, "global_step": 2, "log_history": [${history}], "max_steps": 2}`,
  });
  await client.request('kynml/runTree', {});
  expect(await client.request('kynml/lossCurves', { runs: [client.uri('out/trainer_state.json')] })).toMatchObject([
    { train: [0.5, 0], doubt: expect.stringContaining('may have diverged') },
  ]);
});

test('a history is not read before the workspace is trusted', async () => {
  const client = await startClient(FILES, { options: { trusted: false } });
  expect(await client.request('kynml/lossCurves', { runs: [client.uri('run_manifest.json')] })).toEqual([]);
});
