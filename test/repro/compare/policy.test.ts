// The severity of differences: versions of torch by PEP 440, the directions of metrics. The other rows of the table are tested in test/artifacts.
import { describe, expect, test } from 'vitest';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { directionOf, sharedDirections } from '../../../src-shared/kyn/catalogue/metricDirection';
import { compare } from '../../../src-shared/repro/compare/compare';
import {
  defaultPolicy,
  judge,
  judgeUnknown,
  type Policy,
  policyOf,
  severityOf,
} from '../../../src-shared/repro/compare/policy';
import { policyRows } from '../../../src-shared/repro/compare/policyTable';
import { type JsonNode, parseJson } from '../../../src-shared/text/jsonText';
import { diffView } from '../../../src-shared/views/diffView';

const node = (value: unknown): JsonNode => parseJson(JSON.stringify(value)).value as JsonNode;
const torch = (a: string, b: string) => judge({ path: 'env.torch', a: node(a), b: node(b), equal: false });

const MICRO = 'same minor version, results will be close, not equal';
const MINOR = 'minor version, results will be close, not equal';
const BUILD = 'another build of the same version, results will be close, not equal';
const STAGE = 'another pre-, post- or development release of the same version';
const SAME = 'the same version, written in another form';

describe('torch', () => {
  test.each([
    ['2.3.0', '2.3.1', MICRO],
    ['2', '2.0.1', MICRO],
    ['\n2.3.0 ', '2.3.1', MICRO],
    ['2.3.0rc1', '2.3.1', MICRO],
    ['2.3.0', '2.4.0', MINOR],
    ['2.10.0', '2.1.0', MINOR],
    ['2.4.0.dev20240101', '2.3.0', MINOR],
    ['2.3.0', '2.3.0+cu121', BUILD],
    ['2.3.0+cpu', '2.3.0+cu121', BUILD],
    ['2.3.0rc1', '2.3.0.post2', STAGE],
    ['2.3.0-1', '2.3.0', STAGE],
    ['2.3.0a0+git1234abc', '2.3.0', STAGE],
    ['2.3.0.dev20240101', '2.3.0', STAGE],
    ['2.3.0.dev1', '2.3.0.dev2', STAGE],
    ['2.3.0ALPHA', '2.3.0', STAGE],
    ['2.3', '2.3.0', SAME],
    ['v2.3.0', '2.3.0', SAME],
    ['0!2.3', '2.3', SAME],
    ['02.03.0', '2.3.0', SAME],
    ['2.3.0-1', '2.3.post1', SAME],
    ['2.3.0.r0', '2.3.0.REV', SAME],
    ['2.3.0preview01', '2.3-c.1', SAME],
    ['2.3.0alpha', '2.3.0a0', SAME],
    ['2.3.0+CU_121.07', '2.3.0+cu.121.7', SAME],
  ])('%j against %j is a warning: %s', (a, b, level) => {
    expect(torch(a, b)).toEqual({ severity: 'warn', reason: expect.stringMatching(new RegExp(`: ${level}\\.$`)) });
  });

  test('another epoch is not the same minor version where DLM ignores it', () => {
    const pinned = (a: string, b: string) =>
      judge({ path: 'pinned_versions.torch', a: node(a), b: node(b), equal: false });
    expect(pinned('1!2.3.0', '2.3.0')).toEqual({
      severity: 'warn',
      reason: 'torch 1!2.3.0 → 2.3.0: another epoch, so it is not known whether results will be close.',
    });
    expect(pinned('1!2.3.0', '3.0').severity).toBe('error');
  });

  test.each([
    ['1.13.1', '2.0.0'],
    ['2.3.0', '3.0.0.dev20260101+cu121'],
    ['v1', '2'],
    ['20.0', '2.0'],
  ])('%j against %j is an error: another major version', (a, b) => {
    expect(torch(a, b)).toEqual({
      severity: 'error',
      reason: `torch ${a} → ${b}: major version, results are not comparable.`,
    });
  });

  test('another epoch is an error, and called that', () => {
    expect(torch('1!2.3.0', '2.3.0')).toEqual({
      severity: 'error',
      reason: 'torch 1!2.3.0 → 2.3.0: epoch, results are not comparable.',
    });
  });

  test.each(['nightly', '', '2.x', '2.3.0 beta?', '.2', '2..3', '2.3.0+', '2.3.0+a_b__c', '1!!2', '٢.3'])(
    'a version of no known form is a warning: %j',
    version => {
      expect(torch(version, '2.3.0')).toMatchObject({
        severity: 'warn',
        reason: expect.stringContaining('it is not known whether results will be close'),
      });
      expect(torch('99.0', version).severity).toBe('warn');
    },
  );
});

