// What can be verified of runs that are not a single run manifest: entries of sweeps, and runs of other programs.
import { describe, expect, test } from 'vitest';
import { evalConfigHash } from '../../../src-shared/repro/hash/evalFingerprint';
import { fingerprintSession } from '../../../src-shared/repro/hash/fingerprint';
import { parseJson } from '../../../src-shared/text/jsonText';
import { nodeHost } from '../../nodeHost';
import { annexText, pointerText } from '../../pointerText';
import { DATA, hashOf, manifestOf, SPEC_WITH_PARAMS } from '../../repro/reproduce/world';
import { scriptText, verified } from './verifyWorld';

const SWEEP = '/w/sweep/sweep_results.json';

const entry = (lr: string, more: Record<string, unknown> = {}): Record<string, unknown> => ({
  combo: { lr: Number(lr) },
  exit_code: 0,
  manifest: manifestOf(SPEC_WITH_PARAMS, { params: { lr } }),
  script: `combo-${lr}/train.py`,
  ...more,
});

const sweep = (entries: readonly unknown[], files: Record<string, string> = {}) =>
  verified({ files: { '/w/spec.kyn': SPEC_WITH_PARAMS, [SWEEP]: JSON.stringify(entries), ...files } }, SWEEP);

const comboScript = (lr: string) => scriptText(SPEC_WITH_PARAMS, [['lr', lr]]);

describe('a sweep', () => {
  test('is verified entry by entry, each with the script that it names and its values', async () => {
    const files = {
      '/w/sweep/combo-0.5/train.py': comboScript('0.5'),
      '/w/sweep/combo-0.25/train.py': comboScript('0.5'),
    };
    const runs = await sweep([entry('0.5'), entry('0.25'), entry('0.125')], files);
    expect(runs.map(run => run.of('script')?.state)).toEqual(['confirmed', 'contradicted', 'unknown']);
    expect(runs.map(run => run.of('config_hash')?.state)).toEqual(['confirmed', 'confirmed', 'confirmed']);
    expect(runs.map(run => run.of('manifest')?.state)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });

  test('names values as the manifest does, because the script has these texts', async () => {
    const manifest = manifestOf(SPEC_WITH_PARAMS, { params: { lr: '0.50' } });
    const [run] = await sweep([entry('0.5', { manifest })], { '/w/sweep/combo-0.5/train.py': comboScript('0.50') });
    expect(run?.of('script')?.state).toBe('confirmed');
  });

  test('does not read a script outside of the workspace', async () => {
    const outside = entry('0.5', { script: '../../train.py' });
    const files = {
      '/w/spec.kyn': SPEC_WITH_PARAMS,
      [SWEEP]: JSON.stringify([outside]),
      '/train.py': comboScript('0.5'),
      '/w/sweep/train.py': comboScript('0.5'),
    };
    const mayRead = (path: string): boolean => path.startsWith('/w/') && !path.includes('..');
    const [read] = await verified({ files }, SWEEP);
    const [unread] = await verified({ files, mayRead }, SWEEP);
    expect([read, unread].map(run => run?.of('script')?.state)).toEqual(['confirmed', 'unknown']);
  });

  test('has entries that failed: what they did not record is unknown', async () => {
    const [failed, late] = await sweep([
      entry('0.5', { exit_code: 1, manifest: null }),
      entry('0.25', { exit_code: 3 }),
    ]);
    expect(failed?.steps.map(s => s.state)).toEqual(Array(5).fill('unknown'));
    expect(failed?.of('config_hash')?.detail).toBe('The run failed (exit code 1), so it does not record this.');
    expect(late?.of('manifest')).toMatchObject({ state: 'unknown', detail: 'The run failed (exit code 3).' });
    expect(late?.of('config_hash')?.state).toBe('confirmed');
  });

  test('is not confirmed where the manifest of a combination says something else', async () => {
    const result = entry('0.5', { script: 'combo-0000/train.py' });
    const { manifest } = result as { manifest: { metrics: object } };
    const path = '/w/sweep/combo-0000/run_manifest.json';
    const manifestStep = async (there: object, at = path) =>
      (await sweep([result], { [at]: JSON.stringify(there) }))[0]?.of('manifest');
    expect(await manifestStep(manifest)).toMatchObject({ state: 'confirmed' });
    expect(await manifestStep({ ...manifest, metrics: { ...manifest.metrics, mae: 9.5 } })).toEqual({
      name: 'manifest',
      state: 'unknown',
      detail: expect.stringContaining('does not say the same about this run (metrics.mae).'),
    });
    expect(await manifestStep({ ...manifest, seed: 8 }, '/w/sweep/run_manifest.json')).toMatchObject({
      state: 'confirmed',
    });
    const [run] = await sweep([result]);
    expect(run?.used).toContain(path);
  });

  test('that is not JSON is one run with a contradicted form', async () => {
    const text = JSON.stringify([entry('0.5')]);
    const runs = await verified({ files: { [SWEEP]: text.slice(0, -1) } }, SWEEP);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.of('manifest')?.state).toBe('contradicted');
  });
});

const states = async (text: string, path: string, files: Record<string, string> = {}) => {
  const [run] = await verified({ files: { [path]: text, ...files } }, path);
  return run?.steps.map(s => s.state);
};

