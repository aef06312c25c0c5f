// What a difference means: the versions of torch as PEP 440 reads them, the directions of metrics. The other rows of the table are in test/artifacts.
import { describe, expect, test } from 'vitest';
import { directionOf } from '../../src-shared/kyn/metricDirection';
import { compareMetrics } from '../../src-shared/repro/metrics';
import { judge, judgeUnknown } from '../../src-shared/repro/policy';
import { type JsonNode, parseJson } from '../../src-shared/text/jsonText';

const node = (value: unknown): JsonNode => parseJson(JSON.stringify(value)).value as JsonNode;
const torch = (a: string, b: string) => judge({ path: 'env.torch', a: node(a), b: node(b), equal: false });

describe('torch', () => {
  test.each([
    ['2.3.0', '2.3.1', 'same minor version'],
    ['2.3.0', '2.3.0+cu121', 'same minor version'],
    ['2.3.0+cpu', '2.3.0+cu121', 'same minor version'],
    ['2.3', '2.3.0', 'same minor version'],
    ['2', '2.0.1', 'same minor version'],
    ['v2.3.0', '2.3.0', 'same minor version'],
    ['0!2.3', '2.3', 'same minor version'],
    ['2.3.0rc1', '2.3.0.post2', 'same minor version'],
    ['2.3.0-1', '2.3.0', 'same minor version'],
    ['02.03.0', '2.3.0', 'same minor version'],
    ['2.3.0a0+git1234abc', '2.3.0', 'same minor version'],
    ['2.3.0.dev20240101', '2.3.0', 'same minor version'],
    ['2.3.0ALPHA', '2.3.0', 'same minor version'],
    ['\n2.3.0 ', '2.3.1', 'same minor version'],
    ['2.3.0', '2.4.0', 'minor version'],
    ['2.10.0', '2.1.0', 'minor version'],
  ])('%j against %j is a warning: %s', (a, b, level) => {
    const { severity, reason } = torch(a, b);
    expect(severity).toBe('warn');
    expect(reason).toContain(`: ${level}, results will be close`);
  });

  test.each([
    ['1.13.1', '2.0.0'],
    ['2.3.0', '3.0.0.dev20260101+cu121'],
    ['1!2.3.0', '2.3.0'],
    ['v1', '2'],
    ['20.0', '2.0'],
  ])('%j against %j is an error: another major version', (a, b) => {
    expect(torch(a, b)).toEqual({
      severity: 'error',
      reason: `torch ${a} → ${b}: major version, results are not comparable.`,
    });
  });

  test.each(['nightly', '', '2.x', '2.3.0 beta?', '.2', '2..3', '2.3.0+', '2.3.0+a_b__c', '1!!2', '٢.3'])(
    'a version of no known form is a warning: %j',
    version => {
      expect(torch(version, '2.3.0').severity).toBe('warn');
      expect(torch('99.0', version).severity).toBe('warn');
    },
  );

  test('a version that takes long to refuse does not', () => {
    const long = `2${'.1'.repeat(50_000)}x`;
    const start = performance.now();
    torch(long, `1.0${'rc1.dev1'.repeat(5_000)}!`);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});

test('values in reasons are short: hashes, long texts, and what is empty or missing', () => {
  const reason = (a: unknown, b?: unknown) =>
    judge({ path: 'env.python', a: node(a), ...(b !== undefined && { b: node(b) }), equal: false }).reason;
  expect(reason('a'.repeat(64), '')).toBe('python differs (aaaaaaaaaaaa → ""); results will be close, not equal.');
  expect(reason('x'.repeat(80), null)).toContain(`(${'x'.repeat(59)}… → null)`);
  expect(reason({ a: 1 })).toBe('python differs (a value → (absent)); results will be close, not equal.');
  expect(reason(true, 3)).toContain('(true → 3)');
});

test('what is equal is the same, whatever it is', () => {
  for (const path of ['config_hash', 'data_hash', 'env.torch', 'seed', 'anything'])
    expect(judge({ path, a: node('x'), b: node('x'), equal: true })).toEqual({ severity: 'same', reason: '' });
});

test.each([
  ['run_id', 'info'],
  ['id', 'info'],
  ['created_at', 'info'],
  ['log.path', 'info'],
  ['timestamp_utc', 'info'],
  ['grid', 'warn'],
  ['valid', 'warn'],
  ['path_length', 'warn'],
  ['update', 'warn'],
  ['env.path', 'warn'],
  ['config_hash_id', 'info'],
])('a difference of %s is %s', (path, severity) => {
  expect(judge({ path, a: node(1), b: node(2), equal: false }).severity).toBe(severity);
});

test.each([
  ['seed', 'null', 'warn'],
  ['data_hash', 'null', 'warn'],
  ['config_hash', 'null', 'error'],
  ['seed', 'absent', 'error'],
  ['data_hash', 'absent', 'error'],
] as const)('%s that is %s on both sides is %s', (field, value, severity) => {
  expect(judgeUnknown(field, value).severity).toBe(severity);
});

test.each([
  [
    'lower',
    [
      'mae',
      'MAE',
      'mse',
      'rmse',
      'nll',
      'loss',
      'val_loss',
      'val_mae',
      'train/rmse',
      'test.mse',
      'cross_entropy_loss',
      'max_error',
      'perplexity',
    ],
  ],
  [
    'higher',
    ['accuracy', 'acc', 'precision', 'recall', 'f1', 'r2', 'R2', 'auc', 'roc_auc', 'val_accuracy', 'validation-f1'],
  ],
  [
    'unknown',
    [
      'epochs',
      'maes',
      'lossless',
      'flossy',
      'f1_loss_count',
      'score',
      '',
      'val_',
      '__proto__',
      'time',
      'mae_std',
      'neg_mean_squared_error',
    ],
  ],
] as const)('%s is better', (direction, names) => {
  for (const name of names) expect(directionOf(name), name).toBe(direction);
});

describe('metrics', () => {
  const one = (a: string, b: string, name = 'mae') => {
    const [x, y] = [parseJson(a).value, parseJson(b).value] as [JsonNode, JsonNode];
    const { better, delta, relative } = compareMetrics(new Map([[name, x]]), new Map([[name, y]]))[0] ?? {};
    return { better, delta, relative };
  };

  test.each([
    ['1', '2', 'mae', { better: 'a', delta: 1, relative: 1 }],
    ['2', '1', 'mae', { better: 'b', delta: -1, relative: -0.5 }],
    ['-2', '-1', 'r2', { better: 'b', delta: 1, relative: 0.5 }],
    ['1', '2', 'score', { better: 'unknown', delta: 1, relative: 1 }],
    ['1', '1.0', 'score', { better: 'same', delta: 0, relative: 0 }],
    ['0', '1', 'mae', { better: 'a', delta: 1, relative: undefined }],
    ['0', '-0', 'mae', { better: 'same', delta: 0, relative: undefined }],
    ['NaN', '1', 'mae', { better: 'unknown', delta: undefined, relative: undefined }],
    ['NaN', 'NaN', 'mae', { better: 'unknown', delta: undefined, relative: undefined }],
    ['Infinity', '1', 'mae', { better: 'b', delta: undefined, relative: undefined }],
    ['Infinity', 'Infinity', 'mae', { better: 'same', delta: undefined, relative: undefined }],
    ['-1e308', '1e308', 'mae', { better: 'a', delta: undefined, relative: undefined }],
    ['"1"', '1', 'mae', { better: 'unknown', delta: undefined, relative: undefined }],
    ['null', 'true', 'mae', { better: 'unknown', delta: undefined, relative: undefined }],
  ] as const)('%s against %s of %s', (a, b, name, expected) => {
    const found = one(a, b, name);
    expect({ ...found, delta: found.delta === 0 ? 0 : found.delta }).toEqual(expected);
  });

  test('of one side only, sorted by code point', () => {
    const metrics = compareMetrics(
      new Map([
        ['b', node(1)],
        ['😀', node(1)],
      ]),
      new Map([
        ['B', node(1)],
        ['\uffff', node(1)],
      ]),
    );
    expect(metrics.map(m => [m.name, m.better, 'a' in m, 'b' in m])).toEqual([
      ['B', 'unknown', false, true],
      ['b', 'unknown', true, false],
      ['\uffff', 'unknown', false, true],
      ['😀', 'unknown', true, false],
    ]);
    expect(compareMetrics()).toEqual([]);
  });
});
