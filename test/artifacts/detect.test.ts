// Which kind a file has: by content, by name, for a text that cannot be read, and for a forced kind.
import { describe, expect, test } from 'vitest';
import {
  detectBroken,
  detectKind,
  fileFormatOf,
  kindById,
  kindOfName,
  mayBeArtifact,
} from '../../src-shared/artifacts/detect';
import { fileFormats, json, jsonLines, scriptConstant } from '../../src-shared/artifacts/fileFormat';
import { kinds } from '../../src-shared/artifacts/kinds';
import { isOptedOut, readArtifact } from '../../src-shared/artifacts/read';

const H = '1'.repeat(64);
const MANIFEST = `{"config_hash": "${H}", "data_hash": null, "metrics": {}}`;
const LOCK = `{"config_hash": "${H}", "schema_version": "1", "source_path": "a.kyn"}`;
const SESSION = '{"type": "session", "id": "s", "fingerprint": {"domain": "session"}}';
const INDEX = '{"lock_version": 1, "updated_at": "", "goldens": []}';
const SCRIPT = `CONFIG_HASH = "${H}"\n`;

const label = (detected: ReturnType<typeof detectKind>): string | undefined =>
  detected && `${detected.kind.id} by ${detected.by}`;

const detected = (path: string, text: string) => {
  const { value } = fileFormatOf(path).read(text);
  return value && label(detectKind(path, value));
};
const FIELDS = { data_provenance: {}, env: {}, experiment_id: '', git: {}, params: {}, timestamp_utc: '' };
const withKeys = (keys: readonly string[], more: object = {}): string =>
  JSON.stringify({ ...Object.fromEntries(Object.entries(FIELDS).filter(([key]) => keys.includes(key))), ...more });

