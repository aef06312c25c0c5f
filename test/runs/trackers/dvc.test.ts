// Runs of DVC and DVCLive.
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { gapsAt } from '../../../src-shared/runs/trackers/findTracked';
import { md5OfFolder } from '../../../src-shared/runs/trackers/verify/md5';
import { verifyTracked } from '../../../src-shared/runs/trackers/verify/verifyTracked';
import { dvcProject, type Files, hostOf, runOf, runsOf, search, textsOf, trainLock } from './stores';

const METRICS = '{"loss": 0.03, "acc": 0.98, "step": 9}';
const YAML =
  'stages:\n  train:\n    cmd: python3 src/train.py\n    metrics:\n    - metrics.json:\n        cache: false\n';
const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

const project = (more: Files = {}): Files =>
  dvcProject({
    'dvc.lock': trainLock({ data: md5('a,b\n1,2\n'), script: md5('print(1)\n'), metrics: md5(METRICS) }),
    'dvc.yaml': YAML,
    'metrics.json': METRICS,
    'params.yaml': 'train:\n  epochs: 10\n  seed: 7\n',
    'data/train.csv': 'a,b\n1,2\n',
    'src/train.py': 'print(1)\n',
    ...more,
  });

// The object of S3 has no MD5.
const withEtag = (etag: string): string =>
  trainLock({ data: md5('a,b\n1,2\n') }).replace(
    '    params:',
    `    - path: s3://bucket/labels.csv\n      hash: etag\n      etag: '${etag}'\n    params:`,
  );

describe('a lock', () => {
  test('names the data of which it has no MD5, and the fault of dvc.yaml', () => {
    const run = runOf(project({ 'dvc.lock': withEtag('"1"'), 'dvc.yaml': `<<<<<<< ours\n${YAML}` }));
    expect(run.absent.data).toBe('The lock has no MD5 of s3://bucket/labels.csv.');
    expect(run.unread).toEqual(['dvc.yaml has a merge conflict']);
    expect(run.notes.join(' ')).toContain('dvc.yaml has a merge conflict, so its metrics');
  });

  test('has every stage, however many', () => {
    const stages = Array.from({ length: 2500 }, (_, i) => `  s${i}:\n    cmd: run ${i}\n`).join('');
    expect(runOf(project({ 'dvc.lock': `schema: '2.0'\nstages:\n${stages}` })).config?.size).toBe(2500);
  });

  test('what a stage makes in its folder is not what another one reads in its own', () => {
    const stage = (name: string, parts: string) => `  ${name}:\n    cmd: x\n${parts}`;
    const file = (key: string, hash: string) =>
      `    ${key}:\n    - path: data.csv\n      hash: md5\n      md5: ${hash}\n`;
    const lock = `schema: '2.0'\nstages:\n${stage('a', file('outs', 'a'.repeat(32)))}${stage('b@1', file('deps', 'b'.repeat(32)))}`;
    const yaml =
      'stages:\n  a:\n    wdir: one\n    cmd: x\n  b:\n    foreach: [1]\n    do:\n      wdir: two\n      cmd: x\n';
    const { data, outputs } = runOf(project({ 'dvc.lock': lock, 'dvc.yaml': yaml }));
    expect([data, outputs].map(list => list.map(({ name }) => name))).toEqual([['two/data.csv'], ['one/data.csv']]);
  });

  test('is one run, with settings as leaves, data, scripts and the metrics that dvc.yaml lists', () => {
    const run = runOf(project());
    expect(textsOf(run.config)).toEqual({
      'train.epochs': '10',
      'train.seed': '7',
      'cmd.train': 'python3 src/train.py',
    });
    expect(run.data.map(({ name }) => name)).toEqual(['data/train.csv']);
    expect(run.code.files.map(({ name }) => name)).toEqual(['src/train.py']);
    expect(textsOf(run.metrics)).toEqual({ loss: '0.03', acc: '0.98' });
    expect(run).toMatchObject({
      path: '/w/dvc/dvc.lock',
      status: { state: 'finished' },
      absent: { time: expect.any(String) },
    });
  });

  test('may have flat params, several stages, and folders of scripts', () => {
    const lock = `schema: '2.0'
stages:
  prepare:
    cmd: python src/prepare.py data/data.xml
    deps:
    - path: data/data.xml
      md5: 22a1a2931c8370d3aeedd7183606fd7f
    - path: src
      md5: 51627ab6d865c51a634959dbc4914d24.dir
      nfiles: 4
    params:
      params.yaml:
        prepare.split: 0.20
      other.yaml:
        lr: 1e-3
    outs:
    - path: data/prepared
      md5: 153aad06d376b6595932470e459ef42a.dir
  train:
    cmd:
    - python src/train.py
    - echo done
    deps:
    - path: data/prepared
      md5: 153aad06d376b6595932470e459ef42a.dir
`;
    const run = runOf(dvcProject({ 'dvc.lock': lock }));
    expect(textsOf(run.config)).toMatchObject({
      'prepare.split': '0.20',
      'other.yaml:lr': '1e-3',
      'cmd.train': 'python src/train.py\necho done',
    });
    expect(run.data).toEqual([{ name: 'data/data.xml', kind: 'md5-text', value: '22a1a2931c8370d3aeedd7183606fd7f' }]);
    expect(run.code.files).toMatchObject([{ name: 'src' }]);
  });

  test('of DVC 1 is named and not judged; another file with its name is not a run', () => {
    const old = 'train:\n  cmd: python train.py\n  deps:\n  - path: a.csv\n    md5: 22a1a2931c8370d3aeedd7183606fd7f\n';
    expect(runOf(dvcProject({ 'dvc.lock': old }))).toMatchObject({ config: undefined, status: { state: 'unknown' } });
    expect(runsOf(dvcProject({ 'dvc.lock': 'stages:\n  a: 1\n' }))).toEqual([]);
    expect(runsOf(dvcProject({ 'dvc.lock': "schema: '3.0'\nstages: {}\n" }))).toEqual([]);
  });

  test('owns the metrics of DVCLive in its project, so they are not a second run', () => {
    const run = runOf(
      project({
        'dvclive/metrics.json': '{"eval": {"loss": "nan"}, "step": 2}',
        'dvclive/plots/metrics/eval/loss.tsv': 'step\teval/loss\n0\t0.3\n1\t0.2\n2\tnan\n',
      }),
    );
    expect(textsOf(run.metrics)).toMatchObject({ 'eval/loss': 'nan', acc: '0.98' });
    const deep = {
      'dvc.yaml': 'metrics:\n- results/live/metrics.json\n',
      'results/live/metrics.json': '{"a": 1}',
      'results/live/plots/metrics/a.tsv': 'step\ta\n0\t1\n',
    };
    expect(runOf(project(deep)).metrics.get('a')).toMatchObject({ basis: 'series' });
    expect(run.metrics.get('eval/loss')).toMatchObject({ count: 3, least: { step: '1', value: { text: '0.2' } } });
  });

  test('may have its metrics in TOML', () => {
    const toml = { 'dvc.yaml': 'metrics:\n- m.toml\n', 'm.toml': '[eval]\nacc = 0.5\n' };
    expect(textsOf(runOf(project(toml)).metrics)).toEqual({ 'eval/acc': '0.5' });
  });
});

