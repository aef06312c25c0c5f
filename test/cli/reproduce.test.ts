// kyn reproduce without a training: its arguments, and how a result is printed.
import { describe, expect, test } from 'vitest';
import { printReproduction } from '../../server/src/cli/reproduce/print';
import type { ReproductionView } from '../../src-shared/protocol/views';
import type { ReproductionVerdict } from '../../src-shared/repro/reproduce/reproduction';
import { manifestOf, reproducedWith, SPEC } from '../repro/reproduce/world';
import { kyn, manifestText } from './cliEnvironment';

const SWEEP = '[{"combo": {"lr": 1}, "exit_code": 0, "manifest": null, "script": "x"}]';

describe('wrong usage', () => {
  test.each([
    [['--tolerance', '1'], 'needs a number from 0 to less than 1'],
    [['--tolerance', '1e400'], 'needs a number from 0 to less than 1'],
    [['--tolerance', 'nan'], 'needs a number from 0 to less than 1'],
    [['--tolerance=-0.1'], 'needs a number from 0 to less than 1'],
    [['--keep', 'run.json'], 'run.json exists. Nothing was started.'],
  ])('%j exits with 2', async (args, message) => {
    const run = await kyn({ files: { '/w/run.json': manifestText() } }, 'reproduce', 'run.json', ...args);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.stdout).toBe('');
  });

  test.each([
    ['missing.json', 'missing.json does not exist.'],
    ['other.json', 'other.json is not a run.'],
    ['kynml.lock', 'kynml.lock is not a run'],
    ['sweep.json', 'sweep.json contains several runs. Name one of them, for example sweep.json#0.'],
    ['sweep.json#5', 'sweep.json has no entry #5. Its only entry is #0.'],
    ['run.json#0', 'run.json is a run manifest and has no entry #0.'],
    ['broken.json', 'broken.json cannot be used: '],
  ])('%s exits with 2', async (name, message) => {
    const files = {
      '/w/other.json': '{"a": 1}',
      '/w/run.json': manifestText(),
      '/w/broken.json': `${manifestText().slice(0, -1)}`,
      '/w/sweep.json': SWEEP,
      '/w/kynml.lock': JSON.stringify({
        config_hash: 'a'.repeat(64),
        kynml_version: '1',
        schema_version: '1',
        backend: 'pytorch',
        source_path: 'x.kyn',
      }),
    };
    const run = await kyn({ files }, 'reproduce', name);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
  });
});

const print = async (format: string, recorded: Record<string, unknown>, now: Record<string, unknown> = {}) =>
  printReproduction(await reproducedWith(recorded, now), 'runs/a|b.json', { format, io: { color: false } });

describe('output', () => {
  test('as JSON has the verdict, all steps and the metrics of both runs', async () => {
    const json = JSON.parse(await print('json', { env: { python: '3.11.2' } }, { metrics: { mae: 0.26, rmse: 0.5 } }));
    expect(Object.keys(json)).toEqual([
      'verdict',
      'reasons',
      'tolerance',
      'largest',
      'steps',
      'metrics',
      'environment',
    ]);
    expect(json.verdict).toBe('not-reproduced');
    expect(json.steps.map((s: { name: string }) => s.name)).toEqual([
      'manifest',
      'spec',
      'parameters',
      'data',
      'environment',
      'run',
      'metrics',
    ]);
    expect(json.metrics[0]).toEqual({
      name: 'mae',
      a: 0.25,
      b: 0.26,
      delta: expect.closeTo(0.01),
      relative: expect.closeTo(0.04),
      equal: false,
    });
    expect(json.environment[2]).toEqual({ path: 'env.torch', b: '1.13.1', severity: 'warn' });
  });

  test('as text begins with the verdict and shows all digits', async () => {
    const text = await print('text', { metrics: { mae: 0.1 } }, { metrics: { mae: 0.10000000000000002 } });
    expect(text).toMatch(/^Reproduced within 1\.39e-16\nruns\/a\|b\.json: /);
    expect(text).toContain('mae          0.1  0.10000000000000002    1.39e-16');
  });

  test('as view data has every text of the verdict page, and the new manifest exactly', async () => {
    const view: ReproductionView = JSON.parse(
      await print(
        'view',
        { metrics: { mae: 0.1 }, env: { torch: '2.4.0' } },
        { metrics: { mae: 0.10000000000000002 } },
      ),
    );
    expect(view).toMatchObject({
      label: 'runs/a|b.json',
      verdict: 'consistent',
      title: 'Consistent, but not proven',
      metrics: [{ name: 'mae', recorded: '0.1', now: '0.10000000000000002', difference: '1.39e-16', isEqual: false }],
    });
    expect(view.steps.map(s => `${s.name} ${s.state} ${s.stateText}`)).toContain('environment contradicted differs');
    expect(view.environment).toContainEqual({ name: 'torch', recorded: '2.4.0', now: '1.13.1', severity: 'error' });
    expect(view.environment.find(e => e.name === 'python')?.recorded).toBe('(absent)');
    expect(view.markdown).toMatch(/^## Consistent, but not proven/);
    expect(JSON.parse(view.manifest ?? '').metrics).toEqual({ mae: 0.10000000000000002 });
  });

  test('as Markdown escapes the name of the run', async () => {
    const markdown = await print('markdown', { seed: null }, { seed: null });
    expect(markdown).toMatch(/^## Consistent, but not proven\n\nruns\/a\\\|b\.json: /);
    expect(markdown).toContain('- The run did not set a seed');
    expect(markdown).toContain('| mae | 0.25 | 0.25 | equal |');
    expect(markdown).toContain('| spec | confirmed | ');
  });

  test.each<[ReproductionVerdict, Record<string, unknown>, Record<string, unknown>, string]>([
    ['reproduced-exactly', {}, {}, 'Reproduced exactly\n'],
    ['consistent', { seed: null }, { seed: null }, 'Consistent, but not proven\n'],
    ['not-reproduced', {}, { metrics: { mae: 1, rmse: 1 } }, 'Not reproduced\n'],
    ['cannot-be-judged', { metrics: {} }, {}, 'Cannot be judged\n'],
  ])('has a title for %s', async (_, recorded, now, title) => {
    expect((await print('text', recorded, now)).startsWith(title)).toBe(true);
  });

  test('names another version of the built-in compiler where metrics differ', async () => {
    const { reasons } = await reproducedWith(
      { kynml_version: 'kyn 0.9.0' },
      { ...manifestOf(SPEC), metrics: { mae: 1, rmse: 1 } },
    );
    expect(reasons).toEqual(['The run was compiled by kyn 0.9.0, the new one by kyn 1.2.3, whose script may differ.']);
  });

  test('hides secrets in names and values', async () => {
    const token = `ghp_${'a1B2c3D4'.repeat(5).slice(0, 36)}`;
    for (const format of ['text', 'json', 'markdown', 'view'])
      expect(await print(format, { metrics: { [token]: 1, key: token }, kynml_version: token })).not.toContain(token);
  });
});