describe('the content', () => {
  test.each([
    // A run manifest: the hash and one of three signs.
    [`{"config_hash": "${H}", "kynml_version": "1"}`, 'kynml-run-manifest'],
    [`{"config_hash": "${H}", "data_hash": null}`, 'kynml-run-manifest'],
    [`{"config_hash": "${H}", "env": {}, "metrics": {}}`, 'kynml-run-manifest'],
    [`{"config_hash": "${'A'.repeat(64)}", "data_hash": null}`, 'kynml-run-manifest'],
    [`{"config_hash": "${H}", "data_hash": "abc"}`, 'kynml-run-manifest'],
    [`{"config_hash": "${H}", "kynml_version": 1, "data_hash": 5, "env": 5}`, 'kynml-run-manifest'],
    [`{"config_hash": "${H}", "data_hash": {"sha256": "${H}"}}`, undefined],
    [`{"config_hash": "${H}", "data_hash": 5}`, undefined],
    [`{"config_hash": "${H}", "env": "prod", "metrics": {}}`, undefined],
    [`{"config_hash": "${H}", "env": {}, "metrics": ["mae"]}`, undefined],
    [`{"config_hash": "${H}", "env": {}}`, undefined],
    [`{"config_hash": "${H}", "metrics": {}}`, undefined],
    [`{"config_hash": "${H.slice(1)}", "data_hash": null, "env": {}, "metrics": {}}`, undefined],
    [`{"config_hash": "sha256:${H}", "data_hash": null, "env": {}, "metrics": {}}`, undefined],
    ['{"config_hash": 1, "data_hash": null}', undefined],
    // Only KynML writes kynml_version, so a wrong hash next to it is a mistake.
    ['{"config_hash": "abc", "kynml_version": "1", "metrics": {}}', 'kynml-run-manifest'],
    ['{"config_hash": "abc", "kynml_version": "1"}', undefined],
    [`[{"config_hash": "${H}", "data_hash": null}]`, undefined],
    [`{"__proto__": {"config_hash": "${H}", "data_hash": null}}`, undefined],
    // A lock: the hash and the schema.
    [`{"config_hash": "${H}", "schema_version": "1"}`, 'kynml-lock'],
    [`{"config_hash": "${H}", "schema_version": "1", "kynml_version": "1"}`, 'kynml-lock'],
    [`{"config_hash": "${H}", "schema_version": "1", "kynml_version": "1", "metrics": {}}`, 'kynml-run-manifest'],
    // A newer lock may have fields that are not known yet.
    [`{"config_hash": "${H}", "schema_version": "2", "kynml_version": "9", "imports": []}`, 'kynml-lock'],
    [`{"config_hash": "${H}", "schema_version": "2", "source_path": "a.kyn", "imports": []}`, 'kynml-lock'],
    [`{"config_hash": "${H}", "schema_version": "2", "backend": "jax"}`, 'kynml-lock'],
    [`{"config_hash": "${H}", "schema_version": "3", "name": "other tool"}`, undefined],
    [`{"config_hash": "${H}", "schema_version": 1, "backend": "s3", "serial": 4}`, undefined],
    ['{"kynml_version": "1", "source_path": "a.kyn", "schema_version": "1"}', 'kynml-lock'],
    [`{"config_hash": "${H}", "source_path": "a.kyn"}`, undefined],
    ['{"config_hash": "abc", "schema_version": "1", "source_path": "a.kyn"}', undefined],
    ['{"schema_version": "1.2.0", "source_path": "src/a.ts"}', undefined],
    // A sweep: an entry with a combination, and an exit code or a manifest.
    ['[{"combo": {"lr": 1}, "exit_code": 0}]', 'kynml-sweep-results'],
    ['[{"combo": {}, "exit_code": 0}, {"combo": {"lr": 1}, "exit_code": 0}]', 'kynml-sweep-results'],
    // An empty object is not a combination, unless it is that of a KynML run.
    ['[{"combo": {}, "exit_code": 0}]', undefined],
    ['{"results": [{"params": {}, "returncode": 0, "manifest": null}]}', undefined],
    ['{"combos": [{}, {"params": {"lr": 1}, "returncode": 1}]}', 'kynml-sweep-results'],
    [`{"results": [{"params": {}, "manifest": ${MANIFEST}}]}`, 'kynml-sweep-results'],
    ['[{"combo": {}, "manifest": null}]', undefined],
    ['[{"combo": {}, "manifest": {"config_hash": "abc", "metrics": {}}}]', undefined],
    ['[{"params": ["lr"], "exit_code": 0}]', undefined],
    ['[{"config": {}, "metrics": {}}]', undefined],
    ['[]', undefined],
    ['[{"params": {"lr": 1}, "exit_code": 0}]', 'kynml-sweep-results'],
    ['[{"params": {"lr": 1}, "exit_code": 0, "stdout": ""}]', undefined],
    ['[{"params": {"lr": 1}, "exit_code": 0, "manifest": null, "stdout": ""}]', 'kynml-sweep-results'],
    ['[{"params": {"lr": 1}, "exit_code": 0, "manifest": {"kind": "Pod"}}]', undefined],
    // One wrong part: the rest of the entry shows the kind.
    ['[{"combo": {"lr": 1}, "exit_code": 0, "manifest": "run_manifest.json"}]', 'kynml-sweep-results'],
    ['[{"combo": {"lr": 1}, "exit_code": "1", "manifest": null, "cwd": "/"}]', 'kynml-sweep-results'],
    ['[{"params": {"lr": 1}, "script": "a.py", "exit_code": 0.5, "manifest": null}]', 'kynml-sweep-results'],
    ['[{"params": {"lr": 1}, "exit_code": 1, "manifest": {"config_hash": 1}, "cwd": "/"}]', 'kynml-sweep-results'],
    ['[{"params": {"lr": 1}, "exit_code": 1, "manifest": {"env": {}, "seed": 1}, "cwd": "/"}]', 'kynml-sweep-results'],
    ['[{"params": {"lr": 1}, "exit_code": 1, "manifest": {"env": {}}, "cwd": "/"}]', undefined],
    ['[{"combo": {"lr": 1}, "exit_code": null}]', undefined],
    ['[{"params": {"lr": 1}, "exit_code": null}]', undefined],
    // An experiment manifest: the version and two more fields, or any other version and all fields.
    [withKeys(Object.keys(FIELDS), { manifest_schema_version: 2 }), 'experiment-manifest'],
    [withKeys(Object.keys(FIELDS), { manifest_schema_version: '1' }), 'experiment-manifest'],
    [withKeys(Object.keys(FIELDS), { manifest_schema_version: true }), 'experiment-manifest'],
    [withKeys(Object.keys(FIELDS).slice(1), { manifest_schema_version: 2 }), undefined],
    [withKeys(['env', 'params'], { manifest_schema_version: 1 }), 'experiment-manifest'],
    [withKeys(['env'], { manifest_schema_version: 1 }), undefined],
    [withKeys(['env', 'params'], { manifest_schema_version: 2 }), undefined],
    [withKeys(['env', 'params'], { manifest_schema_version: '1' }), undefined],
    [withKeys(['env', 'params'], { manifest_schema_version: 1.5 }), undefined],
    [withKeys(Object.keys(FIELDS)), undefined],
    // A report.
    ['{"fingerprint": {"config_hash": "x", "git_sha": "y"}}', undefined],
    ['{"fingerprint": {"config_hash": "x", "git_sha": "y", "domain": "eval"}}', 'eval-report'],
    ['{"fingerprint": {"domain": "eval", "endpoint_summary": "openai/gpt-4"}}', 'eval-report'],
    ['{"fingerprint": {"domain": "eval"}}', undefined],
    ['{"fingerprint": {"config_hash": "a1b2c3d4", "git_sha": "0a1b2c3d"}}', undefined],
    ['{"fingerprint": {"config_hash": "a1b2c3d4", "git_sha": "0a1b2c3d", "git_dirty": false}}', 'eval-report'],
    ['{"fingerprint": {"config_hash": "a1b2c3d4", "git_sha": "unknown", "endpoint_summary": "a/b"}}', 'eval-report'],
    ['{"fingerprint": {"config_hash": "v1", "git_sha": "0a1b2c3d", "git_dirty": false}}', undefined],
    ['{"eval_name": "e", "fingerprint": {"config_hash": "x", "git_sha": "y"}}', 'eval-report'],
    ['{"eval_name": "e", "fingerprint": {"config_hash": "x"}}', undefined],
    ['{"eval_name": "e", "total_samples": 1, "fingerprint": {}}', 'eval-report'],
    ['{"eval_name": "e", "total_samples": 1, "sample_results": []}', 'eval-report'],
    ['{"eval_name": "e", "total_samples": 1, "fingerprint": "x"}', undefined],
    ['{"eval_name": "e", "total_samples": 1, "summary_metrics": []}', undefined],
    ['{"eval_name": "e", "total_samples": 1, "sample_results": 5}', undefined],
    ['{"eval_name": "e", "total_samples": 1, "summary_metrics": {}}', 'eval-report'],
    ['{"eval_name": "e", "total_samples": 1, "fingerprint": null}', 'eval-report'],
    ['{"eval_name": "e", "summary_metrics": {}}', undefined],
    ['{"fingerprint": {"config_hash": "x"}}', undefined],
    ['{"fingerprint": {"config_hash": "x", "git_sha": "y", "domain": "session"}}', undefined],
    // DLM.
    ['{"dlm_sha256": "", "lock_version": 1}', 'dlm-lock'],
    ['{"dlm_sha256": ""}', undefined],
    [INDEX, 'dlm-golden-index'],
    ['{"lock_version": 1, "goldens": []}', undefined],
    ['{"lock_version": 1, "goldens": [{"golden_relpath": "x"}]}', 'dlm-golden-index'],
    ['{"lock_version": 1, "goldens": ["a.png"]}', undefined],
    ['{"updated_at": "", "goldens": []}', undefined],
    ['{"lock_version": 2, "deps": {}}', undefined],
  ])('%s is %s', (text, kind) => {
    expect(detected('any.json', text)).toBe(kind && `${kind} by content`);
  });

  test.each([
    [SESSION, 'session-log'],
    ['{"type": "session", "fingerprint": null}', 'session-log'],
    ['{"type": "session", "fingerprint": {"config_hash": 1}}', 'session-log'],
    ['{"type": "session", "fingerprint": {"git_sha": "unknown"}}', 'session-log'],
    ['{"type": "session", "id": "s", "cwd": "/", "parent_id": null, "fingerprint": null}', 'session-log'],
    ['{"type": "session", "visitor": "v", "fingerprint": null}', undefined],
    ['{"type": "session", "fingerprint": {"git_sha": "x", "os": "linux"}}', undefined],
    ['{"type": "session", "fingerprint": {"git_sha": "x", "git_dirty": false, "os": "linux"}}', 'session-log'],
    ['{"type": "session", "fingerprint": {"git_sha": "x", "domain": "session", "os": "linux"}}', 'session-log'],
    ['{"type": "session", "fingerprint": {"domain": "example.com"}}', undefined],
    ['{"type": "session", "fingerprint": {}}', undefined],
    ['{"type": "session", "fingerprint": {"browser": "x"}}', undefined],
    ['{"type": "session", "fingerprint": "9f86d081"}', undefined],
    ['{"type": "session", "fingerprint": ["config_hash"]}', undefined],
    ['{"type": "session", "version": 3, "id": "s", "cwd": "/"}', undefined],
    ['{"type": "message", "fingerprint": {}}', undefined],
  ])('the header %s is %s', (text, kind) => {
    expect(detected('any.jsonl', text)).toBe(kind && `${kind} by content`);
  });

  test.each([
    [SCRIPT, 'kynml-script'],
    ['CONFIG_HASH = ""\n', undefined],
    ['CONFIG_HASH = "9f86d081"\n', undefined],
    ['CONFIG_HASH = hashlib.sha256(text).hexdigest()\n', undefined],
  ])('the script %j is %s', (text, kind) => {
    expect(detected('any.py', text)).toBe(kind && `${kind} by content`);
  });

  test('is the same whatever the name of the file is', () => {
    for (const name of ['run_manifest.json', 'kynml.lock', 'dlm.lock', 'report.json', '.determinism/lock.json']) {
      expect(detected(name, MANIFEST)).toBe('kynml-run-manifest by content');
      expect(detected(name, '{}')).toBeUndefined();
      expect(readArtifact(name, '{"name": "x"}')).toBeUndefined();
    }
  });

  test('is read only in its own format', () => {
    expect(detected('any.py', MANIFEST)).toBeUndefined();
    expect(detected('any.json', SCRIPT)).toBeUndefined();
    expect(detected('any.json', SESSION)).toBeUndefined();
    expect(detected('any.jsonl', SESSION)).toBe('session-log by content');
  });
});