test('values in reasons are short: hashes, long texts, and what is empty or missing', () => {
  const reason = (a: unknown, b?: unknown) =>
    judge({ path: 'env.python', a: node(a), ...(b !== undefined && { b: node(b) }), equal: false }).reason;
  expect(reason('a'.repeat(64), '')).toBe('python differs (aaaaaaaaaaaa → ""); results will be close, not equal.');
  expect(reason('x'.repeat(80), null)).toContain(`(${'x'.repeat(59)}… → null)`);
  expect(reason({ a: 1 })).toBe('python is recorded only in A.');
  expect(reason({ a: 1 }, 1)).toBe('python differs (an object → 1); results will be close, not equal.');
  expect(reason(true, 3)).toContain('(true → 3)');
});

test('what is equal is the same, whatever it is', () => {
  for (const path of ['config_hash', 'data_hash', 'env.torch', 'seed', 'anything'])
    expect(judge({ path, a: node('x'), b: node('x'), equal: true })).toEqual({ severity: 'same', reason: '' });
});

test('of long values that begin alike the difference is shown', () => {
  const reason = (a: string, b: string) => judge({ path: 'seed', a: node(a), b: node(b), equal: false }).reason;
  const start = 'x'.repeat(70);
  expect(reason(`${start}a`, `${start}b`)).toContain(`(…${'x'.repeat(20)}a → …${'x'.repeat(20)}b)`);
  expect(reason(start, `${start}${'y'.repeat(80)}`)).toContain(`(…${'x'.repeat(20)} → …${'x'.repeat(20)}yyy`);
  expect(reason(`${'x'.repeat(69)}\u{1f600}`, `${'x'.repeat(69)}\u{1f601}`)).toMatch(/x\u{1f600} → .*x\u{1f601}\)/u);
  expect(reason('ab', 'ac')).toContain('(ab → ac)');
});

test('two hashes that begin alike are shown longer', () => {
  const [a, b] = [`${'0'.repeat(12)}${'1'.repeat(52)}`, `${'0'.repeat(12)}${'2'.repeat(52)}`];
  const { reason } = judge({ path: 'config_hash', a: node(a), b: node(b), equal: false });
  expect(reason).toContain(`${a.slice(0, 20)}`);
  expect(reason).toContain(`${b.slice(0, 20)}`);
});

test('a string and a value that looks like it differ', () => {
  expect(judge({ path: 'seed', a: node('1'), b: node(1), equal: false }).reason).toContain('("1" → 1)');
});

test.each([
  ['id', 'info'],
  ['experiment_id', 'info'],
  ['last_run_id', 'info'],
  ['created_at', 'info'],
  ['updated_at', 'info'],
  ['timestamp', 'info'],
  ['timestamp_utc', 'info'],
  ['script', 'info'],
  ['source_path', 'info'],
  ['run_id', 'warn'],
  ['log.path', 'warn'],
  ['params.id', 'error'],
  ['config.script', 'warn'],
  ['init_checkpoint_path', 'warn'],
  ['base_model_id', 'warn'],
  ['data_date', 'warn'],
  ['dlm_id', 'error'],
  ['grid', 'warn'],
  ['valid', 'warn'],
  ['path_length', 'warn'],
  ['update', 'warn'],
  ['env.path', 'warn'],
  ['config_hash_id', 'warn'],
])('a difference of %s is %s', (path, severity) => {
  expect(judge({ path, a: node(1), b: node(2), equal: false }).severity).toBe(severity);
});

