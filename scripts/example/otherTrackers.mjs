// Runs of MLflow, Weights & Biases and DVC on the data of the example, for the pictures of runs of several tools.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const COMMIT = '4f2b9c1de07a8c35b6e19d4420aa731fe5d8c602';
const EXPERIMENT = '965807661395077312';

/** Writes the runs into the folder of a project. */
export function writeOtherTrackers(folder) {
  const write = (name, text) => {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  write(
    `mlruns/${EXPERIMENT}/meta.yaml`,
    `artifact_location: mlruns/${EXPERIMENT}\nexperiment_id: '${EXPERIMENT}'\nname: house_prices\n`,
  );
  mlflow(write, {
    id: 'c2ed180e56f74ca6b1a0ff8b01076c43',
    name: 'boosted',
    depth: 6,
    seed: 1,
    mae: 14.62,
    start: 1795514400000,
  });
  mlflow(write, {
    id: 'd7fa82528da54b61be63f13c183e3503',
    name: 'boosted-deep',
    depth: 9,
    seed: 1,
    mae: 13.87,
    start: 1795518000000,
  });
  wandb(write, { id: 'k3v9x2ab', time: '20261124_141502', lr: 0.01, seed: 7, mae: 15.04 });
  wandb(write, { id: 'p8q1m4zt', time: '20261124_160210', lr: 0.003, seed: 7, mae: 14.21 });
  dvc(write, readFileSync(path.join(folder, 'data', 'houses.csv')));
}

function mlflow(write, { id, name, depth, seed, mae, start }) {
  const run = `mlruns/${EXPERIMENT}/${id}`;
  write(
    `${run}/meta.yaml`,
    `artifact_uri: mlruns/${EXPERIMENT}/${id}/artifacts\nend_time: ${start + 95_000}\nexperiment_id: '${EXPERIMENT}'\nlifecycle_stage: active\nrun_id: ${id}\nrun_name: ${name}\nstart_time: ${start}\nstatus: 3\n`,
  );
  write(`${run}/params/max_depth`, String(depth));
  write(`${run}/params/seed`, String(seed));
  write(`${run}/metrics/mae`, `${start + 90_000} ${mae} 0\n`);
  write(`${run}/tags/mlflow.source.git.commit`, COMMIT);
}

function wandb(write, { id, time, lr, seed, mae }) {
  const files = `wandb/run-${time}-${id}/files`;
  write(
    `${files}/config.yaml`,
    `_wandb:\n    value:\n        cli_version: 0.23.0\nlr:\n    value: ${lr}\nseed:\n    value: ${seed}\n`,
  );
  write(`${files}/wandb-summary.json`, JSON.stringify({ _runtime: 61, _step: 59, mae }));
  write(
    `${files}/wandb-metadata.json`,
    JSON.stringify({ git: { commit: COMMIT }, program: 'train.py', python: 'CPython 3.11.9' }),
  );
  write(`${files}/requirements.txt`, 'numpy==2.1.1\ntorch==2.4.0\n');
}

function dvc(write, data) {
  const [metrics, script] = ['{"mae": 13.94}\n', 'print("training")\n'];
  const md5 = content => createHash('md5').update(content).digest('hex');
  const entry = (name, content) =>
    `    - path: ${name}\n      hash: md5\n      md5: ${md5(content)}\n      size: ${content.length}\n`;
  write('dvc/train.py', script);
  write('dvc/metrics.json', metrics);
  write('dvc/params.yaml', 'lr: 0.01\nseed: 1\n');
  write('dvc/houses.csv', data);
  write(
    'dvc/dvc.yaml',
    'stages:\n  train:\n    cmd: python train.py\n    deps:\n    - houses.csv\n    - train.py\n    metrics:\n    - metrics.json:\n        cache: false\n',
  );
  write(
    'dvc/dvc.lock',
    `schema: '2.0'\nstages:\n  train:\n    cmd: python train.py\n    deps:\n${entry('houses.csv', data)}${entry('train.py', script)}    params:\n      params.yaml:\n        lr: 0.01\n        seed: 1\n    outs:\n${entry('metrics.json', metrics)}`,
  );
}
