// The secrets of an artifact are never shown.
import { describe, expect, test } from 'vitest';
import { type Artifact, readArtifact } from '../src-shared/artifacts/read';
import { maskUnread } from '../src-shared/artifacts/secrets/maskUnread';
import { markSecrets, maskSecrets } from '../src-shared/artifacts/secrets/secrets';
import { compare } from '../src-shared/repro/compare/compare';
import { artifactFindings } from '../src-shared/repro/diagnostics/findings';
import { fingerprintEval } from '../src-shared/repro/hash/evalFingerprint';
import { type JsonNode, parseJson } from '../src-shared/text/jsonText';
import { diffMarkdown } from '../src-shared/views/diffMarkdown';
import { diffView } from '../src-shared/views/diffView';
import { OPENAI } from './secretSample';

const report = (key: string, more: object = {}): Artifact =>
  readArtifact(
    'r.json',
    JSON.stringify({
      eval_name: 'e',
      total_samples: 1,
      summary_metrics: {},
      config: { api_key: key, note: `x ${OPENAI}` },
      ...more,
    }),
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

  test('in a finding of any rule', () => {
    const manifest = readArtifact(
      'run_manifest.json',
      JSON.stringify({ config_hash: OPENAI, kynml_version: 1, env: { token: 'first-secret', python: 1 } }),
    );
    const text = JSON.stringify(manifest?.diagnostics.map(d => d.message));
    hidden(text);
    expect(manifest?.diagnostics.filter(d => d.code === 'secret-in-file')).toHaveLength(2);
  });

  test('in a sweep, where each entry is checked separately and reported once', () => {
    const entry = { combo: { lr: 0.1, token: 'first-secret' }, exit_code: 1, manifest: { config_hash: OPENAI } };
    const sweep = readArtifact('sweep_results.json', JSON.stringify([entry]));
    hidden(JSON.stringify(sweep?.diagnostics.map(d => d.message)));
    expect(sweep?.diagnostics.filter(d => d.code === 'secret-in-file')).toHaveLength(2);
  });

  test('in a reason, nor the beginning of a long secret in a finding', () => {
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

  test('as a key: in a finding, in a path, in a reason', () => {
    const [x, y] = [1, 2].map(n =>
      readArtifact(
        'run_manifest.json',
        JSON.stringify({ config_hash: 'f'.repeat(64), [OPENAI]: n, metrics: { [OPENAI]: n }, env: {} }),
      ),
    ) as [Artifact, Artifact];
    hidden(JSON.stringify(x.diagnostics.map(d => d.message)));
    const comparison = compare(x, y);
    hidden(JSON.stringify([comparison.reasons, comparison.values.map(v => v.path), comparison.metrics]));
    const view = diffView(comparison, {
      a: { uri: '', label: 'a', detail: '' },
      b: { uri: '', label: 'b', detail: '' },
    });
    hidden(JSON.stringify(view));
  });

  test('with a line end, which a message shows as an escape', () => {
    const secret = 'first-secret\nmore';
    const manifest = readArtifact(
      'run_manifest.json',
      JSON.stringify({ kynml_version: '1', config_hash: '', env: {}, api_key: secret, [secret]: 1 }),
    );
    const messages = manifest?.diagnostics.map(d => d.message) ?? [];
    expect(messages).toContain('Unknown field `(hidden)` in a run manifest. It is kept unchanged.');
    hidden(JSON.stringify(messages));
  });

  test('two hidden keys are different', () => {
    const keys = [OPENAI, `${OPENAI}x`].map(key => report('k', { config: { [key]: 1 } })) as [Artifact, Artifact];
    expect(compare(...keys).values.filter(v => v.path.startsWith('config') && !v.equal)).toHaveLength(2);
  });

  test.each([
    [
      'a line of a key',
      { k: [`-----BEGIN RSA PRIVATE ${'KEY'}-----`, 'saffron1', `-----END RSA PRIVATE ${'KEY'}-----`] },
    ],
    ['an argument', { argv: ['train.py', '--api-key', 'saffron1'] }],
    ['a value next to its name', { env: [{ Name: 'DB_PASSWORD', Value: 'saffron1' }] }],
    ['JSON in strings', { cfg: JSON.stringify(JSON.stringify(JSON.stringify({ password: 'saffron1' }))) }],
    ['a cookie', { cookie: 'sid=saffron1' }],
    ['a login', { auth: ['bob', 'saffron1'] }],
  ])('as %s in a comparison', (_, config) => {
    const [x, y] = [config, {}].map(more => report('k', { config: more })) as [Artifact, Artifact];
    const view = diffView(compare(x, y), {
      a: { uri: '', label: 'a', detail: '' },
      b: { uri: '', label: 'b', detail: '' },
    });
    for (const text of [JSON.stringify(view), diffMarkdown(view)]) {
      expect(text).toContain('(hidden)');
      expect(text).not.toContain('saffron1');
    }
    expect(JSON.stringify(x.diagnostics.map(d => d.code))).toContain('secret-in-file');
  });

  test('as a number', () => {
    const [x, y] = [12345678, 87654321].map(password => report('k', { config: { password } })) as [Artifact, Artifact];
    const comparison = compare(x, y);
    const text = JSON.stringify([
      comparison.reasons,
      diffView(comparison, { a: { uri: '', label: 'a', detail: '' }, b: { uri: '', label: 'b', detail: '' } }),
    ]);
    expect(text).not.toMatch(/12345678|87654321/);
    expect(text).toContain('(hidden)');
  });

  test('in messages with Python escapes', () => {
    const kind = `${OPENAI.slice(0, 20)}\\'"${OPENAI}`;
    const manifest = readArtifact(
      'experiment_manifest.json',
      JSON.stringify({ manifest_schema_version: 1, params: {}, data_provenance: { kind } }),
    );
    const text = manifest?.diagnostics.map(d => d.message).join('\n') ?? '';
    expect(text).toContain('unknown');
    hidden(text);
  });

  test('in the path of a spec that does not exist', () => {
    const lock = readArtifact(
      'kynml.lock',
      JSON.stringify({ config_hash: 'f'.repeat(64), schema_version: '1', source_path: 'https://u:hunter2pw@h/x.kyn' }),
    ) as Artifact;
    const text = artifactFindings(lock, { state: 'missing' }).map(d => d.message);
    expect(text.join()).toContain('https://(hidden)@h/x.kyn does not exist');
    expect(text.join()).not.toContain('hunter2pw');
  });

  test('in a fingerprint of an evaluation, and in the reason for a missing one', () => {
    const endpoint = { provider: 'https://u:hunter2pw@h', model: OPENAI, api_key: 'k' };
    const made = (more: object) =>
      fingerprintEval(
        markSecrets(parseJson(JSON.stringify({ endpoint, ...more })).value as JsonNode),
        { git: { sha: 'abcdef01', dirty: false } as never },
        () => 'f'.repeat(64),
      );
    const text = JSON.stringify([made({ tools: [OPENAI] }), made({ score_fn: `<lambda> ${OPENAI}` })]);
    hidden(text);
    expect(text).not.toContain('hunter2pw');
  });

  test('in the lines of a file that cannot be read', () => {
    for (const text of [
      '{"api_key": "hunter2hunter2", oops}',
      '{"api_key" "x", "password": 12345678 oops',
      `{"note": "${OPENAI}" oops`,
      "{'api_key': 'hunter2hunter2'}",
      '{"api_key": {"value":\n "hunter2hunter2"}, oops',
      '{"api_key":\n "hunter2hunter2" oops',
      '[["x-api-key", "hunter2hunter2"] oops',
      '{"url": "https://u:hunter2hunter2@h" oops',
    ]) {
      const masked = maskUnread(text);
      expect(masked).toHaveLength(text.length);
      expect(masked).not.toMatch(/hunter2|12345678|Ab1Ab1/);
    }
    const plain = '{"eos_token": "</s>",\n "max_tokens": 4096, "lr": 0.1,, "tokenizer": "bpe"}';
    expect(maskUnread(plain)).toBe(plain);
  });

  test('in the lines of the file', () => {
    const text = `{"api_key": "first-secret", "b": "${OPENAI}"}`;
    const masked = maskSecrets(text, markSecrets(parseJson(text).value as JsonNode));
    expect(masked).toBe(`{"api_key": ${'*'.repeat(14)}, "b": ${'*'.repeat(OPENAI.length + 2)}}`);
  });
});