describe('names', () => {
  test.each([
    ['run_manifest.json', 'kynml-run-manifest'],
    ['/w/runs/1/run_manifest.json', 'kynml-run-manifest'],
    ['old_run_manifest.json', undefined],
    ['run_manifest.json.bak', undefined],
    ['run_manifest.json/other.json', undefined],
    ['Run_Manifest.json', undefined],
    ['experiment-manifest.json', 'experiment-manifest'],
    ['report.json', undefined],
    ['my spec.kyn.lock', 'kynml-lock'],
    ['/w/specs/a.kyn.lock', 'kynml-lock'],
    ['a.kyn.lock.lock', undefined],
    // `*` matches at least one character.
    ['.kyn.lock', undefined],
    ['a.kyn.loc', undefined],
    ['kyn.lock', undefined],
    ['.determinism/lock.json', 'dlm-golden-index'],
    ['/repo/.determinism/lock.json', 'dlm-golden-index'],
    ['lock.json', undefined],
    ['/repo/determinism/lock.json', undefined],
    ['/repo/.determinism/other/lock.json', undefined],
    ['/repo/x.determinism/lock.json', undefined],
    ['.determinism/lock.json/x.json', undefined],
  ])('%s', (path, kind) => {
    expect(kindOfName(path)?.id).toBe(kind);
    expect(mayBeArtifact(path, '{}')).toBe(kind !== undefined);
    expect(label(detectBroken(path, '{', undefined))).toBe(kind && `${kind} by name`);
  });
});

