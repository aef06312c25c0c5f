// kyn evidence of runs of other trackers: which files are in a package, what it states, and what is checked in it.
import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { brokenRules } from '../evidence/crateRules';
import { sha256 as bytesHash } from '../evidence/evidenceOf';
import { evaluation, inspectHeader } from '../runs/trackers/evaluations';
import {
  dvcProject,
  type Files,
  hydraJob,
  mlflowRun,
  offlineRun,
  sacredRun,
  trainLock,
  wandbRun,
} from '../runs/trackers/stores';
import { type CliResult, kyn, parseJsonOutput, sha256 } from './cliEnvironment';

const RUN = '9d56b8b7a1c145e28169e8c788f01d68';
const MLFLOW = `mlruns/866294776621734270/${RUN}`;
const IN_PACKAGE = `run/${MLFLOW}`;

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const pack = (files: Files, run: string, ...args: string[]) =>
  kyn({ data: true, files }, 'evidence', run, '-o', 'package', ...args);
const packageOf = ({ files }: CliResult): Files =>
  Object.fromEntries([...files].filter(([path]) => path.startsWith('/w/package/')));
const namesIn = (result: CliResult): string[] =>
  Object.keys(packageOf(result))
    .map(path => path.slice('/w/package/'.length))
    .sort();
const filesIn = (result: CliResult): ReadonlyMap<string, string> =>
  new Map(namesIn(result).map(name => [name, textIn(result, name)]));
const runFilesIn = (result: CliResult): string[] => namesIn(result).filter(name => name.startsWith('run/'));
const textIn = (result: CliResult, name: string): string => {
  const file = result.files.get(`/w/package/${name}`);
  return typeof file === 'string' ? file : new TextDecoder().decode(file as Uint8Array);
};
const jsonIn = (result: CliResult, name: string) => JSON.parse(textIn(result, name));

async function verified(files: Files) {
  const result = await kyn({ data: true, files }, 'evidence', 'verify', 'package', '--format', 'json');
  const checks: { name: string; state: string; detail: string }[] = parseJsonOutput(result).checks;
  return { code: result.code, ...Object.fromEntries(checks.map(({ name, state }) => [name, state])) };
}

const mlflow = mlflowRun({
  params: { lr: '0.1', seed: '1' },
  metrics: { loss: '100 0.5 0\n' },
  tags: { 'mlflow.source.git.commit': 'a'.repeat(40), 'mlflow.user': 'alice' },
  files: { 'artifacts/model.pkl': 'pickle' },
});

const sacred = sacredRun();

