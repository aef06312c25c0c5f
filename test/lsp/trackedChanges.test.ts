// The runs of other trackers after single changes: what is known is that of a search of everything.
import { describe, expect, test } from 'vitest';
import { trackedText } from '../../server/src/lsp/artifact/trackedRunAt';
import { TrackedRuns } from '../../server/src/lsp/workspace/trackedRuns';
import { RunIndex } from '../../src-shared/runs/index/runIndex';
import { allSteps } from '../../src-shared/runs/steps';
import {
  dvcProject,
  type Files,
  hostOf,
  hydraJob,
  mlflowRun,
  offlineRun,
  sacredRun,
  trainLock,
} from '../runs/trackers/stores';

const EXPERIMENT = '/w/mlruns/866294776621734270';
const [ONE, TWO] = ['a'.repeat(32), 'b'.repeat(32)];

interface Known {
  readonly files: readonly string[];
  readonly gaps: readonly string[];
}

/** What is known after a change: of a search of what changed, and of one of everything. A file without text is gone. */
function changed(
  before: Files,
  change: Record<string, string | undefined>,
  reported = Object.keys(change),
): [Known, Known] {
  const files: Files = { ...before };
  let host = hostOf(files);
  const current = new Proxy(host, { get: (_, name) => host[name as keyof typeof host] });
  const index = new RunIndex();
  const runs = new TrackedRuns(current, index);
  allSteps(runs.search('/w'));
  for (const [path, text] of Object.entries(change)) {
    if (text === undefined) delete files[path];
    else files[path] = text;
  }
  host = hostOf(files);
  allSteps(runs.search('/w', reported));
  const fresh = new RunIndex();
  const all = new TrackedRuns(host, fresh);
  allSteps(all.search('/w'));
  return [known(runs, index), known(all, fresh)];
}

const known = ({ gaps }: TrackedRuns, index: RunIndex): Known => ({
  files: [...index.all()].map(({ path, rows }) => `${path} ${rows[0]?.tracked && trackedText(rows[0].tracked)}`).sort(),
  gaps: gaps.map(({ path, text }) => `${path} ${text}`).sort(),
});

function expectFresh([kept, fresh]: readonly [Known, Known], count: number): void {
  expect(fresh.files).toHaveLength(count);
  expect(kept).toEqual(fresh);
}

const TOGETHER: Files = { ...mlflowRun({ id: ONE }), ...mlflowRun({ id: TWO }) };
const META = `${EXPERIMENT}/meta.yaml`;
const RUN = `${EXPERIMENT}/${ONE}`;

describe('the runs next to a change stay, with what was left out', () => {
  const all: Files = {
    ...TOGETHER,
    ...offlineRun('1b2c3d4e'),
    ...sacredRun(),
    ...hydraJob('/w/job', { config: 'lr: 0.1\n' }),
    ...dvcProject({ 'dvc.lock': trainLock(), 'metrics.json': '{"auc": 0.8}' }),
    '/w/old/mlflow.db': '',
    '/w/old/deep/mlflow.db': '',
  };

  test.each([
    `${RUN}/params/lr`,
    `${EXPERIMENT}/notes.json`,
    '/w/mlruns/notes.json',
    '/w/wandb/debug.json',
    '/w/a.json',
    '/w/old/a.json',
    '/w/dvc/a.json',
    '/w/job/a.json',
  ])('%s', path => {
    expectFresh(changed(all, { [path]: '1' }), 6);
  });

  test('a gap is not listed twice', () => {
    const broken = { ...hydraJob('/w/job'), '/w/job/.hydra/config.yaml': ': :' };
    expectFresh(changed(broken, { '/w/job/a.json': '1' }), 0);
  });
});

test('a run whose folder is gone is not known, and those next to it are', () => {
  const gone = Object.fromEntries(Object.keys(mlflowRun({ id: ONE })).map(path => [path, undefined]));
  delete gone[META];
  expectFresh(changed(TOGETHER, gone, [RUN]), 1);
});

test('runs are read again when a file changes on which they depend, in the folder around them', () => {
  expectFresh(changed(TOGETHER, { [META]: 'a: 1\n' }), 0);
  const broken = { ...TOGETHER, [META]: 'a: 1\n' };
  expectFresh(changed(broken, { [META]: String(TOGETHER[META]) }), 2);
});

describe('a run of MLflow is read again when a file changes that is elsewhere in its experiment', () => {
  const MODEL = `${EXPERIMENT}/models/m-1/artifacts`;
  const DATASET = `${EXPERIMENT}/datasets/d1/meta.yaml`;
  const python = (version: string): string => `flavors:\n  python_function:\n    python_version: ${version}\n`;
  const dataset = (digest: string): string => `name: customers\ndigest: '${digest}'\n`;
  const files: Files = {
    ...TOGETHER,
    [`${RUN}/outputs/m-1/meta.yaml`]: 'destination_id: m-1\n',
    [`${RUN}/inputs/i1/meta.yaml`]: 'source_id: d1\nsource_type: DATASET\n',
    [`${MODEL}/MLmodel`]: python('3.10.0'),
    [DATASET]: dataset('e5f60718'),
  };

  test.each<[string, Record<string, string | undefined>, string[]?]>([
    ['its model', { [`${MODEL}/MLmodel`]: python('3.11.2') }],
    ['the packages of its model', { [`${MODEL}/requirements.txt`]: 'numpy==2.1.3\n' }],
    ['its dataset', { [DATASET]: dataset('11223344') }],
    ['the folder of its model, which is gone', { [`${MODEL}/MLmodel`]: undefined }, [`${EXPERIMENT}/models`]],
  ])('%s', (_, change, reported) => {
    expectFresh(changed(files, change, reported), 2);
  });

  test('its model, which appears after it', () => {
    const { [`${MODEL}/MLmodel`]: model, ...without } = files;
    expectFresh(changed(without, { [`${MODEL}/MLmodel`]: String(model) }), 2);
  });
});

test('what is in the folder of a job of Hydra is a run of its own while the job is none', () => {
  const inner = Object.fromEntries(
    Object.entries(mlflowRun({ id: ONE })).map(([path, text]) => [path.replace('/w/', '/w/job/'), text]),
  );
  const job = hydraJob('/w/job');
  const config = '/w/job/.hydra/config.yaml';
  expectFresh(changed({ ...inner, ...job }, { [config]: undefined }), 1);
  expectFresh(changed({ ...inner, ...job, [config]: ': :' }, { [config]: String(job[config]) }), 1);
});

test('a run is as old as its file, also where only the time of the file changes', () => {
  const host = hostOf(dvcProject({ 'dvc.lock': trainLock() }));
  const index = new RunIndex();
  let time = 1000;
  const tracked = new TrackedRuns({ ...host, stat: path => withTime(host.stat(path), time) }, index);
  const search = () => allSteps(tracked.search('/w', time === 1000 ? undefined : ['/w/dvc/dvc.lock']));
  expect([...search()]).toEqual(['/w/dvc/dvc.lock']);
  expect([...search()]).toEqual([]);
  time = 2000;
  expect([...search()]).toEqual(['/w/dvc/dvc.lock']);
  expect(index.get('/w/dvc/dvc.lock')?.modified).toBe(2000);
});

const withTime = <T>(stat: T, modified: number): T => (stat ? { ...stat, modified } : stat);
