// The findings that are not checks of specs: their documentation, their examples, and messages that no other test shows.
import { expect, test } from 'vitest';
import { findings as findingsOfArtifacts } from '../../src-shared/artifacts/findings';
import { jsonSyntax } from '../../src-shared/artifacts/findings/jsonSyntax';
import { kindById, kindOfName } from '../../src-shared/artifacts/detect';
import { readArtifact } from '../../src-shared/artifacts/read';
import { textFinding } from '../../src-shared/artifacts/textFinding';
import { artifactFindings } from '../../src-shared/repro/diagnostics/findings';
import { findings as reproFindings } from '../../src-shared/repro/findings';
import { parseJson } from '../../src-shared/text/jsonText';

const findings = [...findingsOfArtifacts, ...reproFindings];

// Findings that the text of one file cannot show, each with the reason.
const WITHOUT_EXAMPLE: Readonly<Record<string, string>> = {
  'beyond-limit': 'The example would have more than 200 characters.',
  'data-drift': 'It needs the data file.',
  'data-unverified': 'It needs the data file.',
  'dlm-mismatch': 'It needs the machine.',
  'dlm-unknown': 'It needs the machine.',
  'golden-differs': 'It needs the golden file.',
  'golden-missing': 'It needs the repository.',
  'golden-name': 'It needs the golden file.',
  'golden-unverified': 'It needs the repository.',
  'line-too-long': 'The example would have 349,525 characters.',
  'lock-drift': 'It needs the spec and its lock.',
  'lock-orphan': 'It needs the workspace folder.',
  'lock-outside': 'It needs the workspace folder.',
  'lock-unreadable': 'It is reported on the spec.',
  'outdated-reference': 'It needs the spec.',
  'settings-not-used': 'The example would have 65,537 characters.',
  'spec-unreadable': 'It needs the spec.',
  'wrong-encoding': 'It needs the bytes of the file.',
};

test.each(findings.filter(f => f.example !== undefined))('$code is reported on its example', finding => {
  const { code, severity, example = '', exampleFile = 'run_manifest.json' } = finding;
  // An example shows only what it is about, so its content does not identify its kind.
  const artifact = readArtifact(exampleFile, example, kindOfName(exampleFile));
  const found = artifact ? artifactFindings(artifact, undefined).filter(d => d.code === code) : [];
  expect(found).not.toEqual([]);
  if (code !== 'unknown-field') expect(found.map(d => d.severity)).toContain(severity);
  for (const { message } of found) expect(message).toMatch(/\.$|\?$/);
});

test('only listed findings lack an example', () => {
  const without = findings.filter(f => f.example === undefined).map(f => f.code);
  expect(without.sort()).toEqual(Object.keys(WITHOUT_EXAMPLE).sort());
});

test.each(findings)('$code is documented in sentences', ({ summary, fix }) => {
  expect(summary).toMatch(/^[A-Z`].*\.$/);
  expect(fix).toMatch(/^[A-Z].*\.$/);
});

test('the codes of all findings are different and sorted', () => {
  for (const list of [findingsOfArtifacts, reproFindings]) {
    const codes = list.map(f => f.code);
    expect(codes).toEqual([...codes].sort());
  }
  expect(new Set(findings.map(f => f.code)).size).toBe(findings.length);
});

test.each([
  ['', 'The file is empty. It must contain a JSON value.'],
  ['1 2', 'Unexpected text after the end of the JSON value.'],
  ['{"a": 1', 'This object is not closed: `}` is missing.'],
  ['[1', 'This list is not closed: `]` is missing.'],
  ['"a', 'This string is not closed on its line.'],
  ['{"a": 1 "b": 2}', 'Expected `,` or `}`.'],
  ['[1 2]', 'Expected `,` or `]`.'],
  ['{1}', 'Expected a key in double quotes.'],
  ['{"a" 1}', 'Expected `:` after the key.'],
  ['[1,]', 'Expected a JSON value.'],
  ['"\t"', 'Strings must not contain control characters. Write an escape sequence such as `\\t`.'],
  ['"\\x"', 'Unknown escape sequence.'],
])('the message for the text %j', (text, message) => {
  const { problem } = parseJson(text);
  expect(problem && textFinding(problem)).toMatchObject({ code: jsonSyntax.code, severity: 'error', message, fixes: [] });
});

test('an unknown field is a warning if it looks mistyped, and an error if a required field is meant', () => {
  const reported = (name: string, text: string) =>
    readArtifact(name, text, kindOfName(name) ?? kindById('session-log'))
      ?.diagnostics.filter(d => d.code === 'unknown-field' || d.code === 'missing-field')
      .map(d => `${d.severity} ${d.message} ${d.fixes.map(f => f.title)}`);
  const lock = (fields: string) => `{"config_hash": "", "kynml_version": "", "schema_version": "1", "source_path": "", ${fields}}`;
  expect(reported('kynml.lock', lock('"backend": "", "note": 1'))).toEqual([
    'info Unknown field `note` in a lock. It is kept unchanged. ',
  ]);
  expect(reported('kynml.lock', lock('"backnd": ""'))).toEqual([
    'error Unknown field `backnd` in a lock. Did you mean `backend`? Change to backend',
  ]);
  expect(reported('dlm.lock', '{"lock_version": 1, "license_acceptance": {"x": 1}}')).toContain(
    'error Unknown field `x` in `license_acceptance`. DLM rejects files with unknown fields. ',
  );
  const optional = '{"type": "session", "id": "", "fingerprnt": null}';
  expect(reported('s.jsonl', optional)).toEqual([
    'warning Unknown field `fingerprnt` in a session log. Did you mean `fingerprint`? Change to fingerprint',
  ]);
});
