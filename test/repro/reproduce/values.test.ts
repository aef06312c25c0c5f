// With which values of its params a run is reproduced.
import { describe, expect, test } from 'vitest';
import { nodeHost } from '../../nodeHost';
import { hashOf, manifestOf, reproduced, SPEC, SPEC_WITH_PARAMS } from './world';

const files = { '/w/spec.kyn': SPEC_WITH_PARAMS };
const manifestWith = (more: Record<string, unknown> = {}): string => JSON.stringify(manifestOf(SPEC_WITH_PARAMS, more));
const lrOf = (script: string | undefined): string | undefined =>
  /lr=([\w.-]+)/.exec(script ?? '')?.[1] ?? /LR\w* = ([\w.-]+)/.exec(script ?? '')?.[1];

const SECRET = {
  name: 'parameters',
  state: 'unknown',
  detail:
    'The value of `api_key` looks like a secret, so the run is not repeated with it, and its script is not compiled again.',
};

describe('values of params', () => {
  test('with a secret are not used, and that is the reason', async () => {
    const params = { lr: '0.5', api_key: 'saffron-umbrella' };
    const result = await reproduced({ files, manifest: manifestWith({ params }) });
    expect(result.scripts).toEqual([]);
    expect(result.step('parameters')).toEqual(SECRET);
  });

  test('that the manifest records are used', async () => {
    const result = await reproduced({ files, manifest: manifestWith({ params: { lr: '0.5' } }) });
    expect(result.verdict).toBe('reproduced-exactly');
    expect(lrOf(result.scripts[0])).toBe('0.5');
    expect(result.step('parameters')).toEqual({
      name: 'parameters',
      state: 'confirmed',
      detail: 'The values of params are recorded in the run: `lr=0.5`.',
    });
  });

  test('that the built-in compiler did not record were the defaults', async () => {
    const result = await reproduced({ files, manifest: manifestWith() });
    expect(result.step('parameters')?.state).toBe('confirmed');
    expect(lrOf(result.scripts[0])).toBe('0.01');
    expect(result.verdict).toBe('reproduced-exactly');
  });

  test('that only the history kept are used, but not behind a link', async () => {
    const manifest = manifestWith({ kynml_version: '0.4.1' });
    const record = JSON.stringify({
      folder: '.',
      imports: [],
      overrides: { lr: '0.25' },
      spec: { config_hash: hashOf(SPEC_WITH_PARAMS), path: 'spec.kyn' },
      ended: { manifest: nodeHost.sha256(manifest) },
    });
    const result = await reproduced({ files: { ...files, '/w/.kynml/records/1.json': record }, manifest });
    expect(lrOf(result.scripts[0])).toBe('0.25');
    expect(result.step('parameters')?.state).toBe('confirmed');
    const link = { '/w/.kynml/records': { brokenLink: '/elsewhere' } };
    const behind = await reproduced({ files: { ...files, ...link, '/w/.kynml/records/1.json': record }, manifest });
    expect(behind.step('parameters')?.state).toBe('unknown');
  });

  test('of another run of the same spec are not used', async () => {
    const record = JSON.stringify({
      folder: '.',
      imports: [],
      overrides: { lr: '0.25' },
      spec: { config_hash: hashOf(SPEC_WITH_PARAMS), path: 'spec.kyn' },
      ended: { manifest: '0'.repeat(64) },
    });
    const manifest = manifestWith({ kynml_version: '0.4.1' });
    const result = await reproduced({ files: { ...files, '/w/.kynml/records/1.json': record }, manifest });
    expect(lrOf(result.scripts[0])).toBe('0.01');
    expect(result.step('parameters')).toEqual({
      name: 'parameters',
      state: 'unknown',
      detail: 'The run does not record whether `--param` changed a param, so the defaults of the spec are assumed.',
    });
    expect(result.verdict).toBe('consistent');
    expect(result.reasons).toContain(result.step('parameters')?.detail);
  });

  test('are not needed by a spec without params', async () => {
    const result = await reproduced({ manifest: JSON.stringify(manifestOf(SPEC, { kynml_version: '0.4.1' })) });
    expect(result.step('parameters')?.state).toBe('confirmed');
  });

  test('for a param that the spec does not have: nothing is trained', async () => {
    const result = await reproduced({ files, manifest: manifestWith({ params: { rate: '0.5' } }) });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.scripts).toEqual([]);
    expect(result.reasons[0]).toContain('`rate` is not a param of this spec.');
  });

  test('in a form that cannot be read: nothing is trained', async () => {
    const result = await reproduced({ files, manifest: manifestWith({ params: { lr: 0.5 } }) });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.scripts).toEqual([]);
  });

  const BOOLEAN = `params:\n    scale = false\n\n${SPEC.replace('target = "price"', 'target = "price"\n    normalize = $scale')}`;

  test('that are texts of booleans mean what compiles', async () => {
    const manifest = JSON.stringify(manifestOf(BOOLEAN, { params: { scale: 'true' } }));
    const result = await reproduced({ files: { '/w/spec.kyn': BOOLEAN }, manifest });
    expect(result.verdict).toBe('reproduced-exactly');
    expect(result.scripts).toHaveLength(1);
  });
});

