// kyn evidence of runs of other trackers in the other forms: a ZIP archive, and documents.
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { trackedDetails } from '../../server/src/cli/evidence/trackedDetails';
import { inspectHeader } from '../runs/trackers/evaluations';
import { dvcProject, type Files, mlflowRun, runOf, trainLock } from '../runs/trackers/stores';
import { archiveOf } from '../zip/archives';
import { type CliResult, kyn, parseJsonOutput, sha256 } from './cliEnvironment';

const MLFLOW = 'mlruns/866294776621734270/9d56b8b7a1c145e28169e8c788f01d68';
const mlflow = mlflowRun({
  params: { lr: '0.1', seed: '1' },
  metrics: { loss: '100 0.5 0\n' },
  tags: { 'mlflow.source.git.commit': 'a'.repeat(40) },
});
const dvc = dvcProject({ 'dvc.lock': trainLock(), 'params.yaml': 'train: {epochs: 10, seed: 7}\n' });

const evidence = (files: Files, run: string, ...args: string[]): Promise<CliResult> =>
  kyn({ data: true, files }, 'evidence', run, ...args);

describe('an archive of a run of another tracker', () => {
  const checked = async (archive: Uint8Array) => {
    const result = await kyn({ files: { '/w/a.zip': archive } }, 'evidence', 'verify', 'a.zip', '--format', 'json');
    const checks: { name: string; state: string }[] = parseJsonOutput(result).checks;
    return { code: result.code, ...Object.fromEntries(checks.map(({ name, state }) => [name, state])) };
  };
  const made = async (): Promise<Uint8Array> =>
    (await evidence(mlflow, MLFLOW, '-o', 'a.zip')).files.get('/w/a.zip') as Uint8Array;

  test('is read again from the archive', async () => {
    expect(await checked(await made())).toEqual({
      code: 0,
      checksums: 'confirmed',
      files: 'confirmed',
      recorded: 'confirmed',
      signature: 'unknown',
      verdict: 'unknown',
    });
  });

  test('is contradicted where a file of the run says something else, although its checksum is right', async () => {
    const texts = Object.fromEntries(Object.entries(unzipSync(await made())).map(([name, b]) => [name, strFromU8(b)]));
    const name = `run/${MLFLOW}/params/lr`;
    const sums = texts.SHA256SUMS?.replace(`${sha256('0.1')}  ${name}`, `${sha256('0.2')}  ${name}`) ?? '';
    const changed = archiveOf({ ...texts, [name]: '0.2', SHA256SUMS: sums });
    expect(await checked(changed)).toMatchObject({ code: 1, checksums: 'confirmed', recorded: 'contradicted' });
  });

  test('is not read from outside of the archive', async () => {
    const texts = Object.fromEntries(Object.entries(unzipSync(await made())).map(([name, b]) => [name, strFromU8(b)]));
    const list = texts['files.json']?.replace(`"run/${MLFLOW}"`, `"../${MLFLOW}"`) ?? '';
    expect(list).not.toBe(texts['files.json']);
    const archive = archiveOf({ ...texts, 'files.json': list });
    const result = await kyn({ files: { ...mlflow, '/w/a.zip': archive } }, 'evidence', 'verify', 'a.zip');
    expect(result.stdout).toContain('The files of the run do not say what recorded.json states.');
  });
});

test('a statement has the commit, the settings and the times that the tracker recorded', async () => {
  const { subject, predicate } = parseJsonOutput(await evidence(mlflow, MLFLOW, '--format', 'in-toto'));
  expect(subject).toContainEqual({ name: `${MLFLOW}/params/lr`, digest: { sha256: sha256('0.1') } });
  expect(predicate.buildDefinition).toMatchObject({
    buildType: 'urn:kynml:tracked-run:v1',
    externalParameters: { config: { lr: '0.1', seed: '1' } },
    resolvedDependencies: [{ name: 'commit', digest: { gitCommit: 'a'.repeat(40) } }],
  });
  expect(predicate.runDetails.metadata).toEqual({
    startedOn: '2026-01-03T16:33:20.183Z',
    finishedOn: '2026-01-03T16:33:52.310Z',
  });
  expect(predicate.kyn_evidence.notes).toContain('It is not known whether the code had uncommitted changes.');
  expect(predicate.kyn_evidence).toMatchObject({ tracker: 'MLflow run', failed: false });
});

test('a bill of materials has the digests and metrics that the tracker recorded', async () => {
  const own = parseJsonOutput(await evidence(dvc, 'dvc/dvc.lock', '--format', 'cyclonedx')).components;
  expect(own).toContainEqual(
    expect.objectContaining({
      type: 'data',
      name: 'data/train.csv',
      hashes: [{ alg: 'MD5', content: 'a'.repeat(32) }],
    }),
  );
  expect(own[0].components).toContainEqual(
    expect.objectContaining({ name: 'metrics.json', hashes: [{ alg: 'MD5', content: 'c'.repeat(32) }] }),
  );
  const [model] = parseJsonOutput(await evidence(mlflow, MLFLOW, '--format', 'cyclonedx')).components;
  expect(model.modelCard.quantitativeAnalysis.performanceMetrics).toEqual([{ type: 'loss', value: '0.5' }]);
});

test('digests that other programs cannot compute, and commits that are only names, are left out', async () => {
  const folder = trainLock({ data: `${'a'.repeat(32)}.dir` });
  const statement = parseJsonOutput(
    await evidence(dvcProject({ 'dvc.lock': folder }), 'dvc/dvc.lock', '--format', 'in-toto'),
  );
  const names = statement.predicate.buildDefinition.resolvedDependencies.map(({ name }: { name: string }) => name);
  expect(names).not.toContain('data/train.csv');
  const run = runOf(mlflow);
  const rolesOf = (commit: string) => trackedDetails({ ...run, code: { commit, files: [] } }).files?.map(f => f.role);
  expect(rolesOf('a'.repeat(40))).toEqual(['commit']);
  expect(rolesOf('v1.0')).toEqual([]);
});

test('how a run ended is not stated where it is not known', async () => {
  const running = mlflowRun({ meta: { status: '1' } });
  const [model] = parseJsonOutput(await evidence(running, MLFLOW, '--format', 'cyclonedx')).components;
  const names: string[] = model.properties.map(({ name }: { name: string }) => name);
  expect(names).toContain('kyn:tracker');
  expect(names).not.toContain('kyn:failed');
  const { predicate } = parseJsonOutput(await evidence(running, MLFLOW, '--format', 'in-toto'));
  expect(predicate.kyn_evidence).not.toHaveProperty('failed');
});

test.each(['in-toto', 'cyclonedx'])('%s hides a secret in a file that is left out of packages', async format => {
  const archive = zipSync({
    'header.json': strToU8(inspectHeader({ eval: { task_args: { password: 'tr0ub4dor&3xyz' } } })),
  });
  const { code, stdout } = await evidence({ '/w/a.eval': archive }, 'a.eval', '--format', format);
  expect(code).toBe(0);
  expect(stdout).toContain('password');
  expect(stdout).not.toContain('tr0ub4dor');
});