describe('DVCLive alone', () => {
  const tsv = 'timestamp\tstep\tF1 score\n1644420777053\t0\t0.5\n1644420792335\t1\t0.75\n';

  test('is a run where its series are', () => {
    const run = runOf(
      dvcProject({
        'dvclive/metrics.json': '{"F1 score": 0.75}',
        'dvclive/params.yaml': 'max_features: sqrt\nbootstrap: no\n',
        'dvclive/plots/metrics/F1 score.tsv': tsv,
      }),
    );
    expect(run.path).toBe('/w/dvc/dvclive');
    expect(textsOf(run.config)).toEqual({ max_features: 'sqrt', bootstrap: 'no' });
    expect(run.metrics.get('F1 score')).toMatchObject({ last: { step: '1', value: { text: '0.75' } }, count: 2 });
    expect(run.status.state).toBe('unknown');
  });

  test('is a run where dvc.yaml lists its metrics, and in the form of version 0', () => {
    expect(
      runOf(dvcProject({ 'dvclive/metrics.json': '{"a": 1}', 'dvc.yaml': 'metrics:\n- dvclive/metrics.json\n' })).path,
    ).toBe('/w/dvc/dvclive');
    // In the folder of the metrics too.
    const metrics = { 'metrics.json': '{"a": 1}' };
    expect(runOf(dvcProject({ ...metrics, 'dvc.yaml': 'metrics:\n- metrics.json\n' })).path).toBe('/w/dvc');
    expect(runOf(dvcProject({ ...metrics, 'metrics/a.tsv': 'step\ta\n0\t1\n' })).path).toBe('/w/dvc/metrics');
    expect(runOf(dvcProject({ 'live.json': '{"loss": 1}', 'live/loss.tsv': 'step\tloss\n0\t1\n' })).path).toBe(
      '/w/dvc/live',
    );
  });

  test.each([
    ['a file with its name', { 'dvclive/metrics.json': '{"a": 1}' }],
    ['a table without steps', { 'dvclive/metrics.json': '{"a": 1}', 'dvclive/plots/metrics/a.tsv': 'name\ta\nx\t1\n' }],
    ['tables of another program', { 'data/table.tsv': 'step\ta\n0\t1\n', 'data.csv': '' }],
  ])('is not %s', (_, files) => {
    expect(runsOf(dvcProject(files))).toEqual([]);
  });
});