describe('settings', () => {
  const manifest = (spec: string, more = {}): string =>
    JSON.stringify({
      kynml_version: '0.1.0',
      config_hash: spec.repeat(64),
      data_hash: 'd'.repeat(64),
      env: { python: '3.11.9', platform: 'Linux' },
      seed: 1,
      metrics: {},
      ...more,
    });
  const compared = (a: string, b: string, policy: Policy) => {
    const [x, y] = [a, b].map(text => readArtifact('run_manifest.json', text));
    if (!x || !y) throw new Error('these are run manifests');
    const side = { uri: '', label: '', detail: '' };
    return diffView(compare(x, y, policy), { a: side, b: side });
  };

  test('that make a verdict milder are shown in the verdict and in the reasons', () => {
    const view = compared(manifest('a'), manifest('b'), policyOf({ spec: 'info' }));
    expect(view.verdict).toBe('identical-inputs');
    expect(view.verdictText).toBe('Identical inputs by your settings');
    expect(view.reasons.map(r => `${r.severity}: ${r.text}`)).toEqual([
      'info: The spec differs: CONFIG_HASH aaaaaaaaaaaa → bbbbbbbbbbbb.',
      'info: By the policy in the settings: spec counts as "harmless" instead of "breaks comparison".',
      'info: Not recorded, so not compared: --param overrides and the contents of imported files.',
    ]);
  });

  test('that make it stricter are shown as well, each row once', () => {
    const view = compared(
      manifest('a'),
      manifest('a', { seed: 2, env: { python: '3.12.0', platform: 'mac' } }),
      policyOf({ strict: true }),
    );
    expect(view.verdictText).toBe('Not comparable by your settings');
    expect(view.reasons.at(-1)?.text).toBe(
      'By the policy in the settings: platform counts as "breaks comparison" instead of "may change results"; seed counts as "breaks comparison" instead of "may change results"; versions counts as "breaks comparison" instead of "may change results".',
    );
  });

  test('that change no verdict, or concern no difference, leave its words as they are', () => {
    const other = manifest('b', { seed: 2 });
    expect(compared(manifest('a'), other, policyOf({ seed: 'info' })).verdictText).toBe('Not comparable');
    const { verdictText, reasons } = compared(manifest('a'), manifest('a'), policyOf({ spec: 'info', seed: 'error' }));
    expect(verdictText).toBe('Identical inputs');
    expect(reasons.filter(r => r.text.includes('setting'))).toEqual([]);
  });

  test('count where the table has no words for a difference', () => {
    const [a, b] = [manifest('a', { timestamp: 'x' }), manifest('a', { timestamp: 'y' })];
    expect(compared(a, b, defaultPolicy).verdict).toBe('identical-inputs');
    const view = compared(a, b, policyOf({ 'names-and-times': 'error' }));
    expect(view.verdict).toBe('not-comparable');
    expect(view.reasons[0]).toEqual({ severity: 'error', text: 'timestamp differs (x → y).' });
  });

  test('strict makes an error of every warning, chosen or not', () => {
    const strict = policyOf({ seed: 'warn', spec: 'warn', platform: 'info', strict: true });
    const severity = (id: string) =>
      severityOf(policyRows.find(row => row.id === id) ?? { id, severity: 'info' }, strict);
    expect(['seed', 'spec', 'platform', 'kynml', 'branch'].map(severity)).toEqual([
      'error',
      'error',
      'info',
      'error',
      'info',
    ]);
  });
});

test.each([
  ['seed', 'null', 'warn'],
  ['data_hash', 'null', 'warn'],
  ['config_hash', 'null', 'error'],
  ['seed', 'absent', 'error'],
  ['data_hash', 'absent', 'error'],
  ['git.sha', 'absent', 'error'],
  ['git.dirty', 'null', 'warn'],
  ['env.python', 'absent', 'warn'],
] as const)('%s that is %s on both sides is %s', (field, value, severity) => {
  expect(judgeUnknown(field, value).severity).toBe(severity);
});

describe('the setting of identity-unknown', () => {
  const setting = policyOf({ 'identity-unknown': 'info' });

  test('changes the severity of a field that both sides lack', () => {
    const reason = 'Neither side records config_hash, so they cannot be compared.';
    expect(judgeUnknown('config_hash', 'absent')).toEqual({ severity: 'error', reason });
    expect(judgeUnknown('config_hash', 'absent', setting)).toEqual({
      severity: 'info',
      reason,
      override: { row: 'identity-unknown', table: 'error' },
    });
    expect(judgeUnknown('env.python', 'absent', setting)).toMatchObject({ severity: 'warn' });
  });

  test('changes the verdict of a comparison, which names the row', () => {
    const report = readArtifact('report.json', '{"eval_name": "e", "total_samples": 1, "summary_metrics": {"acc": 1}}');
    if (!report) throw new Error('this is a report');
    const text = 'Neither side records fingerprint, so they cannot be compared.';
    const strict = compare(report, report);
    expect(strict.reasons).toContainEqual({ severity: 'error', text });
    expect(strict).toMatchObject({ verdict: 'not-comparable', bySettings: false });
    const milder = compare(report, report, setting);
    expect(milder.reasons).toContainEqual({ severity: 'info', text });
    expect(milder.reasons.map(r => r.text)).toContainEqual(
      expect.stringContaining('identity-unknown counts as "harmless" instead of "breaks comparison"'),
    );
    expect(milder).toMatchObject({ verdict: 'identical-inputs', bySettings: true });
  });
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

test.each([
  [0, 1, 'one of the runs failed.'],
  [1, 2, 'both of the runs failed.'],
  [null, '0', undefined],
  [0, '1', undefined],
])('the reason for exit codes %j and %j states only what they show', (a, b, failed) => {
  const { reason = '' } = judge({ path: 'exit_code', a: node(a), b: node(b), equal: false });
  expect(reason).toMatch(/^The exit code differs \(.*\)[.:]/);
  expect(/: (.* failed\.)$/.exec(reason)?.[1]).toBe(failed);
});

test('projects that disagree about a metric leave its direction unknown', () => {
  const shared = sharedDirections([
    { bleu: 'higher', mae: 'higher', f2: 'higher' },
    { bleu: 'higher', f2: 'higher' },
  ]);
  expect(['bleu', 'mae', 'f2', 'r2'].map(name => directionOf(name, shared))).toEqual([
    'higher',
    'unknown',
    'higher',
    'higher',
  ]);
  expect(directionOf('mae', sharedDirections([]))).toBe('lower');
});