describe('a package', () => {
  test('has the files in which the run was read, and no other', async () => {
    const result = await pack(mlflow, MLFLOW);
    expect(result.code).toBe(0);
    expect(namesIn(result)).toEqual([
      'README.md',
      'SHA256SUMS',
      'data.json',
      'evidence.json',
      'files.json',
      'recorded.json',
      'ro-crate-metadata.json',
      `${IN_PACKAGE}/meta.yaml`,
      `${IN_PACKAGE}/metrics/loss`,
      `${IN_PACKAGE}/params/lr`,
      `${IN_PACKAGE}/params/seed`,
      `${IN_PACKAGE}/tags/mlflow.source.git.commit`,
      'run/mlruns/866294776621734270/meta.yaml',
      'verdict.json',
    ]);
    expect(textIn(result, `${IN_PACKAGE}/metrics/loss`)).toBe('100 0.5 0\n');
    expect(jsonIn(result, 'recorded.json')).toMatchObject({
      tracker: 'mlflow-run',
      config: { lr: '0.1', seed: '1' },
      code: { commit: 'a'.repeat(40) },
      dirty: null,
      status: 'finished',
    });
    const sums = namesIn(result).filter(name => name !== 'SHA256SUMS');
    expect(textIn(result, 'SHA256SUMS')).toBe(sums.map(name => `${sha256(textIn(result, name))}  ${name}\n`).join(''));
  });

  test('has the verdict with its steps, and states what the tracker did not record', async () => {
    const result = await pack(mlflow, MLFLOW);
    const { steps } = parseJsonOutput(await kyn({ files: mlflow }, 'verify', MLFLOW, '--format', 'json')).runs[0];
    expect(jsonIn(result, 'verdict.json').runs).toEqual([{ path: MLFLOW, steps }]);
    expect(textIn(result, 'README.md').split('\n')[2]).toMatch(/^\*\*Verdict of `kyn verify`: unknown\*\*/);
    const data = 'A complete record of the data';
    expect(textIn(result, 'README.md')).toContain(`\n- ${data}: The run has no dataset inputs, so MLflow`);
    expect(result.stderr).toContain(`not in the package: ${data}. `);
    expect(result.stderr).toContain('A complete record of the code. MLflow records the commit but not');
    expect(result.stderr).not.toContain('A complete record of the metrics');
  });

  test('has the same bytes at another time', async () => {
    const second = await kyn({ data: true, files: mlflow, now: new Date(9e12) }, 'evidence', MLFLOW, '-o', 'package');
    expect(packageOf(second)).toEqual(packageOf(await pack(mlflow, MLFLOW)));
  });

  test('of a run without a time has the day in the name of its folder, as the list of runs', async () => {
    const files = hydraJob('/w/outputs/2026-01-21/10-51-45');
    const made = await pack(files, 'outputs/2026-01-21/10-51-45');
    expect(jsonIn(made, 'evidence.json').time).toBe('2026-01-21');
    expect(textIn(made, 'README.md')).toContain(
      '\nTime of the run: 2026-01-21. The date in the name of its folder. No time of the run was recorded.\n',
    );
    const [run] = parseJsonOutput(await kyn({ data: true, files }, 'runs', '--format', 'json')).runs;
    expect(run).toMatchObject({ time: '2026-01-21T10:51:45.000Z', timeSource: 'folder' });
    expect(textIn(await pack(hydraJob('/w/a'), 'a'), 'README.md')).toContain('When the files of the run were last');
  });

  test('of a failed run says so, and one of which it is not known how it ended is not a completed one', async () => {
    const statusOf = async (status: string) => {
      const made = await pack(mlflowRun({ meta: { status } }), MLFLOW);
      const graph: { '@id': string; actionStatus?: object }[] = jsonIn(made, 'ro-crate-metadata.json')['@graph'];
      return graph.find(entity => entity['@id'] === '#run')?.actionStatus;
    };
    expect(await statusOf('4')).toEqual({ '@id': 'http://schema.org/FailedActionStatus' });
    expect(await statusOf('1')).toEqual({ '@id': 'http://schema.org/ActiveActionStatus' });
  });

  test('has only the SHA-256 of a file that is not text or was read in parts', async () => {
    const run = 'wandb/offline-run-20261128_165017-a1b2c3d4';
    const files = offlineRun('a1b2c3d4', { 'files/requirements.txt': 'torch==2.0\n' });
    const result = await pack(files, run);
    expect(runFilesIn(result)).toEqual([`run/${run}/files/requirements.txt`]);
    const log = files[`/w/${run}/run-a1b2c3d4.wandb`] as Uint8Array;
    expect(jsonIn(result, 'files.json')).toEqual({
      run: null,
      files: [
        expect.objectContaining({ path: `run/${run}/files/requirements.txt`, included: true }),
        { path: `run/${run}/run-a1b2c3d4.wandb`, size: log.length, sha256: bytesHash(log), included: false },
      ],
    });
    expect(result.stderr).toContain('not in the package: Some files of the run. run-a1b2c3d4.wandb: it is');
    expect(await verified(packageOf(result))).toMatchObject({ code: 0, checksums: 'confirmed', recorded: 'unknown' });
  });

  test('does not have the data, and says so where it was requested', async () => {
    const result = await pack(dvcProject({ 'dvc.lock': trainLock() }), 'dvc/dvc.lock', '--with-data');
    expect(result.stderr).toContain(
      'not in the package: The data. The data of runs of other trackers is not included.',
    );
    expect(jsonIn(result, 'data.json').recorded).toEqual([
      { name: 'data/train.csv', kind: 'md5', value: 'a'.repeat(32), size: 10 },
    ]);
  });

  test('is not searched for runs, unless it is named', async () => {
    const { files } = await pack(mlflow, MLFLOW);
    const pathsOf = async (...args: string[]): Promise<string[]> => {
      const found = await kyn({ files: Object.fromEntries(files) }, 'runs', ...args, '--format', 'json');
      return parseJsonOutput(found).runs.map(({ path }: { path: string }) => path);
    };
    expect(await pathsOf()).toEqual([MLFLOW]);
    expect(await pathsOf('package')).toEqual([`package/${IN_PACKAGE}`]);
  });
});

const MODEL = 'm-1';

