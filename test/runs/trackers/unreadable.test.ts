// Each file of each tracker, as it may be where it cannot be read: it is named, among what is not listed or what was not read of its run, and the run is
// never verified as complete.
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Host } from '../../../src-shared/host/host';
import { trackedAt } from '../../../src-shared/runs/trackers/findTracked';
import { verifyTracked } from '../../../src-shared/runs/trackers/verify/verifyTracked';
import { pointerText } from '../../pointerText';
import { evaluation, inspectHeader } from './evaluations';
import {
  dvcProject,
  type Files,
  hostOf,
  hydraJob,
  mlflowRun,
  offlineRun,
  sacredRun,
  search,
  trainLock,
  wandbRun,
} from './stores';

const sacredFiles: Files = {
  ...sacredRun({ metrics: '{"loss": {"steps": [1], "values": [0.5]}}' }),
  '/w/my_runs/3/cout.txt': 'x\n',
};
const lightning = (folder: string): Files => ({
  [`${folder}/hparams.yaml`]: 'lr: 1\n',
  [`${folder}/metrics.csv`]: 'step,loss\n0,1\n',
});
const live = (folder: string): Files => ({
  [`${folder}dvclive/metrics.json`]: '{"acc": {"a": 0.5}}',
  [`${folder}dvclive/plots/metrics/acc/a.tsv`]: 'step\tacc\n0\t0.5\n',
});
const log = inspectHeader();

const SAMPLES: Readonly<Record<string, Files>> = {
  MLflow: {
    ...mlflowRun({
      params: { lr: '0.1' },
      metrics: { loss: '100 0.5 0\n200 0.4 1\n' },
      tags: {
        'mlflow.source.git.commit': 'a'.repeat(40),
        'mlflow.parentRunId': 'b'.repeat(32),
        'mlflow.source.name': 'train.py',
        'mlflow.runName': 'a',
      },
      files: {
        'inputs/1/meta.yaml': 'source_id: abc\nsource_type: DATASET\n',
        'artifacts/model/MLmodel': 'flavors:\n  python_function:\n    env: a\n',
        'artifacts/model/requirements.txt': 'numpy==2.1.3\n',
        'artifacts/model/python_env.yaml': 'python: 3.10.1\n',
      },
    }),
    '/w/mlruns/866294776621734270/datasets/abc/meta.yaml': 'name: customers\ndigest: abcdef12\n',
  },
  'W&B, offline': offlineRun('a1b2c3d4', { 'files/requirements.txt': 'torch==2.0\n' }),
  'W&B, online': wandbRun('run-20260117_121240-qna6sfyo', {
    'files/config.yaml': '_wandb:\n  value: {}\nlr:\n  value: 0.1\n',
    'files/wandb-summary.json': '{"loss": 0.1,\n"_step": 1}',
    'files/wandb-metadata.json': '{"startedAt": "2026-01-17T06:42:40Z"}',
    'files/requirements.txt': 'torch==2.0\n',
  }),
  'W&B, metadata alone': wandbRun('run-20260117_121240-qna6sfyo', {
    'files/wandb-metadata.json': '{"startedAt": "2026-01-17T06:42:40Z"}',
  }),
  DVC: dvcProject({
    'dvc.lock': trainLock(),
    'dvc.yaml':
      'stages:\n  train:\n    cmd: python3 src/train.py\n    metrics:\n    - metrics.json\nmetrics:\n- m.toml\n- m.yaml\n',
    'metrics.json': '{"loss": 0.03}',
    'm.toml': 'acc = 0.5\n',
    'm.yaml': 'f1: 0.5\n',
    'params.yaml': 'train:\n  epochs: 10\n  seed: 7\n',
  }),
  'DVC with DVCLive': dvcProject({ 'dvc.lock': trainLock(), 'dvc.yaml': 'stages:\n  train: {}\n', ...live('') }),
  'DVCLive alone': dvcProject({ ...live('live/'), 'live/dvclive/params.yaml': 'lr: 1\n' }),
  'lm-eval': { '/w/m/results_2026-11-28T16-52-09.836856.json': evaluation() },
  'Inspect AI, JSON': { '/w/logs/2025-05-12T20-28-13-04-00_popularity_SnKtvCqG.json': log },
  'Inspect AI': { '/w/logs/a.eval': zipSync({ '_journal/start.json': strToU8(log), 'header.json': strToU8(log) }) },
  'HF Trainer': {
    '/w/out/trainer_state.json': '{"global_step": 1,\n"max_steps": 2, "log_history": [{"loss": 0.5, "step": 1}]}',
    '/w/out/README.md': 'The following hyperparameters were used during training:\n- seed: 42\n',
    '/w/out/all_results.json': '{"train_loss":\n0.5}',
    '/w/out/config.json': '{"transformers_version":\n"4.40"}',
  },
  Hydra: hydraJob('/w/job', { config: 'a: 1\nseed: 3\n' }),
  Lightning: lightning('/w/lightning_logs/version_1'),
  'Lightning, in a folder of any name': lightning('/w/exp/a'),
  Sacred: sacredFiles,
  'Sacred in a job of Hydra': {
    ...hydraJob('/w/job'),
    ...Object.fromEntries(Object.entries(sacredFiles).map(([path, text]) => [path.replace('/w/', '/w/job/'), text])),
  },
};

