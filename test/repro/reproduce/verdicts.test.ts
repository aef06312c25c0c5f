// The verdict of a reproduction, for every combination of what the run recorded and what the new one gives.
import { describe, expect, test } from 'vitest';
import { ENV, manifestOf, reproduced, reproducedWith, SPEC } from './world';

// Metrics as text, because JSON.stringify cannot write NaN or exact digits.
const withMetrics = (text: string, more: Record<string, unknown> = {}): string =>
  JSON.stringify(manifestOf(SPEC, { ...more, metrics: 'METRICS' })).replace('"METRICS"', text);

const compared = (recorded: string, now: string, tolerance?: number) =>
  reproduced({
    manifest: withMetrics(recorded),
    train: () => ({ ok: true, manifest: withMetrics(now) }),
    ...(tolerance !== undefined && { tolerance }),
  });

describe('a run whose inputs are all confirmed', () => {
  test('is reproduced exactly by the same digits', async () => {
    const result = await reproducedWith({});
    expect(result.verdict).toBe('reproduced-exactly');
    expect(result.reasons).toEqual([]);
    expect(result.steps.map(s => [s.name, s.state])).toEqual(
      ['manifest', 'spec', 'parameters', 'data', 'environment', 'run', 'metrics'].map(name => [name, 'confirmed']),
    );
    expect(result.metrics.map(m => m.name)).toEqual(['mae', 'rmse']);
    expect(result.largest).toBe(0);
    expect(JSON.parse(result.manifest ?? '').config_hash).toBe(manifestOf(SPEC).config_hash);
  });

  test.each([
    ['the last digit differs', '{"mae": 0.1}', '{"mae": 0.10000000000000002}', 'reproduced-within-tolerance'],
    [
      'the same number has another form',
      '{"mae": 1.0, "rmse": 1e-05}',
      '{"mae": 1, "rmse": 0.00001}',
      'reproduced-exactly',
    ],
    ['a difference is as large as the tolerance', '{"mae": 1.0}', '{"mae": 1.000001}', 'reproduced-within-tolerance'],
    ['a difference is larger', '{"mae": 1.0}', '{"mae": 1.0000011}', 'not-reproduced'],
    ['one of two metrics differs', '{"mae": 1.0, "rmse": 2.0}', '{"mae": 1.0, "rmse": 2.5}', 'not-reproduced'],
    ['a metric is missing in the new run', '{"mae": 1.0, "rmse": 2.0}', '{"mae": 1.0}', 'not-reproduced'],
    ['a metric is missing in the record', '{"mae": 1.0}', '{"mae": 1.0, "rmse": 2.0}', 'not-reproduced'],
    ['the recorded value is 0', '{"mae": 0.0}', '{"mae": 1e-300}', 'not-reproduced'],
    ['both are 0 with another sign', '{"mae": 0.0}', '{"mae": -0.0}', 'reproduced-exactly'],
    ['the sign differs', '{"mae": 1e-9}', '{"mae": -1e-9}', 'not-reproduced'],
    ['both diverged to NaN', '{"mae": NaN, "rmse": 1.0}', '{"mae": NaN, "rmse": 1.0}', 'cannot-be-judged'],
    [
      'both diverged and another metric differs',
      '{"mae": NaN, "r2": 1.0}',
      '{"mae": NaN, "r2": 2.0}',
      'not-reproduced',
    ],
    ['the recorded value is NaN', '{"mae": NaN}', '{"mae": 1.0}', 'not-reproduced'],
    ['the new value is NaN', '{"mae": 1.0}', '{"mae": NaN}', 'not-reproduced'],
    ['the recorded value is infinite', '{"mae": Infinity}', '{"mae": 1.0}', 'not-reproduced'],
    ['the new value is infinite', '{"mae": 1.0}', '{"mae": -Infinity}', 'not-reproduced'],
    ['both are infinite', '{"mae": Infinity}', '{"mae": Infinity}', 'cannot-be-judged'],
    ['both are too large for a double', '{"mae": 1e999}', '{"mae": 1e999}', 'cannot-be-judged'],
    ['both are the text NaN', '{"mae": "NaN"}', '{"mae": "NaN"}', 'not-reproduced'],
    ['an earlier value of both series is NaN', '{"mae": [NaN, 2.0]}', '{"mae": [NaN, 2.0]}', 'cannot-be-judged'],
    ['a list of both is NaN', '{"m": [[NaN, 1], [1, 1]]}', '{"m": [[NaN, 1], [1, 1]]}', 'cannot-be-judged'],
    [
      'a value in an item of both is NaN',
      '{"m": [{"a": NaN, "b": 1}, {"a": 1, "b": 1}]}',
      '{"m": [{"a": NaN, "b": 1}, {"a": 1, "b": 1}]}',
      'cannot-be-judged',
    ],
    ['the new value is a text', '{"mae": 1.0}', '{"mae": "1.0"}', 'not-reproduced'],
    ['the new value is true', '{"mae": 1}', '{"mae": true}', 'not-reproduced'],
    ['both values are true', '{"mae": true}', '{"mae": true}', 'not-reproduced'],
    ['the new run has no metrics', '{"mae": 1.0}', '{}', 'not-reproduced'],
    ['the infinities have another sign', '{"mae": Infinity}', '{"mae": -Infinity}', 'not-reproduced'],
    ['a number is too large for a double', '{"mae": 1e999}', '{"mae": 1e308}', 'not-reproduced'],
    ['a recorded value is a text', '{"mae": "1.0"}', '{"mae": 1.0}', 'not-reproduced'],
    ['a recorded value is null', '{"mae": null}', '{"mae": 1.0}', 'not-reproduced'],
    ['both values are null', '{"mae": null}', '{"mae": null}', 'not-reproduced'],
    ['an earlier value of a series differs', '{"mae": [1.0, 2.0]}', '{"mae": [1.5, 2.0]}', 'not-reproduced'],
    [
      'large integers differ in a digit',
      '{"n": 9007199254740993}',
      '{"n": 9007199254740992}',
      'reproduced-within-tolerance',
    ],
    ['there are no metrics', '{}', '{}', 'cannot-be-judged'],
  ])('when %s', async (_, recorded, now, verdict) => {
    expect((await compared(recorded, now)).verdict).toBe(verdict);
  });

  test('names the metrics that diverged in both runs', async () => {
    const result = await compared('{"mae": NaN, "rmse": 1.0}', '{"mae": NaN, "rmse": 1.0}');
    const detail = 'mae: not finite in both runs. Two runs that diverge need not have computed the same.';
    expect(result.reasons).toEqual([detail]);
    expect(result.step('metrics')).toEqual({ name: 'metrics', state: 'unknown', detail });
  });

  test('a tolerance of 0 accepts only the same digits', async () => {
    expect((await compared('{"mae": 0.1}', '{"mae": 0.10000000000000002}', 0)).verdict).toBe('not-reproduced');
    expect((await compared('{"mae": 0.1}', '{"mae": 0.1}', 0)).verdict).toBe('reproduced-exactly');
  });

  test('reports the largest relative difference', async () => {
    const result = await compared('{"mae": 1.0, "rmse": 2.0}', '{"mae": 1.01, "rmse": 2.1}', 0.1);
    expect(result.verdict).toBe('reproduced-within-tolerance');
    expect(result.largest).toBeCloseTo(0.05, 12);
    expect(result.step('metrics')?.detail).toBe(
      'The largest relative difference is 0.05, within the tolerance of 0.1.',
    );
  });

  test('reports each differing metric with both values', async () => {
    const result = await compared('{"mae": 0.25, "rmse": 2.0}', '{"mae": 0.75}');
    expect(result.step('metrics')).toEqual({
      name: 'metrics',
      state: 'contradicted',
      detail: 'mae: recorded 0.25, now 0.75; rmse: recorded 2.0, now (absent).',
    });
    expect(result.largest).toBeUndefined();
  });
});