describe('an entry of a sweep', () => {
  const sweep = (entry: Record<string, unknown>): string =>
    JSON.stringify([
      { combo: { lr: 0.5 }, exit_code: 1, manifest: null, script: 'combo-0000/train.py' },
      {
        combo: { lr: 0.125 },
        exit_code: 0,
        manifest: manifestOf(SPEC_WITH_PARAMS),
        script: 'combo-0001/train.py',
        ...entry,
      },
    ]);
  const train = () => manifestOf(SPEC_WITH_PARAMS);

  test('is trained with its combination', async () => {
    const result = await reproduced({ files, manifest: sweep({}), entry: 1, train });
    expect(result.verdict).toBe('reproduced-exactly');
    expect(lrOf(result.scripts[0])).toBe('0.125');
  });

  const withParams = (combo: Record<string, unknown>, params: Record<string, string>) =>
    reproduced({
      files,
      manifest: sweep({ combo, manifest: manifestOf(SPEC_WITH_PARAMS, { params }) }),
      entry: 1,
      train,
    });

  test('whose manifest has another value of a param is not trained', async () => {
    const result = await withParams({ lr: 0.1 }, { lr: '0.9' });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.scripts).toEqual([]);
    const detail =
      'The combination of the run and the `params` of its manifest have different values for `lr`, so it is unknown which one was used.';
    expect(result.step('parameters')).toEqual({ name: 'parameters', state: 'contradicted', detail });
    expect(result.reasons).toEqual([detail]);
  });

  test('whose manifest has the same value in another form is trained', async () => {
    const result = await withParams({ lr: 0.1 }, { lr: '1e-1' });
    expect(result.verdict).toBe('reproduced-exactly');
    expect(lrOf(result.scripts[0])).toBe('0.1');
  });

  test('that failed has nothing to reproduce', async () => {
    const result = await reproduced({ files, manifest: sweep({}), entry: 0, train });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.scripts).toEqual([]);
    expect(result.reasons[0]).toContain('has no result to reproduce');
  });

  test('whose combination has a secret is not trained, and that is the reason', async () => {
    const combo = { lr: 0.5, api_key: 'saffron-umbrella' };
    const result = await reproduced({ files, manifest: sweep({ combo }), entry: 1, train });
    expect(result.scripts).toEqual([]);
    expect(result.step('parameters')).toEqual(SECRET);
  });

  test('whose combination has an object as a value is not trained', async () => {
    const result = await reproduced({ files, manifest: sweep({ combo: { lr: { a: 1 } } }), entry: 1, train });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.scripts).toEqual([]);
  });
});

test('the script writes no file but the manifest, because its paths may lead into the workspace', async () => {
  const spec = `${SPEC.replace('epochs = 2', 'epochs = 2\n    checkpoint = checkpoint(path="/w/c.pt", every=1)')}
export:
    format = torch
    path = "/w/model.pt"
`;
  const result = await reproduced({
    files: { '/w/spec.kyn': spec },
    manifest: JSON.stringify(manifestOf(spec)),
  });
  expect(result.verdict).toBe('reproduced-exactly');
  expect(result.scripts[0]).toContain('run_manifest.json');
  expect(result.scripts[0]).not.toMatch(/model\.pt|c\.pt/);
});
