// A `$schema` of this tool sets the kind of a file.
import { describe, expect, test } from 'vitest';
import { readArtifact } from '../../src-shared/artifacts/read';

const H = '1'.repeat(64);
const INDEX = '{"lock_version": 1, "updated_at": "", "goldens": []}';
const FIELDS = { data_provenance: {}, env: {}, experiment_id: '', git: {}, params: {}, timestamp_utc: '' };

describe('a `$schema` of this tool', () => {
  test.each([
    ['./schemas/kynml-run-manifest.schema.json', 'kynml-run-manifest'],
    ['https://example.com/x/kynml-lock.editor.json', 'kynml-lock'],
    ['urn:pytyche:experiment-manifest:v1', 'experiment-manifest'],
    ['https://json.schemastore.org/package.json', undefined],
    ['kynml-run-manifest', undefined],
  ])('%s forces the kind %s', (address, kind) => {
    expect(readArtifact('a.json', JSON.stringify({ $schema: address }))?.kind.id).toBe(kind);
    const manifest = JSON.stringify({ $schema: address, config_hash: H, data_hash: null });
    expect(readArtifact('a.json', manifest)?.kind.id).toBe(kind ?? 'kynml-run-manifest');
  });

  test.each([
    // Other programs have schemas of these names, so most of the required fields must be there.
    ['eval-report', { suite: 'x', passed: 4 }, false],
    ['eval-report', { eval_name: 'x', passed: 4 }, false],
    ['eval-report', { eval_name: 'x', timestamp: '' }, true],
    ['experiment-manifest', { manifest_schema_version: 2, ...FIELDS }, true],
    ['experiment-manifest', FIELDS, true],
    ['experiment-manifest', { ...FIELDS, git: undefined }, false],
    ['experiment-manifest', { manifest_schema_version: 1, env: {}, git: {} }, true],
    ['dlm-lock', { holder: 'node-3' }, false],
    ['dlm-lock', { lock_version: 1, dlm_sha256: '' }, true],
    ['dlm-golden-index', { goldens: ['a.png'] }, false],
    ['dlm-golden-index', { goldens: ['a.png'], updated_at: '' }, true],
  ])('with the file name %s counts only with such a content: %j', (id, content, counts) => {
    for (const address of [`./schemas/${id}.schema.json`, `https://acme.org/${id}.editor.json`]) {
      const found = readArtifact('a.json', JSON.stringify({ $schema: address, ...content }));
      expect([found?.kind.id, found?.detectedBy]).toEqual(counts ? [id, 'schema'] : [undefined, undefined]);
    }
  });

  test('is reported as an unknown field only where the tool that owns the format rejects it', () => {
    const codes = (id: string, content: object) =>
      readArtifact('a.json', JSON.stringify({ $schema: `${id}.schema.json`, ...content }))?.diagnostics.map(d => d.code);
    expect(codes('kynml-run-manifest', {})).not.toContain('unknown-field');
    expect(codes('dlm-golden-index', { updated_at: '', goldens: [] })).toContain('lock-version');
    const index = `{"$schema": "dlm-golden-index.schema.json", ${INDEX.slice(1)}`;
    expect(readArtifact('a.json', index)?.diagnostics.map(d => d.code)).toContain('unknown-field');
  });
});
