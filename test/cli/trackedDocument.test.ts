// kyn evidence of runs of other trackers as a document.
import { strToU8, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { inspectHeader } from '../runs/trackers/evaluations';
import { type Files, mlflowRun } from '../runs/trackers/stores';
import { kyn, parseJsonOutput } from './cliEnvironment';

const MLFLOW = 'mlruns/866294776621734270/9d56b8b7a1c145e28169e8c788f01d68';

const mlflow = mlflowRun({ params: { lr: '0.1', seed: '1' } });

describe('a document', () => {
  const documentOf = async (files: Files, run: string, format: string) =>
    parseJsonOutput(await kyn({ data: true, files }, 'evidence', run, '--format', format));

  test('of in-toto has each file of the run as a subject, and its settings', async () => {
    const { subject, predicate } = await documentOf(mlflow, MLFLOW, 'in-toto');
    expect(subject.map(({ name }: { name: string }) => name)).toContain(`${MLFLOW}/params/lr`);
    expect(predicate.buildDefinition).toMatchObject({
      buildType: 'urn:kynml:tracked-run:v1',
      externalParameters: { params: { lr: '0.1', seed: '1' } },
    });
    expect(predicate.kyn_evidence).toMatchObject({ tracker: 'MLflow run', failed: false });
    expect(predicate.runDetails.metadata).toEqual({
      startedOn: '2026-01-03T16:33:20.183Z',
      finishedOn: '2026-01-03T16:33:52.310Z',
    });
  });

  test('of CycloneDX has its metrics and versions, and no status where it is not known', async () => {
    const { components } = await documentOf(
      mlflowRun({ meta: { status: '1' }, metrics: { loss: '1 0.5 0\n' } }),
      MLFLOW,
      'cyclonedx',
    );
    const [model] = components;
    expect(model.modelCard.quantitativeAnalysis.performanceMetrics).toEqual([{ type: 'loss', value: '0.5' }]);
    const names: string[] = model.properties.map(({ name }: { name: string }) => name);
    expect(names).toContain('kyn:tracker');
    expect(names).not.toContain('kyn:failed');
  });

  test.each(['in-toto', 'cyclonedx'])('of %s hides a secret in a file that is left out', async format => {
    const archive = zipSync({
      'header.json': strToU8(inspectHeader({ eval: { task_args: { password: 'tr0ub4dor&3xyz' } } })),
    });
    const { code, stdout } = await kyn({ files: { '/w/a.eval': archive } }, 'evidence', 'a.eval', '--format', format);
    expect(code).toBe(0);
    expect(stdout).toContain('password');
    expect(stdout).not.toContain('tr0ub4dor');
  });
});