describe('verifying', () => {
  test('reads a file once, however often and by whatever path the lock lists it', () => {
    const deps = Array.from(
      { length: 100 },
      (_, i) => `    - path: data/${'./'.repeat(i)}a.csv\n      md5: ${md5(`${i}`)}\n`,
    );
    const lock = `schema: '2.0'\nstages:\n  train:\n    cmd: train\n    deps:\n${deps.join('')}`;
    const memory = hostOf(dvcProject({ 'dvc.lock': lock, 'data/a.csv': 'a,b\n1,2\n' }));
    const [run] = search(memory).runs;
    let count = 0;
    const host = {
      ...memory,
      readPart(path: string, from: number, length: number) {
        count++;
        return memory.readPart(path, from, length);
      },
    };
    expect(run && verifyTracked(host, run).steps.find(({ name }) => name === 'data_hash')?.state).toBe('contradicted');
    expect(count).toBe(1);
  });

  const stepsOf = (files: Files): Record<string, string> => {
    const host = hostOf(files);
    const [run] = search(host).runs;
    return Object.fromEntries((run ? verifyTracked(host, run).steps : []).map(({ name, state }) => [name, state]));
  };

  test('confirms the MD5 of data, scripts and metrics, and the settings', () => {
    expect(stepsOf(project())).toEqual({
      config_hash: 'confirmed',
      data_hash: 'confirmed',
      lock: 'unknown',
      script: 'confirmed',
      manifest: 'confirmed',
      metrics: 'confirmed',
    });
  });

  test('contradicts what differs, and does not know what is missing or changed since', () => {
    expect(stepsOf(project({ 'data/train.csv': 'a,b\n1,3\n' })).data_hash).toBe('contradicted');
    expect(stepsOf(project({ 'metrics.json': '{"acc": 1}' })).metrics).toBe('contradicted');
    expect(stepsOf(project({ 'params.yaml': 'train:\n  epochs: 11\n  seed: 7\n' })).config_hash).toBe('unknown');
    const { '/w/dvc/src/train.py': _, ...without } = project();
    expect(stepsOf(without).script).toBe('unknown');
  });

  test.each([
    ['another form', 'train:\n  epochs: [10]\n  seed: 7\n', 'unknown'],
    ['a new key in an object', 'train:\n  epochs: 10\n  seed: 7\n  dropout: 0.1\n', 'unknown'],
    ['a new object', 'train:\n  epochs: 10\n  seed: 7\neval:\n  k: 1\n', 'confirmed'],
  ])('the params file has %s', (_, text, state) => {
    expect(stepsOf(project({ 'params.yaml': text })).config_hash).toBe(state);
  });

  test('a command that is another one now is a change, unless it depends on variables', () => {
    const configOf = (cmd: string) => stepsOf(project({ 'dvc.yaml': YAML.replace('python3', cmd) })).config_hash;
    expect(configOf('python3 -O')).toBe('unknown');
    expect(configOf('${python}')).toBe('confirmed');
  });

  test('data without an MD5 is not confirmed with the rest', () => {
    expect(stepsOf(project({ 'dvc.lock': withEtag('"1"') })).data_hash).toBe('unknown');
  });

  test('paths of a stage are from its folder', () => {
    const files = project({
      'dvc.yaml': YAML.replace('    cmd', '    wdir: sub/../job\n    cmd'),
      'job/metrics.json': METRICS,
      'job/params.yaml': 'train:\n  epochs: 10\n  seed: 7\n',
      'job/data/train.csv': 'a,b\n1,2\n',
      'job/src/train.py': 'print(1)\n',
      ...{ 'metrics.json': '1', 'data/train.csv': '1', 'src/train.py': '1', 'params.yaml': '' },
    });
    const all = { config_hash: 'confirmed', data_hash: 'confirmed', script: 'confirmed', metrics: 'confirmed' };
    expect(stepsOf(files)).toMatchObject(all);
    expect(textsOf(runOf(files).metrics)).toEqual({ loss: '0.03', acc: '0.98' });
    expect(stepsOf({ ...files, '/w/dvc/job/data/train.csv': '1' }).data_hash).toBe('contradicted');
  });

  test.each([
    ['is not known', YAML.replace('    cmd', '    wdir: ${job}\n    cmd')],
    ['is in a file with a merge conflict', `<<<<<<< ours\n${YAML}=======\n>>>>>>> theirs\n`],
  ])('no file is taken for one of a stage whose folder %s', (_, yaml) => {
    expect(stepsOf(project({ 'dvc.yaml': yaml, 'data/train.csv': '1' })).data_hash).toBe('unknown');
  });

  test('reads nothing outside of the folder of the lock', () => {
    const lock = trainLock({ data: md5('x') }).replace('data/train.csv', '../secret.csv');
    expect(stepsOf({ ...project({ 'dvc.lock': lock }), '/w/secret.csv': 'x' }).data_hash).toBe('unknown');
  });

  test('accepts the digest of DVC 2, with LF in place of CRLF', () => {
    const lock = trainLock({ data: md5('a\nb\r') }).replaceAll('      hash: md5\n', '');
    expect(stepsOf(project({ 'dvc.lock': lock, 'data/train.csv': 'a\r\nb\r' })).data_hash).toBe('confirmed');
    const plain = trainLock({ data: md5('a\nb\r') });
    expect(stepsOf(project({ 'dvc.lock': plain, 'data/train.csv': 'a\r\nb\r' })).data_hash).toBe('contradicted');
  });

  test('computes the digest of a folder as DVC does; a folder with fewer files is not all there', () => {
    const host = hostOf({ '/w/d/b.txt': '2', '/w/d/a/x.txt': '1', '/w/d/é': '3' });
    const list = `[{"md5": "${md5('1')}", "relpath": "a/x.txt"}, {"md5": "${md5('2')}", "relpath": "b.txt"}, {"md5": "${md5('3')}", "relpath": "\\\\u00e9"}]`;
    expect(md5OfFolder(host, '/w/d', false)).toEqual({
      ok: true,
      values: [`${md5(list.replace('\\\\u', '\\u'))}.dir`],
    });
    expect(md5OfFolder(host, '/w/d', false, 4)).toEqual({ ok: false, why: 'missing' });
  });
});

