// Which kind a text has that cannot be read.
import { describe, expect, test } from 'vitest';
import { readArtifact } from '../../src-shared/artifacts/read';
import { brokenKind } from './brokenKind';

const H = '1'.repeat(64);
const MANIFEST = `{"config_hash": "${H}", "data_hash": null}`;
const HEADER = '{"type": "session", "fingerprint": {"git_sha": "x"}}';

describe('a text that cannot be read', () => {
  test.each([
    // By the part before the fault.
    ['any.json', `{"config_hash": "${H}", "data_hash": null, oops`, 'kynml-run-manifest by content'],
    ['any.json', `{"config_hash": "${H}", "schema_version": "1", oops`, 'kynml-lock by content'],
    // By the fields behind it.
    ['any.json', '{oops "lock_version": 1, "updated_at": "", "goldens": []}', 'dlm-golden-index by content'],
    ['any.json', '{oops "dlm_sha256" : "", "lock_version": 1}', 'dlm-lock by content'],
    ['any.json', `{oops "dlm_sha256"${' '.repeat(40)}: 1, "seed": 1, "lock_version": 1}`, 'dlm-lock by content'],
    ['any.json', `{oops "dlm_sha256"${' '.repeat(41)}: 1, "lock_version": 1}`, 'dlm-lock by content'],
    ['any.json', '{oops ["dlm_sha256"], "lock_version": 1}', undefined],
    ['any.json', '{oops "dlm_sha256": 1}', undefined],
    ['any.json', `{oops "config_hash": "${H}", "data_hash": null}`, 'kynml-run-manifest by content'],
    ['any.json', '{oops "config_hash": "x", "data_hash": null}', undefined],
    ['any.json', '{oops', undefined],
    ['a.jsonl', '{"type": "session", "fingerprint": {"git_sha": "x"}, oops', 'session-log by content'],
    ['a.jsonl', '\ufeff\n { "type" : "session", "fingerprint": {"git_sha": "x"} oops', 'session-log by content'],
    // A field belongs to the object whose brackets are around it.
    ['any.json', `{oops "a": {"config_hash": "${H}"}, "b": {"data_hash": null}}`, undefined],
    ['any.json', `{oops "a": {"config_hash": "${H}", "data_hash": null}}`, undefined],
    ['any.json', `[oops {"config_hash": "${H}", "data_hash": null}]`, undefined],
    ['any.json', `{oops "env": {"python": "3"}, "config_hash": "${H}", "data_hash": null}`, 'kynml-run-manifest by content'],
    ['any.json', '[oops {"combo": {"lr": 1}, "exit_code": 0}', 'kynml-sweep-results by content'],
    ['any.json', '{oops "results": [{"combo": {"lr": 1}, "exit_code": 0', 'kynml-sweep-results by content'],
    ['any.json', '{oops "runs": [{"combo": {"lr": 1}, "exit_code": 0', undefined],
    ['any.json', `// the "goldens"\n{"config_hash": "${H}", "data_hash": null,}`, 'kynml-run-manifest by content'],
    // Several values in a row are another format, whatever they contain; the name still counts.
    ['any.json', `${MANIFEST}\n${MANIFEST}\n`, undefined],
    ['run_manifest.json', `${MANIFEST}\n${MANIFEST}\n`, 'kynml-run-manifest by name'],
    ['any.json', `${MANIFEST} x`, 'kynml-run-manifest by content'],
    // Only the first line of JSON Lines counts, without blank lines before it.
    ['a.jsonl', `{"id": 1,}\n${HEADER}`, undefined],
    ['a.jsonl', `\n${HEADER}\n{"type": "message"}`, 'session-log by content'],
    ['a.jsonl', `{"type": "session", "a": {"fingerprint": {"git_sha": "x"}},}`, undefined],
    ['a.jsonl', '{oops "type": "session", "fingerprint": {"git_sha": "x"}}', 'session-log by content'],
    ['a.jsonl', '{oops "type": "session", "fingerprint": {"browser": "x"}}', undefined],
    ['any.json', '{oops "eval_name": "e", "fingerprint": {"config_hash": "x", "git_sha": "y"}}', 'eval-report by content'],
    ['a.jsonl', '{"id": "s", "fingerprint": null, "type": "session" oops', 'session-log by content'],
    ['a.jsonl', '{"type": "session", "version": 3, oops', undefined],
    ['a.json', '{"type": "session", "fingerprint": {"git_sha": "x"}, oops', undefined],
    // By its name, if the fields do not show another kind.
    ['run_manifest.json', '{oops', 'kynml-run-manifest by name'],
    ['run_manifest.json', '\ufeff{oops', 'kynml-run-manifest by name'],
    // A byte order mark does not hide the content, so the content decides.
    ['run_manifest.json', '\ufeff{"run": 1}', undefined],
    ['any.json', `\ufeff{"inner": {"config_hash": "${H}", "data_hash": null}}`, undefined],
    ['any.json', `\ufeff{"config_hash": "${H}", "data_hash": null}`, 'kynml-run-manifest by content'],
    ['run_manifest.json', '{oops "dlm_sha256": "", "lock_version": 1}', 'dlm-lock by content'],
  ])('%s with %.60s', (path, text, expected) => {
    expect(brokenKind(path, text)).toBe(expected);
  });

  test('is reported with its kind', () => {
    const lock = readArtifact('any.json', '{oops "dlm_sha256": "", "lock_version": 1}');
    expect([lock?.kind.id, lock?.detectedBy, lock?.root]).toEqual(['dlm-lock', 'content', undefined]);
    expect(lock?.diagnostics.map(d => d.code)).toEqual(['json-syntax']);
    expect(readArtifact('any.json', '{oops "config_hash": 1}')).toBeUndefined();
    expect(readArtifact('run_manifest.json', '{oops')).toMatchObject({ detectedBy: 'name', claims: {} });
  });
});