const RUNS: readonly (readonly [name: string, files: Files, run: string, included: readonly string[]])[] = [
  [
    'MLflow with a model',
    {
      ...mlflowRun({ files: { [`outputs/${MODEL}/meta.yaml`]: `destination_id: ${MODEL}\n` } }),
      [`/w/mlruns/866294776621734270/models/${MODEL}/artifacts/MLmodel`]: 'mlflow_version: 3.1.0\n',
    },
    MLFLOW,
    [
      `${MLFLOW}/meta.yaml`,
      `${MLFLOW}/outputs/${MODEL}/meta.yaml`,
      'mlruns/866294776621734270/meta.yaml',
      `mlruns/866294776621734270/models/${MODEL}/artifacts/MLmodel`,
    ].map(name => `run/${name}`),
  ],
  [
    'W&B',
    wandbRun('run-20260117_121240-qna6sfyo', {
      'files/config.yaml': '_wandb:\n  value:\n    t: {1: [1, 2]}\nlr:\n  value: 0.1\n',
      'files/wandb-summary.json': '{"loss": 0.1, "_step": 1}',
      'files/output.log': 'not read',
    }),
    'wandb/run-20260117_121240-qna6sfyo',
    ['files/config.yaml', 'files/wandb-summary.json'].map(name => `run/wandb/run-20260117_121240-qna6sfyo/${name}`),
  ],
  [
    'DVC',
    dvcProject({
      'dvc.lock': trainLock({ metrics: md5('{"loss": 0.03}') }),
      'dvc.yaml': 'metrics:\n- metrics.json\n',
      'metrics.json': '{"loss": 0.03}',
      'params.yaml': 'train: {epochs: 10, seed: 7}\n',
      'src/other.py': 'not read',
    }),
    'dvc/dvc.lock',
    ['dvc.lock', 'dvc.yaml', 'metrics.json', 'params.yaml'].map(name => `run/w/dvc/${name}`),
  ],
  [
    'DVCLive',
    dvcProject({
      'live/dvclive/metrics.json': '{"acc": {"a": 0.5}}',
      'live/dvclive/plots/metrics/acc/a.tsv': 'step\tacc\n0\t0.5\n',
    }),
    'dvc/live/dvclive',
    ['metrics.json', 'plots/metrics/acc/a.tsv'].map(name => `run/live/dvclive/${name}`),
  ],
  [
    'Sacred',
    sacredRun({ metrics: '{"loss": {"steps": [1], "values": [0.5]}}' }),
    'my_runs/3',
    ['config.json', 'metrics.json', 'run.json'].map(name => `run/my_runs/3/${name}`),
  ],
  [
    'Hydra with Lightning',
    {
      ...hydraJob('/w/outputs/12-30', { config: 'lr: 0.1\n' }),
      '/w/outputs/12-30/version_1/hparams.yaml': 'lr: 1\n',
      '/w/outputs/12-30/version_1/metrics.csv': 'step,loss\n0,1\n',
      '/w/outputs/12-30/version_1/checkpoints/a.ckpt': 'not read',
    },
    'outputs/12-30',
    [
      '.hydra/config.yaml',
      '.hydra/hydra.yaml',
      '.hydra/overrides.yaml',
      'version_1/hparams.yaml',
      'version_1/metrics.csv',
    ].map(name => `run/outputs/12-30/${name}`),
  ],
  [
    'Lightning with TensorBoard',
    {
      '/w/logs/version_0/hparams.yaml': 'lr: 1\n',
      '/w/logs/version_0/metrics.csv': 'step,loss\n0,1\n',
      '/w/logs/version_0/events.out.tfevents.1': 'not read',
    },
    'logs/version_0',
    ['hparams.yaml', 'metrics.csv'].map(name => `run/logs/version_0/${name}`),
  ],
  [
    'the Trainer',
    {
      '/w/out/small/trainer_state.json':
        '{"global_step": 2, "max_steps": 2, "log_history": [{"loss": 0.5, "step": 1}]}',
      '/w/out/small/README.md': 'The following hyperparameters were used during training:\n- seed: 42\n',
      '/w/out/small/training_args.bin': 'never read',
    },
    'out/small',
    ['README.md', 'trainer_state.json'].map(name => `run/out/small/${name}`),
  ],
  ['lm-eval', { '/w/a.json': evaluation(), '/w/b.json': evaluation({ acc: 0.1 }) }, 'b.json', ['run/w/b.json']],
  ['Inspect AI', { '/w/a.json': inspectHeader(), '/w/b.json': inspectHeader() }, 'a.json', ['run/w/a.json']],
];