const bytesOf = (file: Files[string] | undefined): Uint8Array =>
  file instanceof Uint8Array ? file : new TextEncoder().encode(String(file));

function utf16(bytes: Uint8Array, mark: string): Uint8Array {
  return new Uint8Array(Buffer.from(mark + Buffer.from(bytes).toString('latin1'), 'utf16le'));
}

const conflict = (bytes: Uint8Array): string => {
  const text = Buffer.from(bytes).toString();
  return `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> theirs\n`;
};

type Damage = (bytes: Uint8Array) => Files[string];

const DAMAGES: Readonly<Record<string, Damage>> = {
  'a pointer': () => pointerText(),
  'UTF-16': bytes => utf16(bytes, '\ufeff'),
  'UTF-16 without a mark': bytes => utf16(bytes, ''),
  'a link to nothing': () => ({ brokenLink: '/nowhere' }),
  'without permission': () => ({ unreadable: 'denied' }),
  'a pipe': () => ({ unreadable: 'special' }),
  'zero bytes': bytes => new Uint8Array(bytes.length),
  'a byte that is not UTF-8': bytes => new Uint8Array([...bytes, 0xe9, 10]),
  'a merge conflict': conflict,
};

const isBinary = (path: string): boolean => /\.(?:wandb|eval)$/.test(path);
const FOR_TEXTS: ReadonlySet<string> = new Set([
  'UTF-16',
  'UTF-16 without a mark',
  'a byte that is not UTF-8',
  'a merge conflict',
]);

// The output is only a sign of Sacred. A model card is a text for people, in which a line may look like a marker.
const isExpected = (path: string, damage: string): boolean =>
  !path.endsWith('/cout.txt') &&
  !(isBinary(path) && FOR_TEXTS.has(damage)) &&
  !(path.endsWith('README.md') && damage === 'a merge conflict');

const CASES = Object.entries(SAMPLES).flatMap(([title, files]) =>
  Object.keys(files).flatMap(path =>
    Object.keys(DAMAGES).flatMap(damage => (isExpected(path, damage) ? [{ title, files, path, damage }] : [])),
  ),
);

function saidAbout(host: Host): string {
  const { runs, gaps } = search(host);
  for (const run of runs)
    expect(verifyTracked(host, run).steps.find(({ name }) => name === 'manifest')?.state).toBe('unknown');
  return [...gaps.map(({ path, text }) => `${path} ${text}`), ...runs.flatMap(({ unread = [] }) => unread)].join('\n');
}

test.each(CASES)('$title: $path is $damage', ({ files, path, damage }) => {
  const said = saidAbout(hostOf({ ...files, [path]: (DAMAGES[damage] as Damage)(bytesOf(files[path])) }));
  expect(said).toContain(path.split('/').at(-1));
});

test('samples without damage are complete', () => {
  for (const files of Object.values(SAMPLES)) {
    const { runs, gaps } = search(hostOf(files));
    expect([gaps, runs.map(({ unread = [] }) => unread)]).toEqual([[], [[]]]);
  }
});

