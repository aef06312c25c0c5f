// Files of trackers whose content is not here (pointers of Git LFS and git-annex) or cannot be opened: nothing is read in them, and they are named.
import { describe, expect, test } from 'vitest';
import { compareTracked } from '../../../src-shared/runs/trackers/compare/compareTracked';
import { verifyTracked } from '../../../src-shared/runs/trackers/verify/verifyTracked';
import { annexText, pointerText } from '../../pointerText';
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
} from './stores';

const RUN = '/w/mlruns/866294776621734270/9d56b8b7a1c145e28169e8c788f01d68';
const POINTER = pointerText();
const TEXT = 'is a Git LFS pointer (fetch it with `git lfs pull`), so its run is not listed.';
const OPENED = 'cannot be opened, so its run is not listed.';
const DENIED = { unreadable: 'denied' } as const;
const LOG = '/w/wandb/offline-run-20261128_165017-a1b2c3d4/run-a1b2c3d4.wandb';

test.each<[string, Files]>([
  ['/w/dvc/dvc.lock', dvcProject({ 'dvc.lock': trainLock() })],
  [`${RUN}/meta.yaml`, mlflowRun({ tags: { a: 'b' } })],
  [LOG, offlineRun('a1b2c3d4')],
  ['/w/out/trainer_state.json', {}],
  ['/w/job/.hydra/config.yaml', hydraJob('/w/job')],
  ['/w/m/results_2026-11-28T16-52-09.836856.json', {}],
  ['/w/logs/a.eval', {}],
  ['/w/live/dvclive/metrics.json', { '/w/live/dvclive/plots/metrics/acc.tsv': 'step\tacc\n0\t0.5\n' }],
])('a run of which only a pointer is here is named: %s', (path, files) => {
  expect(search(hostOf({ ...files, [path]: POINTER }))).toEqual({ runs: [], gaps: [{ path, text: TEXT }] });
  expect(search(hostOf({ ...files, [path]: annexText('MD5E-s5--0.json') })).gaps).toEqual([
    { path, text: TEXT.replace('Git LFS', 'git-annex').replace('git lfs pull', 'git annex get') },
  ]);
  expect(search(hostOf({ ...files, [path]: DENIED })).gaps).toMatchObject([
    { path, text: expect.stringContaining(OPENED) },
  ]);
});

test('a run of Sacred of which only a pointer is here is named by its output', () => {
  const [file = ''] = Object.keys(sacredRun());
  const folder = file.slice(0, file.lastIndexOf('/'));
  const path = `${folder}/run.json`;
  const { gaps } = search(hostOf({ ...sacredRun(), [`${folder}/cout.txt`]: 'x', [path]: POINTER }));
  expect(gaps).toEqual([{ path, text: TEXT }]);
});

describe('a part of a run of which only a pointer is here is unknown, and the reason is stated', () => {
  test.each<[string, 0 | 2 | 3, string]>([
    ['params/lr', 0, 'params/lr is a Git LFS pointer'],
    ['tags/mlflow.source.git.commit', 2, 'tags/mlflow.source.git.commit is a Git LFS pointer'],
    ['artifacts/model/requirements.txt', 3, 'requirements.txt is a Git LFS pointer'],
  ])('%s', (name, at, text) => {
    const model = { 'artifacts/model/MLmodel': 'flavors:\n  python_function:\n    python_version: 3.10.0\n' };
    const host = hostOf({ ...mlflowRun({ params: { depth: '3' }, files: model }), [`${RUN}/${name}`]: POINTER });
    const [run] = search(host).runs;
    if (!run) throw new Error('The run is gone.');
    expect(run.unread).toEqual([expect.stringContaining(text)]);
    expect(compareTracked(run, run).identities[at]?.state).toBe('unknown');
    expect(verifyTracked(host, run).steps.find(step => step.name === 'manifest')?.state).toBe('unknown');
  });

  test.each([
    ['a pointer', POINTER, 'is a Git LFS pointer (fetch it with `git lfs pull`)'],
    ['damaged', '{"acc": ', 'is not valid JSON, or nested too deeply'],
  ])('the metrics of DVCLive in a pipeline: %s', (_, file, text) => {
    const files = dvcProject({
      'dvc.lock': trainLock(),
      'dvclive/metrics.json': file,
      'dvclive/plots/metrics/acc.tsv': 'step\tacc\n0\t0.5\n',
    });
    expect(search(hostOf(files)).runs[0]?.unread).toEqual([`dvclive/metrics.json ${text}`]);
  });
});

test('a lock of DVC with a byte that is not UTF-8 is named wherever the byte is', () => {
  const text = `${trainLock()}# \u00e9\n`;
  const latin1 = Uint8Array.from([...text].map(c => c.charCodeAt(0)));
  expect(search(hostOf(dvcProject({ 'dvc.lock': latin1 }))).gaps).toEqual([
    { path: '/w/dvc/dvc.lock', text: expect.stringContaining('is not UTF-8, so its run is not listed.') },
  ]);
});
