// Secrets in artifacts: which values count, and that no value is ever shown.
import { describe, expect, test } from 'vitest';
import { type Artifact, readArtifact } from '../../src-shared/artifacts/read';
import { hasSecretForm, isSecretName, markSecrets, maskSecrets, secretsOf } from '../../src-shared/artifacts/secrets';
import { compare } from '../../src-shared/repro/compare';
import { type JsonNode, parseJson } from '../../src-shared/text/jsonText';
import { diffMarkdown } from '../../src-shared/views/diffMarkdown';
import { diffView } from '../../src-shared/views/diffView';

const secretsIn = (text: string): string[] =>
  secretsOf(markSecrets(parseJson(text).value as JsonNode)).map(s => `${s.key}: ${s.text}`);
// Made in parts, so that nobody takes them for real ones.
const OPENAI = `sk${'-'}proj-${'Ab1'.repeat(8)}`;
const KNOWN = [
  OPENAI,
  `hf${'_'}${'Ab1'.repeat(8)}`,
  `gh${'p_'}${'Ab1'.repeat(12)}`,
  `github${'_pat_'}${'Ab1'.repeat(8)}`,
  `AKI${'A'}${'ABCD1234'.repeat(2)}`,
  `AIz${'a'}${'Ab1cd'.repeat(7)}`,
  `xox${'b-'}${'123456-'.repeat(3)}`,
  `glpa${'t-'}${'Ab1'.repeat(7)}`,
  `Bearer ${'ab1.'.repeat(5)}`,
  `ey${'J'}${'a'.repeat(10)}.ey${'J'}${'b'.repeat(10)}.c`,
  'https://me:hunter2@example.com/',
  `-----BEGIN RSA PRIVATE ${'KEY'}-----`,
];

test.each(KNOWN)('the form of %s is known, wherever it stands', secret => {
  expect(hasSecretForm(secret)).toBe(true);
  expect(hasSecretForm(`run --key "${secret}" now`)).toBe(true);
  expect(secretsIn(JSON.stringify({ a: [{ b: [secret] }] }))).toEqual([`b: ${secret}`]);
});

test.each([
  'scikit-learn',
  'sk-learn-pipeline-for-houses',
  'risk-0123456789012345678',
  'https://example.com:8080/a@b',
  'git@github.com:a/b.git',
  'Bearer of bad news',
  'eyJust a text',
  'a1b2c3d4e5f60718',
  '',
])('%j is no secret', text => {
  expect(hasSecretForm(text)).toBe(false);
  expect(secretsIn(JSON.stringify({ note: text }))).toEqual([]);
});

test('keys that name a secret', () => {
  const yes = [
    'api_key',
    'apiKey',
    'X-Api-Key',
    'OPENAI_API_KEY',
    'token',
    'access_token',
    'hfToken',
    'client_secret',
    'db.password',
    'Authorization',
    'secret',
    'private_key',
  ];
  const no = [
    'tokens_per_second',
    'eos_token',
    'pad_token',
    'max_tokens',
    'tokenizer',
    'key',
    'secretary',
    'author',
    'password_hash',
    'api_key_env',
    'secret_santa_score',
  ];
  expect(yes.filter(isSecretName)).toEqual(yes);
  expect(no.filter(isSecretName)).toEqual([]);
});

test.each([
  '',
  ' ',
  '***',
  'xxxx',
  '<your key>',
  '${API_KEY}',
  '$API_KEY',
  'OPENAI_API_KEY',
  'None',
  'REDACTED',
  'EMPTY',
  'your-key-here',
  'a1b2c3d4e5f60718',
  'f'.repeat(64),
  '(hidden)',
])('%j in the place of a secret is none', text => {
  expect(secretsIn(JSON.stringify({ api_key: text }))).toEqual([]);
});

test.each(['hunter2', 'my_password_1', 'f'.repeat(32), 'correct horse'])('%j is one by its key alone', text => {
  expect(secretsIn(JSON.stringify({ password: text, note: text }))).toEqual([`password: ${text}`]);
});

test('numbers, lists and objects under such a key are looked into', () => {
  expect(
    secretsIn('{"token": 5, "api_keys": ["one two", null], "credentials": {"user": "me", "password": "p1"}}'),
  ).toEqual(['api_keys: one two', 'password: p1']);
});

