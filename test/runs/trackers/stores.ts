// Folders of trackers as these programs write them, as files of a machine in memory.
import { readFileSync } from 'node:fs';
import type { Host } from '../../../src-shared/host/host';
import { type MemoryFile, memoryHost } from '../../../src-shared/host/memoryHost';
import { findTracked } from '../../../src-shared/runs/trackers/findTracked';
import type { TrackedRun } from '../../../src-shared/runs/trackers/trackedRun';
import type { TrackedGap } from '../../../src-shared/runs/trackers/tracker';
import { nodeHost } from '../../nodeHost';

/** Files by absolute path. */
export type Files = Record<string, MemoryFile>;

/** A machine with these files. */
export const hostOf = (files: Files): Host =>
  memoryHost(files, {
    sha256: nodeHost.sha256,
    decodeUtf8: nodeHost.decodeUtf8,
    encodeUtf8: text => new TextEncoder().encode(text),
  });

/** The runs in a folder, and what was left out. */
export function search(
  host: Host,
  folder = '/w',
): { readonly runs: TrackedRun[]; readonly gaps: readonly TrackedGap[] } {
  const found = findTracked(host, folder);
  const runs: TrackedRun[] = [];
  for (;;) {
    const next = found.next();
    if (next.done) return { runs, gaps: next.value };
    runs.push(...next.value.runs);
  }
}

/** The runs of files. */
export const runsOf = (files: Files): TrackedRun[] => search(hostOf(files)).runs;

/** The one run of files. */
export function runOf(files: Files): TrackedRun {
  const [run, ...others] = runsOf(files);
  if (!run || others.length > 0) throw new Error(`${others.length + (run ? 1 : 0)} runs instead of one`);
  return run;
}

/** The texts of values by name. */
export const textsOf = (values: ReadonlyMap<string, unknown> | undefined): Record<string, string> =>
  Object.fromEntries([...(values ?? [])].map(([name, node]) => [name, textOf(node)]));

function textOf(node: unknown): string {
  if (typeof node !== 'object' || node === null) return String(node);
  if ('last' in node) return textOf((node as { last: { value: unknown } }).last.value);
  return 'text' in node ? String(node.text) : 'value' in node ? String(node.value) : JSON.stringify(node);
}

/** A run of MLflow. `meta`: lines that replace those of meta.yaml, undefined for none; `files`: more files of the run by their path in its folder. */
export interface MlflowRun {
  readonly id?: string;
  readonly experiment?: string;
  readonly params?: Readonly<Record<string, string>>;
  readonly metrics?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly meta?: Readonly<Record<string, string | undefined>>;
  readonly files?: Readonly<Record<string, string>>;
}

const RUN = '9d56b8b7a1c145e28169e8c788f01d68';
const EXPERIMENT = '866294776621734270';

const yaml = (values: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(values)
    .map(([key, value]) => (value === undefined ? '' : `${key}: ${value}\n`))
    .join('');

/** The files of a run of MLflow, with those of its experiment, in `/w/mlruns`. */
export function mlflowRun({ id = RUN, experiment = EXPERIMENT, params, metrics, tags, meta, files }: MlflowRun): Files {
  const outer = `/w/mlruns/${experiment}`;
  const inner = `${outer}/${id}`;
  const written = {
    artifact_uri: `file:///home/alice/mlruns/${experiment}/${id}/artifacts`,
    end_time: '1767458032310',
    experiment_id: `'${experiment}'`,
    lifecycle_stage: 'active',
    run_id: id,
    run_name: 'masked-trout-303',
    start_time: '1767458000183',
    status: '3',
    tags: '[]',
    user_id: 'alice',
    ...meta,
  };
  const named = (folder: string, values: Readonly<Record<string, string>> = {}): Files =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [`${inner}/${folder}/${name}`, value]));
  return {
    [`${outer}/meta.yaml`]: yaml({
      artifact_location: `file:///home/alice/mlruns/${experiment}`,
      experiment_id: `'${experiment}'`,
      lifecycle_stage: 'active',
      name: 'credit_risk',
    }),
    [`${inner}/meta.yaml`]: yaml(written),
    ...named('params', params),
    ...named('metrics', metrics),
    ...named('tags', tags),
    ...Object.fromEntries(Object.entries(files ?? {}).map(([path, text]) => [`${inner}/${path}`, text])),
  };
}

/** The folder of a run of W&B in `/w/wandb`, with files by their path in it. */
export const wandbRun = (name: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, file]) => [`/w/wandb/${name}/${path}`, file]));

/** A log of the real client. */
export const realLog = (id: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`./logs/run-${id}.wandb`, import.meta.url)));

/** The folder of an offline run with a log of the real client. */
export const offlineRun = (id: string, files: Files = {}): Files =>
  wandbRun(`offline-run-20261128_165017-${id}`, { [`run-${id}.wandb`]: realLog(id), ...files });

/** Files of a project of DVC by their path in `/w/dvc`. */
export const dvcProject = (files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([path, file]) => [`/w/dvc/${path}`, file]));

/** A lock with one stage that trains. */
export const trainLock = ({
  epochs = '10',
  data = 'a'.repeat(32),
  script = 'b'.repeat(32),
  metrics = 'c'.repeat(32),
} = {}): string => `schema: '2.0'
stages:
  train:
    cmd: python3 src/train.py
    deps:
    - path: data/train.csv
      hash: md5
      md5: ${data}
      size: 10
    - path: src/train.py
      hash: md5
      md5: ${script}
      size: 20
    params:
      params.yaml:
        train:
          epochs: ${epochs}
          seed: 7
    outs:
    - path: metrics.json
      hash: md5
      md5: ${metrics}
      size: 30
`;

/** The files of a job of Hydra in a folder. `dir`: that of `hydra.run`. */
export const hydraJob = (
  folder: string,
  { config = 'lr: 0.1\n', dir = 'outputs/${now:%Y-%m-%d}', subfolder = '.hydra' } = {},
): Files => ({
  [`${folder}/${subfolder}/config.yaml`]: config,
  [`${folder}/${subfolder}/hydra.yaml`]: `hydra:
  run:
    dir: ${dir}
  job:
    name: train
    id: ???
  runtime:
    version: 1.3.2
    cwd: /home/alice/project
    choices:
      model: rf
      hydra/launcher: basic
`,
  [`${folder}/${subfolder}/overrides.yaml`]: '- a=1\n- b=2\n',
});

/** The files of a run of Sacred in `/w/my_runs/3`. `run`: keys that replace those of run.json. */
export const sacredRun = ({ run = {}, config = '{"seed": 1}', metrics = '' } = {}): Files => ({
  '/w/my_runs/3/run.json': JSON.stringify({
    artifacts: [],
    command: 'train',
    experiment: { base_dir: '/home/alice/data', name: 'tgne', repositories: [], sources: [] },
    host: {
      ENV: {},
      gpus: { gpus: [{ model: 'NVIDIA GeForce MX150' }] },
      hostname: 'host-d',
      os: ['Linux', 'Linux-5.15.0-x86_64'],
      python_version: '3.8.0',
    },
    meta: { command: 'train' },
    resources: [],
    result: null,
    start_time: '2023-10-10T07:12:22.392928',
    status: 'COMPLETED',
    stop_time: '2023-10-10T07:12:24.544539',
    ...run,
  }),
  '/w/my_runs/3/config.json': config,
  ...(metrics !== '' && { '/w/my_runs/3/metrics.json': metrics }),
});