describe('the format of a file', () => {
  const nameOf = (path: string, text?: string) => {
    const names = new Map([
      [json, 'json'],
      [jsonLines, 'lines'],
      [scriptConstant, 'script'],
    ]);
    expect(names.size).toBe(fileFormats.length);
    return names.get(fileFormatOf(path, text));
  };

  test.each([
    ['a.json', SESSION, 'json'],
    ['a.lock', SESSION, 'json'],
    ['a.jsonl', MANIFEST, 'lines'],
    ['train.py', MANIFEST, 'script'],
    ['a.jsonl.txt', undefined, 'json'],
    ['-', undefined, 'json'],
    ['-', '', 'json'],
    ['-', MANIFEST, 'json'],
    ['-', SESSION, 'lines'],
    ['session', `${SESSION}\n{"type": "message"}\n`, 'lines'],
    // One JSON value of a known kind is JSON, even where its first line is a header.
    ['-', `{"config_hash": "${H}", "data_hash": null, "metrics": {"fingerprint": 1}, "type": "session"}`, 'json'],
    // The text contains the key of a session log, but not in a header.
    ['-', '{"fingerprint": "session"}\n{"b": 1}\n', 'json'],
    ['-', '{"fingerprint": "session"}', 'json'],
    // The key must be written without escapes.
    ['-', '{"type": "session", "finger\\u0070rint": {}}\n{}\n', 'json'],
    // A broken header, only if the whole text is not JSON.
    ['-', '{"type": "session", "fingerprint": }\n{}\n', 'lines'],
    ['-', ' {"type":\n"session", "fingerprint": {}}', 'json'],
    ['-', `${' '.repeat(1000)}{"type": "session", "fingerprint": }\n`, 'json'],
    ['-', `${' '.repeat(900)}{"type": "session", "fingerprint": }\n`, 'lines'],
  ])('%s with %j is %s', (path, text, expected) => {
    expect(nameOf(path, text)).toBe(expected);
  });
});

