// Which kind a file has: by content, by name, for a text that cannot be read, and for a forced kind.
import { describe, expect, test } from 'vitest';
import {
  detectBroken,
  detectKind,
  fileFormatOf,
  isMarkedByKey,
  KEYS_HEAD,
  kindById,
  mayBeArtifact,
} from '../../src-shared/artifacts/detect';
import { fileFormats, json, jsonLines, scriptConstant } from '../../src-shared/artifacts/fileFormat';
import { kinds } from '../../src-shared/artifacts/kinds';
import { readArtifact, whyUnread } from '../../src-shared/artifacts/read';
import { parseJson } from '../../src-shared/text/jsonText';

const H = '1'.repeat(64);
const MANIFEST = `{"config_hash": "${H}", "metrics": {}}`;
const LOCK = `{"config_hash": "${H}", "source_path": "a.kyn"}`;
const SESSION = '{"type": "session", "id": "s"}';
const INDEX = '{"lock_version": 1, "goldens": []}';
const SCRIPT = `CONFIG_HASH = "${H}"\n`;

const label = (detected: ReturnType<typeof detectKind>): string | undefined =>
  detected && `${detected.kind.id} by ${detected.by}`;

describe('content before name', () => {
  test.each([
    ['any.json', MANIFEST, 'kynml-run-manifest by content'],
    ['any.json', LOCK, 'kynml-lock by content'],
    ['any.json', LOCK.replace('}', ', "metrics": {}, "env": {}}'), 'kynml-lock by content'],
    ['run_manifest.json', '[]', 'kynml-run-manifest by name'],
    ['run_manifest.json', '{', 'kynml-run-manifest by name'],
    ['run_manifest.json', LOCK, 'kynml-lock by content'],
    ['kynml.lock', '{}', 'kynml-lock by name'],
    ['kynml.lock', MANIFEST, 'kynml-run-manifest by content'],
    ['dlm.lock', '{}', 'dlm-lock by name'],
    ['sweep_results.json', '{}', 'kynml-sweep-results by name'],
    ['any.json', INDEX, 'dlm-golden-index by content'],
    ['any.json', `{"config_hash": "${H}", "kynml_version": "1", "env": {}}`, 'kynml-run-manifest by content'],
    ['any.json', '{"config_hash": "a1b2c3d4e5f60718", "domain": "session", "env": "e", "git_sha": "x"}', undefined],
    ['any.json', `{"config_hash": "${H}", "env": {}}`, undefined],
    [
      'experiment_manifest.json',
      `{"manifest_schema_version": 1, "config_hash": "${H}", "env": {}, "metrics": {}}`,
      'experiment-manifest by content',
    ],
    [
      'report.json',
      `{"fingerprint": {"config_hash": "x", "git_sha": "y"}, "config_hash": "${H}", "metrics": {}}`,
      'eval-report by content',
    ],
    ['any.json', '{"type": "session", "fingerprint": {"config_hash": "x", "git_sha": "y"}}', undefined],
    ['package.json', '{"config_hash": 1}', undefined],
    ['package.json', '{"schema_version": "1"}', undefined],
    ['package.json', '[{"config_hash": 1, "metrics": 2}]', undefined],
    ['package.json', '{"__proto__": {"config_hash": 1, "metrics": 2}}', undefined],
  ])('%s with %s', (name, text, expected) => {
    expect(label(detectKind(name, parseJson(text).value))).toBe(expected);
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
    expect(detectKind(path, undefined)?.kind.id).toBe(kind);
    expect(mayBeArtifact(path, '{}')).toBe(kind !== undefined);
  });

  test('a kind is only detected in its own format', () => {
    expect(detectKind('kynml.lock', undefined, jsonLines)).toBeUndefined();
    const script = scriptConstant.read(SCRIPT).value;
    expect(detectKind('train.py', script)?.kind.id).toBe('kynml-script');
    expect(detectKind('train.json', script)).toBeUndefined();
    expect(detectKind('any.py', parseJson(MANIFEST).value)).toBeUndefined();
    expect(detectKind('any.json', parseJson(SESSION).value)).toBeUndefined();
    expect(detectKind('any.jsonl', parseJson(SESSION).value)?.kind.id).toBe('session-log');
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
    ['-', `{"config_hash": "${H}", "metrics": {"session": 1}, "type": "session"}`, 'json'],
    // The text contains the key of a session log, but not in a header.
    ['-', '{"a": "session"}\n{"b": 1}\n', 'json'],
    ['-', '{"a": "session"}', 'json'],
    // The key must be written without escapes.
    ['-', '{"type": "\\u0073ession", "id": "s"}\n{}\n', 'json'],
    // A broken header, only if the whole text is not JSON.
    ['-', '{"type": "session", "id": }\n{}\n', 'lines'],
    ['-', ' {"type":\n"session", "id": "s"}', 'json'],
    ['-', `${' '.repeat(1000)}{"type": "session", "id": }\n`, 'json'],
    ['-', `${' '.repeat(900)}{"type": "session", "id": }\n`, 'lines'],
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
    ['a.jsonl', '{"type": "session"}', true],
    ['a.jsonl', `${' '.repeat(1024 * 1024)}"session"`, false],
    ['any.json', `${' '.repeat(1024 * 1024)}"goldens"`, true],
  ])('%s with %.40s: %s', (path, text, expected) => {
    expect(mayBeArtifact(path, text)).toBe(expected);
  });
});