describe('a lock that cannot be used is named with the reason', () => {
  const ours = trainLock();
  const theirs = trainLock({ epochs: '20' });
  test.each([
    ['a merge conflict', `<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> other\n`, 'has a merge conflict'],
    ['a rest of a conflict', `${ours}=======\n`, 'has a merge conflict'],
    ['a line that is not YAML', `${ours}a: b: c: [\n`, 'is not valid YAML'],
    ['a mistake behind a long comment', `# ${'text '.repeat(1000)}\n${ours}a: b: c: [\n`, 'is not valid YAML'],
    ['more text than is read', `${ours}${'# text\n'.repeat(200_000)}`, 'is larger than 1 MiB'],
  ])('%s', (_, lock, text) => {
    const host = hostOf(dvcProject({ 'dvc.lock': lock }));
    const { runs, gaps } = search(host);
    expect(runs).toEqual([]);
    expect(gaps).toEqual([{ path: '/w/dvc/dvc.lock', text: expect.stringContaining(text) }]);
    expect(gapsAt(host, '/w/dvc/dvc.lock')).toEqual(gaps);
  });

  test('but not the file of another program with that name', () => {
    for (const text of ['', '<<<<<<< a\n', 'locked by 17\n', 'a: b: c\n'])
      expect(search(hostOf(dvcProject({ 'dvc.lock': text }))).gaps).toEqual([]);
  });
});

test('metrics are confirmed only where each file with metrics has a digest', () => {
  const metricsStep = (files: Files) => {
    const host = hostOf(files);
    const [run] = search(host).runs;
    return run && verifyTracked(host, run).steps.find(({ name }) => name === 'metrics');
  };
  expect(metricsStep(project())).toMatchObject({ state: 'confirmed' });
  const more = { 'dvc.yaml': `${YAML}metrics:\n- other.json\n`, 'other.json': '{"auc": 1}' };
  expect(metricsStep(project(more))).toMatchObject({ state: 'unknown', detail: expect.stringContaining('other.json') });
});