describe('an evaluation report', () => {
  const CONFIG = {
    endpoint: { provider: 'x', model: 'y' },
    score_fn: 'a.b',
    prepare_messages: 'c.d',
    max_samples: 3,
  };
  const checksum = nodeHost.sha256(DATA).slice(0, 16);
  const dataset = { path: 'data/houses.csv', checksum };
  const config = parseJson(JSON.stringify(CONFIG)).value;
  if (!config) throw new Error('The configuration is JSON.');
  const hash = evalConfigHash(config, dataset, nodeHost.sha256);
  const report = (more: Record<string, unknown> = {}, changes: Record<string, unknown> = {}): string =>
    JSON.stringify({
      eval_name: 'e',
      total_samples: 3,
      summary_metrics: { accuracy: 0.5 },
      config: { ...CONFIG, ...changes },
      fingerprint: {
        config_hash: hash,
        git_sha: '0123abcd',
        git_dirty: false,
        domain: 'eval',
        endpoint_summary: 'x/y',
        tools: [],
        dataset_path: 'data/houses.csv',
        ...more,
      },
    });
  const PATH = '/w/report.json';

  test('is confirmed where its configuration and its dataset give the recorded hash', async () => {
    expect(await states(report(), PATH)).toEqual(['confirmed', 'confirmed', 'unknown', 'unknown', 'confirmed']);
  });

  test('with a recorded checksum is contradicted by another dataset', async () => {
    const changed = { '/w/data/houses.csv': 'area,price\n9,9\n' };
    const text = report({ dataset_checksum: checksum });
    expect((await states(text, PATH, changed))?.slice(0, 2)).toEqual(['confirmed', 'contradicted']);
  });

  test('is unknown where another dataset or configuration gives another hash', async () => {
    const changed = { '/w/data/houses.csv': 'area,price\n9,9\n' };
    expect((await states(report(), PATH, changed))?.slice(0, 2)).toEqual(['unknown', 'unknown']);
    expect((await states(report({}, { max_samples: 4 }), PATH))?.[0]).toBe('unknown');
    expect((await states(report({ dataset_path: null }), PATH))?.[1]).toBe('unknown');
  });

  test('with a configuration that cannot be hashed states why', async () => {
    const [run] = await verified({ files: { [PATH]: report({}, { endpoint: 'x' }) } }, PATH);
    expect(run?.of('config_hash')?.detail).toContain('cannot be computed: `endpoint` is missing');
  });
});

describe('a session', () => {
  const PATH = '/w/session.jsonl';
  const config = { model: 'm', env: 'e', tools: ['b', 'a'] };
  const header = (systemPrompt?: string): string => {
    const git = { sha: '0123abcd', dirty: false };
    const given = systemPrompt === undefined ? config : { ...config, systemPrompt };
    const fingerprint = fingerprintSession(given, git, nodeHost.sha256);
    return `${JSON.stringify({ type: 'session', id: 's', fingerprint })}\n`;
  };

  test('is confirmed by what its header records', async () => {
    expect(await states(header(), PATH)).toEqual(['confirmed', 'unknown', 'unknown', 'unknown', 'confirmed']);
  });

  test('with a system prompt is unknown, because that is not recorded', async () => {
    expect((await states(header('secret'), PATH))?.[0]).toBe('unknown');
  });
});

describe('an experiment manifest', () => {
  const PATH = '/w/experiment_manifest.json';
  const manifest = (hashes: Record<string, unknown>): string =>
    JSON.stringify({
      manifest_schema_version: 1,
      experiment_id: 'x',
      timestamp_utc: '2026-04-18T10:00:00+00:00',
      git: { sha: 'a', dirty: false, branch: 'main' },
      env: { python: '3.11', platform: 'Linux' },
      params: {},
      data_provenance: { kind: 'external', hashes },
    });
  const hash = nodeHost.sha256(DATA);

  test.each([
    [{ 'data/houses.csv': hash }, 'confirmed'],
    [{ 'data/houses.csv': 'f'.repeat(64) }, 'contradicted'],
    [{ 'data/houses.csv': hash, 'data/gone.csv': hash }, 'unknown'],
    [{ 'data/houses.csv': 'f'.repeat(64), 'data/gone.csv': hash }, 'contradicted'],
    [{ 'data/houses.csv': 'short' }, 'unknown'],
  ])('with the files %j is %s', async (hashes, state) => {
    expect((await states(manifest(hashes), PATH))?.[1]).toBe(state);
  });

  test('of another version is unknown, because its fields may have another meaning', async () => {
    const text = manifest({ 'data/houses.csv': hash }).replace(
      '"manifest_schema_version":1',
      '"manifest_schema_version":2',
    );
    const found = await states(text, PATH);
    expect(found).toContain('unknown');
    expect(found).not.toContain('confirmed');
  });

  test('whose file may not be read is unknown', async () => {
    const files = { [PATH]: manifest({ 'data/houses.csv': hash }) };
    const [run] = await verified({ files, mayRead: path => !path.endsWith('.csv') }, PATH);
    expect(run?.of('data_hash')?.detail).toBe('data/houses.csv is outside of the workspace, so it was not read.');
  });

  test.each([
    ['the recorded data', pointerText(hash), 'confirmed'],
    ['other data', pointerText('0'.repeat(64)), 'contradicted'],
    ['data without a SHA-256', annexText('MD5E-s4--0.csv'), 'unknown'],
  ])('whose file is a pointer to %s', async (_, text, state) => {
    expect((await states(manifest({ 'p.csv': hash }), PATH, { '/w/p.csv': text }))?.[1]).toBe(state);
  });
});

test('a DLM lock has only its form', async () => {
  const lock = JSON.stringify({
    lock_version: 1,
    created_at: '2026-04-18T10:00:00Z',
    dlm_id: 'x',
    dlm_sha256: hashOf('x'),
    base_model_revision: 'r',
    hardware_tier: 'cpu',
    seed: 1,
    determinism_class: 'advisory',
    last_run_id: 1,
  });
  expect(await states(lock, '/w/dlm.lock')).toEqual(['unknown', 'unknown', 'unknown', 'unknown', 'confirmed']);
});