test('params and metrics of MLflow that cannot be read are not said to be missing', () => {
  const files = mlflowRun({ params: { lr: '0.1' }, metrics: { loss: '100 0.5 0\n' } });
  const damaged = Object.keys(files).filter(path => /\/(?:params|metrics)\//.test(path));
  const { runs } = search(hostOf({ ...files, ...Object.fromEntries(damaged.map(path => [path, pointerText()])) }));
  expect(runs[0]?.absent.config).toBe('Params that cannot be read: lr.');
  expect(runs[0]?.absent.metrics).toBe('Metrics that cannot be read: loss.');
});

test('folders that cannot be listed are named', () => {
  const denied = (files: Files, folder: string) => {
    const { runs, gaps } = search(hostOf({ ...files, [folder]: { unreadable: 'denied' } }));
    return [...gaps.map(({ path, text }) => `${path} ${text}`), ...runs.flatMap(({ unread = [] }) => unread)];
  };
  const run = '/w/mlruns/866294776621734270/9d56b8b7a1c145e28169e8c788f01d68';
  expect(denied(SAMPLES.MLflow ?? {}, `${run}/params`)).toEqual(['params/ cannot be opened']);
  expect(denied(SAMPLES.Hydra ?? {}, '/w/job/.hydra')).toEqual([
    '/w/job/.hydra cannot be opened, so its run is not listed.',
  ]);
  const wandb = '/w/wandb/run-20260117_121240-qna6sfyo/files';
  expect(denied(SAMPLES['W&B, online'] ?? {}, wandb)).toEqual([
    `${wandb}/config.yaml cannot be opened, so its run is not listed.`,
  ]);
});

test.each<[string, Files, string]>([
  ['/w/mlruns/866294776621734270/meta.yaml', SAMPLES.MLflow ?? {}, 'is empty, so the runs below are not listed.'],
  ['/w/dvc/dvc.lock', SAMPLES.DVC ?? {}, 'is empty, so its run is not listed.'],
  ['/w/out/trainer_state.json', SAMPLES['HF Trainer'] ?? {}, 'is empty'],
  ['/w/job/.hydra/config.yaml', SAMPLES.Hydra ?? {}, 'is empty'],
  ['/w/logs/a.eval', SAMPLES['Inspect AI'] ?? {}, 'is empty'],
  ['/w/exp/a/metrics.csv', SAMPLES['Lightning, in a folder of any name'] ?? {}, 'is empty'],
])('an empty file is named: %s', (path, files, text) => {
  const { runs, gaps } = search(hostOf({ ...files, [path]: '' }));
  expect(runs).toEqual([]);
  expect(gaps).toEqual([{ path, text: expect.stringContaining(text) }]);
});

test('a run below a job of Hydra whose settings cannot be read has unknown settings', () => {
  const files = { ...hydraJob('/w/job'), ...lightning('/w/job/version_0') };
  const host = hostOf({ ...files, '/w/job/.hydra/config.yaml': pointerText() });
  const named = ['/w/job/version_0', '/w/job/version_0/metrics.csv'].map(path => trackedAt(host, path));
  for (const run of [search(host).runs[0], ...named])
    expect(run).toMatchObject({
      path: '/w/job/version_0',
      configGap: 'The settings of the job around it cannot be read.',
      unread: [expect.stringContaining('.hydra/config.yaml is a Git LFS pointer')],
    });
  expect(trackedAt(hostOf(files), '/w/job/version_0')).not.toHaveProperty('configGap');
});

test('a folder in place of a file is named', () => {
  const run = '/w/mlruns/866294776621734270/9d56b8b7a1c145e28169e8c788f01d68';
  const instead = (files: Files, path: string) => {
    const { [path]: _, ...others } = files;
    const found = search(hostOf({ ...others, [`${path}/x`]: '' }));
    return [...found.gaps.map(gap => `${gap.path} ${gap.text}`), ...found.runs.flatMap(({ unread = [] }) => unread)];
  };
  expect(instead(SAMPLES.MLflow ?? {}, `${run}/meta.yaml`)).toEqual([
    `${run}/meta.yaml is a folder and not a file, so its run is not listed.`,
  ]);
  const summary = '/w/wandb/run-20260117_121240-qna6sfyo/files/wandb-summary.json';
  expect(instead(SAMPLES['W&B, online'] ?? {}, summary)).toEqual([
    'files/wandb-summary.json is a folder and not a file',
  ]);
});

test('a model card with a merge conflict is not read', () => {
  const list = 'The following hyperparameters were used during training:\n- seed: 1\n';
  const found = (card: string) => search(hostOf({ ...SAMPLES['HF Trainer'], '/w/out/README.md': card })).runs[0];
  const conflict = found(`<<<<<<< a\n${list}=======\n${list.replace('1', '2')}>>>>>>> b\n`);
  expect(conflict?.unread).toEqual(['README.md has a merge conflict']);
  expect(conflict?.config?.has('seed')).toBe(false);
  const heading = found(`Title\n=======\n\n${list}`);
  expect([heading?.unread, heading?.config?.has('seed')]).toEqual([[], true]);
});