describe('a text that cannot be read', () => {
  const broken = (path: string, text: string) => label(detectBroken(path, text, parseJson(text).partial));

  test.each([
    // By the part before the fault.
    ['any.json', '{"config_hash": "x", "metrics": {}, oops', 'kynml-run-manifest by content'],
    ['any.json', '{"config_hash": "x", "source_path": "a.kyn", oops', 'kynml-lock by content'],
    // By a key that only one kind requires.
    ['any.json', '{oops "goldens": []}', 'dlm-golden-index by content'],
    ['any.json', '{oops "dlm_sha256" : 1}', 'dlm-lock by content'],
    [`any.json`, `{oops "dlm_sha256"${' '.repeat(40)}: 1}`, 'dlm-lock by content'],
    [`any.json`, `{oops "dlm_sha256"${' '.repeat(41)}: 1}`, undefined],
    ['any.json', '{oops ["dlm_sha256"]}', undefined],
    ['any.json', '{oops ["dlm_sha256"], "dlm_sha256": 1}', 'dlm-lock by content'],
    // Two kinds require the key.
    ['any.json', '{oops "config_hash": 1}', undefined],
    ['any.json', '{oops "goldens": 1, "dlm_sha256": 2}', undefined],
    ['any.json', '{oops', undefined],
    // By the beginning, which is checked first.
    ['a.jsonl', '{"type": "session", oops', 'session-log by content'],
    ['a.jsonl', '\ufeff\n { "type" : "session" oops', 'session-log by content'],
    ['a.jsonl', '{"id": "s", "type": "session" oops', 'session-log by content'],
    ['a.jsonl', '{"type": "session", "type": "x" oops', 'session-log by content'],
    ['a.jsonl', '{"id": "session" oops', undefined],
    ['a.json', '{"type": "session", oops', undefined],
  ])('%s with %.60s', (path, text, expected) => {
    expect(broken(path, text)).toBe(expected);
  });

  test.each([
    ['any.json', '{oops "config_hash": 1}', true],
    ['any.json', '{oops ["config_hash"]}', false],
    ['a.jsonl', '{"type": "session" oops', true],
    ['a.jsonl', `${' '.repeat(1000)}{"type": "session" oops`, false],
    ['a.json', '{"type": "session" oops', false],
    ['any.json', `${' '.repeat(KEYS_HEAD - 13)}"config_hash": 1`, false],
    ['any.json', `${' '.repeat(KEYS_HEAD - 14)}"config_hash": 1`, true],
    ['train.py', 'CONFIG_HASH = oops', true],
  ])('%s with %.40s resembles a kind: %s', (path, text, expected) => {
    expect(isMarkedByKey(path, text)).toBe(expected);
  });

  test('is reported with its kind, or only with its problem if the kind is unknown', () => {
    const lock = readArtifact('any.json', '{oops "dlm_sha256": 1}');
    expect([lock?.kind.id, lock?.detectedBy, lock?.root]).toEqual(['dlm-lock', 'content', undefined]);
    expect(lock?.diagnostics.map(d => d.code)).toEqual(['json-syntax']);
    expect(readArtifact('any.json', '{oops "config_hash": 1}')).toBeUndefined();
    expect(whyUnread('any.json', '{oops "config_hash": 1}')).toMatchObject({ code: 'json-syntax' });
    expect(whyUnread('any.json', '{oops ["config_hash"]}')).toBeUndefined();
    expect(whyUnread('any.json', '{oops')).toBeUndefined();
    expect(whyUnread('train.py', '# kynml: ignore\nCONFIG_HASH = 1\n')).toBe('off');
  });
});

describe('a forced kind', () => {
  test.each(kinds.map(kind => kind.id))('%s is used for any file', id => {
    const artifact = readArtifact('package.json', '{"name": "x"}', kindById(id));
    expect([artifact?.kind.id, artifact?.detectedBy, artifact?.byName]).toEqual([id, 'choice', false]);
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

test('an artifact records whether its name belongs to its kind', () => {
  expect(readArtifact('run_manifest.json', MANIFEST)).toMatchObject({ byName: true, detectedBy: 'content' });
  expect(readArtifact('kynml.lock', MANIFEST)).toMatchObject({ byName: false, detectedBy: 'content' });
  expect(readArtifact('other.json', MANIFEST)).toMatchObject({ byName: false, detectedBy: 'content' });
});