const report = (key: string, more: object = {}): Artifact =>
  readArtifact(
    'r.json',
    JSON.stringify({ eval_name: 'e', total_samples: 1, config: { api_key: key, note: `x ${OPENAI}` }, ...more }),
  ) as Artifact;

describe('a secret is never shown', () => {
  const [a, b] = [report('first-secret'), report('second-secret', { timestamp: OPENAI.replace('Ab1', 'Cd2') })];
  const hidden = (text: string): void => {
    for (const secret of ['first-secret', 'second-secret', 'Ab1Ab1', 'Cd2Ab1']) expect(text).not.toContain(secret);
    expect(text).toContain('(hidden)');
  };

  test('in a comparison', () => {
    const comparison = compare(a, b);
    const view = diffView(comparison, {
      a: { uri: '', label: 'a', detail: '' },
      b: { uri: '', label: 'b', detail: '' },
    });
    hidden(JSON.stringify(view));
    hidden(diffMarkdown(view));
    const row = view.sections.flatMap(s => s.rows).find(r => r.path === 'config.api_key');
    expect(row).toMatchObject({ a: { text: '(hidden)' }, b: { text: '(hidden)' }, severity: 'warn' });
  });

  test('in a finding, whichever rule speaks', () => {
    const manifest = readArtifact(
      'run_manifest.json',
      JSON.stringify({ config_hash: OPENAI, kynml_version: 1, env: { token: 'first-secret', python: 1 } }),
    );
    const text = JSON.stringify(manifest?.diagnostics.map(d => d.message));
    hidden(text);
    expect(manifest?.diagnostics.filter(d => d.code === 'secret-in-file')).toHaveLength(2);
  });

  test('in a sweep, where each entry is checked by itself, and told once', () => {
    const entry = { combo: { lr: 0.1, token: 'first-secret' }, exit_code: 1, manifest: { config_hash: OPENAI } };
    const sweep = readArtifact('sweep_results.json', JSON.stringify([entry]));
    hidden(JSON.stringify(sweep?.diagnostics.map(d => d.message)));
    expect(sweep?.diagnostics.filter(d => d.code === 'secret-in-file')).toHaveLength(2);
  });

  test('in a reason, nor the beginning of a long one in a finding', () => {
    const long = OPENAI + OPENAI.slice(8).repeat(3);
    const [x, y] = [long, OPENAI].map(endpoint_summary =>
      report('k', { fingerprint: { config_hash: long, git_sha: 'def45678', endpoint_summary } }),
    ) as [Artifact, Artifact];
    const reasons = compare(x, y).reasons.map(r => r.text);
    expect(reasons.some(r => r.startsWith('endpoint_summary differs ((hidden) → (hidden))'))).toBe(true);
    hidden(JSON.stringify(reasons));
    hidden(JSON.stringify(x.diagnostics.map(d => d.message)));
  });

  test('in the names of the entries of a sweep', () => {
    const sweep = (exit_code: number) =>
      readArtifact(
        'sweep_results.json',
        JSON.stringify([{ combo: { token: 'first-secret' }, exit_code, manifest: null }]),
      ) as Artifact;
    const comparison = compare(sweep(0), sweep(1));
    hidden(
      JSON.stringify(
        diffView(comparison, { a: { uri: '', label: 'a', detail: '' }, b: { uri: '', label: 'b', detail: '' } }),
      ),
    );
  });

  test('in the lines of the file', () => {
    const text = `{"api_key": "first-secret", "b": "${OPENAI}"}`;
    const masked = maskSecrets(text, markSecrets(parseJson(text).value as JsonNode));
    expect(masked).toBe(`{"api_key": ${'*'.repeat(14)}, "b": ${'*'.repeat(OPENAI.length + 2)}}`);
  });
});

test('a long text costs no more than its length', { timeout: 30_000 }, () => {
  const start = performance.now();
  for (const part of ['a', 'sk-', 'eyJ-', 'Bearer ', 'a://', '-----BEGIN ', 'https://a:'])
    hasSecretForm(part.repeat(Math.floor(2_000_000 / part.length)));
  expect(performance.now() - start).toBeLessThan(15_000);
});