describe('the quick test', () => {
  test.each([
    ['package.json', '{"name": "x"}', false],
    ['package.json', '{"config_hash": "x"}', true],
    ['any.json', '{"returncode": 1}', true],
    ['any.json', '{"eval_name": 1}', true],
    ['any.json', 'CONFIG_HASH', false],
    ['train.py', 'CONFIG_HASH', true],
    ['train.py', '"config_hash"', false],
    ['a.jsonl', '{"type": "session", "fingerprint": {}}', true],
    ['a.jsonl', '{"type": "session"}', false],
    ['a.jsonl', `${' '.repeat(1024 * 1024)}"fingerprint"`, false],
    ['any.json', '{"$schema": "x/kynml-lock.schema.json"}', true],
    ['any.json', '{"$schema": "x/other.schema.json"}', false],
    ['any.json', `${' '.repeat(1024 * 1024)}"goldens"`, true],
  ])('%s with %.40s: %s', (path, text, expected) => {
    expect(mayBeArtifact(path, text)).toBe(expected);
  });
});

test('a comment disables the check of a script', () => {
  expect(isOptedOut('train.py', '# kynml: ignore\nCONFIG_HASH = 1\n')).toBe(true);
  expect(isOptedOut('train.py', '# kynml: ignore\n')).toBe(false);
  expect(isOptedOut('a.json', '# kynml: ignore\n"config_hash"')).toBe(false);
});

describe('a forced kind', () => {
  test.each(kinds.map(kind => kind.id))('%s is used for any file', id => {
    const artifact = readArtifact('package.json', '{"name": "x"}', kindById(id));
    expect([artifact?.kind.id, artifact?.detectedBy, artifact?.hasEditorSchema]).toEqual([id, 'choice', false]);
  });

  test('is used even if the content or the name has another kind', () => {
    expect(readArtifact('run_manifest.json', MANIFEST, kindById('kynml-lock'))?.kind.id).toBe('kynml-lock');
    expect(readArtifact('run_manifest.json', '{', kindById('kynml-lock'))?.kind.id).toBe('kynml-lock');
  });

  test('has a known identifier', () => {
    expect(kindById('__proto__')).toBeUndefined();
    expect(kindById('kynml-lock')?.id).toBe('kynml-lock');
  });
});

test('other files are ignored', () => {
  expect(readArtifact('package.json', '{"name": "x"}')).toBeUndefined();
  expect(readArtifact('package.json', '{"config_hash": "x"}')).toBeUndefined();
});

test('an artifact records whether editors have the schema for its name', () => {
  const script = readArtifact('train.py', SCRIPT);
  expect([script?.detectedBy, script?.hasEditorSchema]).toEqual(['content', false]);
  expect(readArtifact('kynml.lock', LOCK)).toMatchObject({ hasEditorSchema: true, detectedBy: 'content' });
  expect(readArtifact('kynml.lock', MANIFEST)).toMatchObject({ hasEditorSchema: false, detectedBy: 'content' });
  // Other programs use this name too.
  expect(readArtifact('run_manifest.json', MANIFEST)).toMatchObject({ hasEditorSchema: false, detectedBy: 'content' });
});

// As the patterns of names are documented: they match the last parts of a path, and a star anything but a slash.
const isNamed = (pattern: string, path: string): boolean =>
  new RegExp(`(?:^|/)${pattern.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}$`).test(path);

test('the kind of a name is the first of its format with a pattern that matches the path', () => {
  const names = kinds.flatMap(kind => kind.fileNames).flatMap(name => [name, name.replace('*', ''), name.replace('*', 'x')]);
  const parts = ['', '/', '/w/', '.determinism/', 'x', 'X', '*', '.json', '.kyn.lock'];
  const paths = names.flatMap(name => parts.flatMap(before => parts.map(after => `${before}${name}${after}`)));
  for (const path of paths) {
    const expected = kinds.find(
      kind =>
        (kind.fileFormat ?? json) === fileFormatOf(path) && kind.fileNames.some(pattern => isNamed(pattern, path)),
    );
    expect(kindOfName(path)?.id, path).toBe(expected?.id);
  }
});
