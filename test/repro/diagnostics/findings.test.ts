// Findings that come from more than a file's text: its bytes, its lock, the spec that it pins.
import { describe, expect, test } from 'vitest';
import { detectKind, kindById } from '../../../src-shared/artifacts/detect';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { analyze } from '../../../src-shared/kyn/analyze';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import {
  artifactFindings,
  notUtf8Finding,
  type PinnedNow,
  specFindings,
} from '../../../src-shared/repro/diagnostics/findings';
import type { LockReport } from '../../../src-shared/repro/lock/findLock';
import type { Diagnostic } from '../../../src-shared/text/diagnostic';
import { parseJson } from '../../../src-shared/text/jsonText';

const H = '1'.repeat(64);
const said = (found: readonly Diagnostic[]) => found.map(d => `${d.span.start}-${d.span.end} ${d.severity} ${d.code}`);

describe('of a spec', () => {
  const analysis = analyze({ tree: parse('model Net:\r\n    input 4\r\n') });
  const missing: LockReport = { state: 'missing', message: 'none' };
  const found = (state: LockReport['state'], facts: { utf8?: boolean; hiddenBom?: boolean } = {}) =>
    said(specFindings(analysis, { utf8: true, hiddenBom: false, lock: { state, message: 'said' }, ...facts }));
  const own = '0-10 hint missing-block';

  test.each([
    ['missing', []],
    ['locked', []],
    ['drifted', ['0-10 warning lock-drift']],
    ['invalid', ['0-10 warning lock-unreadable']],
    ['newer', ['0-10 info lock-newer']],
  ] as const)('whose lock is %s', (state, expected) => {
    expect(found(state)).toEqual([...expected, own]);
  });

  test('say what the lock says', () => {
    const facts = { utf8: true, hiddenBom: false, lock: { state: 'drifted', message: 'said' } } as const;
    expect(specFindings(analysis, facts)[0]?.message).toBe('said');
  });

  test('with a hidden byte order mark', () => {
    expect(found('missing', { hiddenBom: true })).toEqual(['0-10 warning byte-order-mark', own]);
  });

  test('that is not UTF-8: its lock is not judged', () => {
    expect(found('invalid', { utf8: false })).toEqual([own, '0-10 error not-utf8']);
    expect(said([notUtf8Finding()])).toEqual(['0-0 error not-utf8']);
  });

  test('of an empty file are at its start', () => {
    const empty = analyze({ tree: parse('') });
    const lock: LockReport = { state: 'drifted', message: 'said' };
    expect(said(specFindings(empty, { utf8: true, hiddenBom: false, lock }))).toEqual([
      '0-0 warning lock-drift',
      '0-0 error missing-block',
    ]);
    expect(said(specFindings(empty, { utf8: true, hiddenBom: false, lock: missing }))).toHaveLength(1);
  });
});

describe('of a lock', () => {
  const text = `{"backend": "b", "config_hash": "${H}", "kynml_version": "1", "schema_version": "1", "source_path": "a.kyn"}`;
  const lock = (t: string) => readArtifact('kynml.lock', t, kindById('kynml-lock'));
  const found = (pinned: string | PinnedNow | undefined, t = text) => {
    const artifact = lock(t);
    const now = typeof pinned === 'string' ? { state: 'there' as const, hash: pinned } : pinned;
    return artifact ? artifactFindings(artifact, now) : [];
  };
  const at = (part: string) => `${text.indexOf(part)}-${text.indexOf(part) + part.length}`;

  test('that pins the spec as it is', () => expect(found(H)).toEqual([]));

  test('that pins nothing that is known', () => expect(found(undefined)).toEqual([]));

  test('of a spec that changed, naming both hashes in short form', () => {
    const drift = found('2'.repeat(64));
    expect(said(drift)).toEqual([`${at(`"${H}"`)} warning lock-drift`]);
    expect(drift[0]?.message).toContain('(locked 111111111111, now 222222222222)');
  });

  test('of a spec that is not there', () => {
    expect(said(found({ state: 'missing' }))).toEqual([`${at('"a.kyn"')} warning lock-orphan`]);
  });

  test('of a spec that a lock may not make us read, without its path', () => {
    const [outside, ...more] = found({ state: 'outside' });
    expect(said([outside as Diagnostic, ...more])).toEqual([`${at('"a.kyn"')} warning lock-outside`]);
    expect(outside?.message).toContain('so it was not read');
    expect(outside?.message).not.toContain('a.kyn');
  });

  test('of a newer schema: that is told at its place, and nothing else is judged', () => {
    for (const version of ['"2"', '2', '"10.1"']) {
      const newer = `{"config_hash": 7, "schema_version": ${version}, "source_path": "a.kyn"}`;
      const start = newer.indexOf(version);
      expect(said(found(undefined, newer))).toEqual([`${start}-${start + version.length} info lock-newer`]);
    }
    expect(said(found(undefined, text.replace('"schema_version": "1"', '"schema_version": "0"')))).toEqual([]);
  });

  test('without a hash that could be compared has no drift', () => {
    expect(said(found('2'.repeat(64), text.replace(H, 'x'))).filter(f => f.includes('lock-drift'))).toEqual([]);
  });

  test('that is no JSON has that finding alone', () => {
    expect(said(found('2'.repeat(64), '{'))).toEqual(['1-1 error json-syntax']);
  });
});

describe('the kind of a file', () => {
  const kindOf = (name: string, text: string) => {
    const detected = detectKind(name, parseJson(text).value);
    return detected && `${detected.kind.id} by ${detected.by}`;
  };
  const manifest = `{"config_hash": "${H}", "metrics": {}}`;
  const lock = `{"config_hash": "${H}", "source_path": "a.kyn"}`;

  test.each([
    ['any.json', manifest, 'kynml-run-manifest by content'],
    ['any.json', lock, 'kynml-lock by content'],
    ['any.json', lock.replace('}', ', "metrics": {}, "env": {}}'), 'kynml-lock by content'],
    ['run_manifest.json', '[]', 'kynml-run-manifest by name'],
    ['run_manifest.json', '{', 'kynml-run-manifest by name'],
    ['run_manifest.json', lock, 'kynml-lock by content'],
    ['kynml.lock', '{}', 'kynml-lock by name'],
    ['kynml.lock', manifest, 'kynml-run-manifest by content'],
    ['my spec.kyn.lock', '{}', 'kynml-lock by name'],
    ['.kyn.lock', '{}', undefined],
    ['kyn.lock', '{}', undefined],
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
    ['Run_Manifest.json', '{}', undefined],
  ])('%s with %s', (name, text, expected) => {
    expect(kindOf(name, text)).toBe(expected);
  });

  test('foreign files are passed over, forced ones are not', () => {
    expect(readArtifact('package.json', '{"name": "x"}')).toBeUndefined();
    expect(readArtifact('package.json', '{"config_hash": "x"}')).toBeUndefined();
    expect(readArtifact('package.json', '{"name": "x"}', kindById('kynml-lock'))?.detectedBy).toBe('choice');
    expect(kindById('__proto__')).toBeUndefined();
  });

  test('a name of the kind is known as such', () => {
    expect(readArtifact('run_manifest.json', manifest)).toMatchObject({ byName: true, detectedBy: 'content' });
    expect(readArtifact('other.json', manifest)).toMatchObject({ byName: false, detectedBy: 'content' });
  });
});