describe('what is not known', () => {
  test.each([
    ['no seed', { seed: null }, { seed: null }, 'did not set a seed'],
    ['a seed that is not recorded', { seed: undefined }, {}, 'whether the run set a seed'],
    ['another compiler', { kynml_version: '0.4.1' }, {}, 'Another tool trained the run'],
    ['no compiler', { kynml_version: undefined }, {}, 'what compiled its script'],
    ['a field that is not documented', { amp: true }, {}, '`amp`'],
    ['data that was not read', { data_hash: null }, {}, 'data could not be read'],
    ['data that is not recorded', { data_hash: undefined }, {}, 'does not record the hash of its data'],
  ])('%s: equal metrics are only consistent', async (_, recorded, now, reason) => {
    const result = await reproducedWith(recorded, now);
    expect(result.verdict).toBe('consistent');
    expect(result.reasons.join(' ')).toContain(reason);
  });

  test.each([
    ['no seed', { seed: null }, 'not-reproduced'],
    ['another compiler', { kynml_version: '0.4.1' }, 'not-reproduced'],
    ['data that was not read', { data_hash: null }, 'cannot-be-judged'],
  ])('%s: with other metrics, the reason is reported', async (_, recorded, verdict) => {
    const result = await reproducedWith(recorded, {
      metrics: { mae: 9, rmse: 9 },
      ...('seed' in recorded ? recorded : {}),
    });
    expect(result.verdict).toBe(verdict);
    expect(result.reasons.length).toBeGreaterThan(0);
  });

  test('a key that occurs twice: equal metrics are only consistent', async () => {
    const text = withMetrics('{"mae": 1.0}').replace('{', '{"seed": 7, ');
    const result = await reproduced({
      manifest: text,
      train: () => ({ ok: true, manifest: withMetrics('{"mae": 1.0}') }),
    });
    expect(result.verdict).toBe('consistent');
  });

  test('versions that are not recorded do not weaken equal digits, but are reported', async () => {
    const result = await reproducedWith({ env: { python: '3.11.2' } });
    expect(result.step('environment')?.state).toBe('contradicted');
    expect(result.environment.map(c => c.path)).toEqual(['env.numpy', 'env.platform', 'env.torch']);
  });
});

