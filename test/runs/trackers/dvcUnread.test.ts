// Files of DVC and DVCLive that are there and cannot be read.
import { expect, test } from 'vitest';
import { dvcProject, hostOf, runOf, search, trainLock } from './stores';

const PROJECT = {
  'dvc.lock': trainLock(),
  'dvc.yaml': 'stages:\n  train:\n    cmd: python3 src/train.py\n    metrics:\n    - metrics.json\n',
  'metrics.json': '{"loss": 0.03}',
};
const LINK = { brokenLink: '/elsewhere' };

test('a lock that is a link is named, and the metrics of its project are not a run without a lock', () => {
  const live = { 'dvclive/metrics.json': '{"acc": 1}', 'dvclive/plots/metrics/acc.tsv': 'step\tacc\n0\t1\n' };
  const text = 'is a link or another special file, which is not read, so its run is not listed.';
  expect(search(hostOf(dvcProject({ ...PROJECT, ...live, 'dvc.lock': LINK })))).toEqual({
    runs: [],
    gaps: [{ path: '/w/dvc/dvc.lock', text }],
  });
});

test.each([
  ['metrics.json', {}],
  ['dvclive/metrics.json', { 'dvc.yaml': 'vars: []\n' }],
])('metrics that are a link are there, and not read: %s', (name, more) => {
  const run = runOf(dvcProject({ ...PROJECT, ...more, 'dvclive/x': '', [name]: LINK }));
  const text = `${name} is a link or another special file, which is not read`;
  expect(run.unread).toEqual([text]);
  expect(run.notes).toContain(`${text}.`);
  expect(run.notes.join()).not.toContain('not here');
});

test('DVCLive alone: params that cannot be read were written', () => {
  const files = dvcProject({
    'dvclive/metrics.json': '{"acc": 1}',
    'dvclive/plots/metrics/acc.tsv': 'step\tacc\n0\t1\n',
    'dvclive/params.yaml': '<<<<<<< ours\nlr: 1\n=======\nlr: 2\n>>>>>>> theirs\n',
  });
  expect(runOf(files).absent.config).toBe('params.yaml has a merge conflict.');
  expect(runOf(files).unread).toEqual(['params.yaml has a merge conflict']);
});

test('a series with a merge conflict is one, and is not read', () => {
  const conflict = 'step\tacc\n<<<<<<< ours\n0\t1\n=======\n0\t2\n>>>>>>> theirs\n';
  const path = 'dvclive/plots/metrics/acc.tsv';
  const live = { 'dvclive/metrics.json': '{"acc": 1}', [path]: conflict };
  const run = runOf(dvcProject(live));
  expect(run.unread).toEqual([`${path} has a merge conflict`]);
  expect([...run.metrics.values()].map(({ basis }) => basis)).toEqual(['summary']);
  expect(runOf(dvcProject({ ...PROJECT, ...live })).unread).toEqual([`${path} has a merge conflict`]);
});