describe.each(RUNS)('a run of %s', (_, files, run, included) => {
  test('is packaged with its own files, and its package is checked with these', async () => {
    const result = await pack(files, run);
    expect(result.code).toBe(0);
    expect(runFilesIn(result)).toEqual(included);
    expect(brokenRules(filesIn(result))).toEqual([]);
    const good = packageOf(result);
    expect(await verified(good)).toMatchObject({ code: 0, checksums: 'confirmed', recorded: 'confirmed' });
    const [name = ''] = runFilesIn(result).filter(one => !/README|overrides|dvc.yaml|hparams/.test(one));
    const text = textIn(result, name);
    const other = remade(
      good,
      name,
      text.replace(/\d(?=\D*$)/, digit => String((Number(digit) + 1) % 10)),
    );
    expect(await verified(other)).toMatchObject({ code: 1, checksums: 'confirmed', recorded: 'contradicted' });
  });
});

// A package whose maker changed a part and computed the checksums again.
function remade(files: Files, name: string, text: string): Files {
  const sums = String(files['/w/package/SHA256SUMS'])
    .split('\n')
    .map(line => (line.endsWith(`  ${name}`) ? `${sha256(text)}  ${name}` : line))
    .join('\n');
  return { ...files, [`/w/package/${name}`]: text, '/w/package/SHA256SUMS': sums };
}

test('a ZIP archive is checked like a folder', async () => {
  const { files, code } = await kyn({ data: true, files: mlflow }, 'evidence', MLFLOW, '-o', 'package.zip');
  expect(code).toBe(0);
  const archive = files.get('/w/package.zip') ?? '';
  const args = ['evidence', 'verify', 'package.zip', '--format', 'json'];
  const { checks } = parseJsonOutput(await kyn({ files: { '/w/package.zip': archive } }, ...args));
  expect(checks).toContainEqual(expect.objectContaining({ name: 'recorded', state: 'confirmed' }));
});

test('an archive of Inspect AI is left out, because only parts of it were read', async () => {
  const archive = zipSync({ 'header.json': strToU8(inspectHeader()) });
  const result = await pack({ '/w/a.eval': archive }, 'a.eval');
  expect(runFilesIn(result)).toEqual([]);
  expect(jsonIn(result, 'files.json').files).toMatchObject([{ sha256: bytesHash(archive), included: false }]);
  expect(jsonIn(result, 'recorded.json')).toMatchObject({ name: 'popularity', status: 'finished' });
});

describe('the check `recorded`', () => {
  test('reads nothing that is not in the package', async () => {
    const good = packageOf(await pack(mlflow, MLFLOW));
    const elsewhere = (files: Files, run: string): Files =>
      remade(files, 'files.json', JSON.stringify({ ...JSON.parse(String(files['/w/package/files.json'])), run }));
    expect(await verified({ ...elsewhere(good, `../${MLFLOW}`), ...mlflow })).toMatchObject({
      recorded: 'contradicted',
    });
    // A package in the folder of a run has files that belong to this run.
    const around = { '/w/run.json': sacred['/w/my_runs/3/run.json'] ?? '', '/w/config.json': '{"seed": 1}' };
    const inside = packageOf(await pack(around, '.'));
    expect(await verified(inside)).toMatchObject({ recorded: 'confirmed' });
    expect(await verified({ ...elsewhere(inside, 'evidence.json'), ...around })).toMatchObject({
      recorded: 'contradicted',
    });
    const { [`/w/package/${IN_PACKAGE}/meta.yaml`]: meta = '', ...rest } = good;
    const linked = { ...rest, [`/w/package/${IN_PACKAGE}/meta.yaml`]: { brokenLink: '/w/x' }, '/w/x': meta };
    expect(await verified(linked)).toMatchObject({ code: 1, recorded: 'contradicted' });
  });
});

describe('nothing is written', () => {
  const nothing = async (files: Files, run: string, message: string): Promise<void> => {
    const result = await pack(files, run);
    expect(result.stderr).toContain(message);
    expect([result.code, namesIn(result)]).toEqual([1, []]);
  };

  test('where a setting whose file has its name is a secret', () =>
    nothing(
      mlflowRun({ params: { password: 'tr0ub4dor&3xyz' } }),
      MLFLOW,
      `There is a secret in ${IN_PACKAGE}/params/password, line 1.`,
    ));

  test('where a file has one', () =>
    nothing(
      sacredRun({ config: '{"seed": 1,\n"api_key": "tr0ub4dor&3xyz"}' }),
      'my_runs/3',
      'There is a secret in run/my_runs/3/config.json, line 2.',
    ));
});