describe('the device', () => {
  const GPU = 'The run was trained on cuda, the new one on cpu.';
  test.each([
    ['equal metrics', {}, 'reproduced-exactly'],
    ['a metric that differs', { metrics: { mae: 9, rmse: 9 } }, 'not-reproduced'],
    ['no seed', { seed: null }, 'consistent'],
    ['no comparison', { data_hash: '0'.repeat(64) }, 'cannot-be-judged'],
  ])('of the recorded run was another one: it is a reason beside the verdict, with %s', async (_, now, verdict) => {
    const result = await reproducedWith({ device: 'cuda', ...('seed' in now && now) }, { device: 'cpu', ...now });
    expect(result.verdict).toBe(verdict);
    expect(result.reasons).toContain(GPU);
    expect(result.step('environment')?.state).toBe('confirmed');
  });

  test('may be recorded with the versions', async () => {
    const result = await reproducedWith(
      { device: undefined, env: { ...ENV, device: 'cuda' } },
      { device: 'cpu', env: ENV },
    );
    expect([result.verdict, result.reasons]).toEqual(['reproduced-exactly', [GPU]]);
    expect(result.environment).toEqual([]);
  });

  test('of the new run is not known', async () => {
    const result = await reproducedWith({ device: 'cuda' }, { device: undefined });
    expect(result.reasons).toEqual(['The run was trained on cuda, the device of the new run is not recorded.']);
  });

  test('is not recorded: the environment is unknown', async () => {
    const result = await reproducedWith({ device: undefined });
    expect(result.step('environment')).toEqual({
      name: 'environment',
      state: 'unknown',
      detail: 'The run does not record its device (CPU or GPU).',
    });
    expect(result.verdict).toBe('reproduced-exactly');
    const older = await reproducedWith({ device: undefined, env: { ...ENV, python: '2.7.0' } });
    expect(older.step('environment')).toMatchObject({ state: 'contradicted' });
    expect(older.step('environment')?.detail).toContain('. The run does not record its device (CPU or GPU).');
  });
});

describe('a record that contradicts the new run', () => {
  test('with another seed, the run cannot be judged', async () => {
    const result = await reproducedWith({ seed: 7 });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.reasons[0]).toContain('The recorded seed is 7, but with these params the spec sets 42.');
  });

  test('with data that changed while it was read, the run cannot be judged', async () => {
    const result = await reproducedWith({}, { data_hash: '0'.repeat(64) });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.reasons).toEqual(['The data changed while the new run read it.']);
  });

  test('without a CONFIG_HASH, nothing is trained', async () => {
    const result = await reproducedWith({ config_hash: 'abc' });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.scripts).toEqual([]);
    expect(result.step('spec')).toEqual({ name: 'spec', state: 'unknown', detail: 'Not checked.' });
  });

  test('a major version of torch is reported as such', async () => {
    const result = await reproducedWith(
      { env: { python: '3.11.2', platform: 'Linux-6.1', torch: '2.3.0', numpy: '1.24.2' } },
      { metrics: { mae: 9, rmse: 9 } },
    );
    expect(result.verdict).toBe('not-reproduced');
    expect(result.step('environment')?.detail).toBe(
      'Recorded → this interpreter: torch 2.3.0 → 1.13.1 (breaks comparison).',
    );
    expect(result.reasons).toContain(result.step('environment')?.detail);
  });
});

describe('a training that does not end', () => {
  test('cannot be judged, with its message', async () => {
    const result = await reproducedWith({}, {}, { train: () => ({ ok: false, message: 'KynMLError: no data.' }) });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.reasons).toEqual(['KynMLError: no data.']);
    expect(result.step('run')?.state).toBe('unknown');
  });

  test('cannot be judged where the script wrote something else', async () => {
    const result = await reproducedWith({}, {}, { train: () => ({ ok: true, manifest: '{}' }) });
    expect(result.verdict).toBe('cannot-be-judged');
  });

  test('is not started by an interpreter without torch', async () => {
    const result = await reproducedWith({}, {}, { interpreter: { problem: 'The interpreter does not have `torch`.' } });
    expect(result.verdict).toBe('cannot-be-judged');
    expect(result.scripts).toEqual([]);
    expect(result.reasons).toEqual(['The interpreter does not have `torch`.']);
  });
});
