// Findings that need more than the text of a file: its bytes, its lock, the spec that it pins.
import { describe, expect, test } from 'vitest';
import { kindById } from '../../../src-shared/artifacts/detect';
import { readArtifact } from '../../../src-shared/artifacts/read';
import type { EncodingFault } from '../../../src-shared/host/readText';
import { analyze } from '../../../src-shared/kyn/analyze';
import { parse } from '../../../src-shared/kyn/syntax/parse';
import {
  artifactFindings,
  encodingFinding,
  type PinnedSpec,
  specFindings,
} from '../../../src-shared/repro/diagnostics/findings';
import { lockDrift } from '../../../src-shared/repro/findings/lockDrift';
import { type LockReport, lockReport } from '../../../src-shared/repro/lock/findLock';
import type { Diagnostic } from '../../../src-shared/text/diagnostic';

const H = '1'.repeat(64);
const summaries = (found: readonly Diagnostic[]) =>
  found.map(d => `${d.span.start}-${d.span.end} ${d.severity} ${d.code}`);

describe('of a spec', () => {
  const analysis = analyze({ tree: parse('model Net:\r\n    input 4\r\n') });
  const missing: LockReport = { state: 'missing', message: 'none' };
  const lockWith = (text: string | undefined): LockReport =>
    lockReport(
      {
        spec: '/w/a.kyn',
        folder: '/w',
        settingPath: '',
        realPath: path => path,
        resolve: path => path,
        leadsOutOf: () => undefined,
      },
      H,
      path => (text !== undefined && path === '/w/kynml.lock' ? { ok: true, text } : { ok: false, reason: 'missing' }),
    );
  const fields = (hash: string, version: string) =>
    JSON.stringify({ config_hash: hash, schema_version: version, source_path: 'a.kyn' });
  const LOCKS = {
    missing: undefined,
    locked: fields(H, '1'),
    drifted: fields('2'.repeat(64), '1'),
    invalid: '[]',
    newer: fields(H, '2'),
  } as const;
  const found = (state: keyof typeof LOCKS, facts: { fault?: EncodingFault; hiddenBom?: boolean } = {}) => {
    const lock = lockWith(LOCKS[state]);
    expect(lock.state).toBe(state);
    return summaries(specFindings(analysis, { hiddenBom: false, lock, ...facts }));
  };
  const ofText = '0-10 hint missing-block';

  test.each([
    ['missing', []],
    ['locked', []],
    ['drifted', ['0-10 warning lock-drift']],
    ['invalid', ['0-10 warning lock-unreadable']],
    ['newer', ['0-10 info lock-newer']],
  ] as const)('whose lock is %s', (state, expected) => {
    expect(found(state)).toEqual([...expected, ofText]);
  });

  test('with a merge conflict are only that, whatever the lines in it are', () => {
    const text =
      '<<<<<<< HEAD\nmodle Net:\n=======\nmodel Net\n>>>>>>> b\n  inptu 4\n<<<<<<< HEAD\n=======\n>>>>>>> b\n';
    const conflicted = analyze({ tree: parse(text) });
    expect(conflicted.diagnostics.length).toBeGreaterThan(3);
    const report = specFindings(conflicted, { hiddenBom: false, lock: lockWith(LOCKS.drifted) });
    expect(summaries(report)).toEqual(['0-12 error merge-conflict']);
    expect(report[0]?.message).toContain('2 merge conflicts');
    const bytes = specFindings(conflicted, { hiddenBom: true, lock: missing });
    expect(bytes.map(d => d.code)).toEqual(['byte-order-mark', 'merge-conflict']);
  });

  test.each(['model Net:\n>>>>>>> b\n', '<<<<<<<<<<<< a\nmodel Net:\n'])('with a part of a conflict in %j', text => {
    const report = specFindings(analyze({ tree: parse(text) }), { hiddenBom: false, lock: missing });
    expect(report.map(d => [d.code, d.message, d.fixes])).toEqual([
      [
        'merge-conflict',
        'This line looks like a leftover of a merge conflict, so the file cannot be used. Remove it, and check the lines around it.',
        [],
      ],
    ]);
  });

  test('are as usual where a comment is a line of equals signs', () => {
    const commented = analyze({ tree: parse('# =======\nmodel Net:\n    input 4\n# =======\n') });
    const report = specFindings(commented, { hiddenBom: false, lock: missing });
    expect(report.map(d => d.code)).toEqual(['missing-block']);
  });

  test('have the message of the lock report', () => {
    const lock = lockWith(LOCKS.drifted);
    const facts = { hiddenBom: false, lock };
    expect(specFindings(analysis, facts)[0]?.message).toBe(lock.message);
    expect(lock.message).toBe(lockDrift.message({ lock: 'kynml.lock', locked: '2'.repeat(64), current: H }));
  });

  test('with a hidden byte order mark', () => {
    expect(found('missing', { hiddenBom: true })).toEqual(['0-10 warning byte-order-mark', ofText]);
  });

  test('that is not UTF-8: its lock is not checked', () => {
    expect(found('invalid', { fault: 'not-utf8' })).toEqual([ofText, '0-10 error not-utf8']);
    expect(summaries([encodingFinding('not-utf8')])).toEqual(['0-0 error not-utf8']);
  });

  test('of an empty file are at its start', () => {
    const empty = analyze({ tree: parse('') });
    const lock = lockWith(LOCKS.drifted);
    expect(summaries(specFindings(empty, { hiddenBom: false, lock }))).toEqual([
      '0-0 warning lock-drift',
      '0-0 error missing-block',
    ]);
    expect(summaries(specFindings(empty, { hiddenBom: false, lock: missing }))).toHaveLength(1);
  });
});

