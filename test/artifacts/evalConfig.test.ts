// The configuration in the report of an evaluation, and the header of a session.
import { describe, expect, test } from 'vitest';
import { readArtifact } from '../../src-shared/artifacts/read';
import { compare } from '../../src-shared/repro/compare/compare';

const FINGERPRINT = {
  config_hash: 'a1b2c3d4e5f60718',
  git_sha: 'def45678',
  git_dirty: false,
  domain: 'eval',
  endpoint_summary: 'p/m',
  tools: [],
  dataset_path: 'd.jsonl',
};
const ENDPOINT = { provider: 'p', model: 'm' };

const findingsOf = (config: unknown, fingerprint: unknown = FINGERPRINT) => {
  const text = JSON.stringify({ eval_name: 'e', total_samples: 1, config, fingerprint });
  const found = readArtifact('report.json', text)?.diagnostics ?? [];
  return found.filter(d => d.code === 'not-hashed').map(d => [d.severity, text.slice(d.span.start, d.span.end), d.message]);
};

describe('a report names what its hash does not cover', () => {
  test.each([
    [{ score_fn: 'e.f', shots: 5, tools: [] }, '`shots` of `config` is not part of the hash of a configuration with `score_fn`.'],
    [{ score_fn: 'e.f', extra_config: {} }, '`extra_config` of `config` is not part'],
    [{ scorer: 'e.S', score_fn: 'e.f', extra_config: {}, n: 1 }, '`score_fn` and `n` of `config` are not part'],
    [{ scorer: 'e.S', dataset_checksum: 'x' }, '`dataset_checksum` of `config` is'],
  ])('%j', (config, message) => {
    expect(findingsOf({ endpoint: ENDPOINT, ...config })).toEqual([
      ['info', '"config"', expect.stringContaining(message)],
    ]);
  });

  test.each([
    ['all of it is hashed', { endpoint: ENDPOINT, scorer: 'e.S', extra_config: { shots: 5 }, dataset_path: 'd.jsonl' }],
    ['the rest is documented as not hashed', { endpoint: { ...ENDPOINT, api_key: '' }, score_fn: 'e.f', tools: ['a'] }],
    ['it has another form', { endpoint: ENDPOINT, shots: 5 }],
    ['it has no endpoint', { score_fn: 'e.f', shots: 5 }],
  ])('nothing is reported where %s', (_, config) => {
    expect(findingsOf(config)).toEqual([]);
  });

  test('nothing is reported without a fingerprint, which is reported itself', () => {
    expect(findingsOf({ endpoint: ENDPOINT, score_fn: 'e.f', shots: 5 }, null)).toEqual([]);
  });

  test('a scorer must not be a lambda', () => {
    const text = JSON.stringify({ eval_name: 'e', total_samples: 1, config: { scorer: 'e.<lambda>' } });
    expect(readArtifact('report.json', text)?.diagnostics.map(d => d.code)).toContain('lambda-name');
  });
});

describe('the header of a session', () => {
  const header = (more: object) =>
    JSON.stringify({
      type: 'session',
      id: 'a',
      ...more,
      fingerprint: { ...FINGERPRINT, domain: 'session', endpoint_summary: undefined, model: 'p/m', env: 'none' },
    });
  const codes = (more: object) => readArtifact('s.jsonl', header(more))?.diagnostics.map(d => d.code);
  const REST = { timestamp: '2026-02-21T22:05:09', cwd: '/w', provider: 'p', model: 'm', parent_id: 'b' };

  test.each([
    REST,
    { timestamp: 1_771_711_509.7, cwd: null, provider: null, model: null, parent_id: null },
  ])('%j is known in any form', more => {
    expect(codes(more)).toEqual(['header-only']);
    expect(codes({ ...more, other: 1 })).toEqual(['header-only', 'unknown-field']);
  });

  test('two sessions that differ only in time, folder and parent have identical inputs', () => {
    const [a, b] = [REST, { ...REST, timestamp: '2026-02-22', cwd: '/x', parent_id: null }].map(more =>
      readArtifact('s.jsonl', header(more)),
    );
    if (!a || !b) throw new Error('A header is not read.');
    expect(compare(a, b)).toMatchObject({ verdict: 'identical-inputs' });
  });
});