describe('of a lock', () => {
  const text = `{"backend": "b", "config_hash": "${H}", "kynml_version": "1", "schema_version": "1", "source_path": "a.kyn"}`;
  const lock = (t: string) => readArtifact('kynml.lock', t, kindById('kynml-lock'));
  const found = (pinned: string | PinnedSpec | undefined, t = text) => {
    const artifact = lock(t);
    const now = typeof pinned === 'string' ? { state: 'there' as const, hash: pinned } : pinned;
    return artifact ? artifactFindings(artifact, now) : [];
  };
  const at = (part: string) => `${text.indexOf(part)}-${text.indexOf(part) + part.length}`;

  test('that matches the spec', () => expect(found(H)).toEqual([]));

  test('that does not pin a readable spec', () => expect(found(undefined)).toEqual([]));

  test('of a spec that changed, naming both hashes in short form', () => {
    const drift = found('2'.repeat(64));
    expect(summaries(drift)).toEqual([`${at(`"${H}"`)} warning lock-drift`]);
    expect(drift[0]?.message).toContain('(locked: 111111111111, current: 222222222222)');
  });

  test('of a spec that does not exist', () => {
    expect(summaries(found({ state: 'missing' }))).toEqual([`${at('"a.kyn"')} warning lock-orphan`]);
  });

  test('of a spec that cannot be read, with the reason', () => {
    const unreadable = found({ state: 'unreadable', reason: 'permission denied' });
    expect(summaries(unreadable)).toEqual([`${at('"a.kyn"')} warning spec-unreadable`]);
    expect(unreadable[0]?.message).toBe('a.kyn cannot be read: permission denied, so drift is unknown.');
  });

  test('show the path of the spec on one line', () => {
    const odd = text.replace('a.kyn', '\\u001b[1mx\\n.kyn');
    for (const state of [{ state: 'missing' }, { state: 'unreadable', reason: 'it is a folder' }] as const)
      expect(found(state, odd)[0]?.message).toMatch(/^\\u001b\[1mx\\u000a\.kyn [^\n]*$/);
  });

  test('of a spec that must not be read, without its path', () => {
    const [outside, ...more] = found({ state: 'outside' });
    expect(summaries([outside as Diagnostic, ...more])).toEqual([`${at('"a.kyn"')} warning lock-outside`]);
    expect(outside?.message).toContain('so it was not read');
    expect(outside?.message).not.toContain('a.kyn');
  });

  test('of a newer schema: this is reported at the field, and nothing else is checked', () => {
    for (const version of ['"2"', '2', '"10.1"']) {
      const newer = `{"config_hash": 7, "schema_version": ${version}, "source_path": "a.kyn"}`;
      const start = newer.indexOf(version);
      expect(summaries(found(undefined, newer))).toEqual([`${start}-${start + version.length} info lock-newer`]);
    }
  });

  test.each(['"0"', '"1.0"', '""', '1', 'null'])(
    'of the unsupported schema %s: this is reported at the field',
    version => {
      const other = text.replace('"schema_version": "1"', `"schema_version": ${version}`);
      const start = other.indexOf(version, other.indexOf('schema_version'));
      expect(summaries(found(undefined, other))).toEqual([`${start}-${start + version.length} error wrong-field`]);
    },
  );

  test('without a valid hash does not drift', () => {
    expect(summaries(found('2'.repeat(64), text.replace(H, 'x'))).filter(f => f.includes('lock-drift'))).toEqual([]);
  });

  test('that is not JSON has only that finding', () => {
    expect(summaries(found('2'.repeat(64), '{'))).toEqual(['1-1 error json-syntax']);
  });
});
