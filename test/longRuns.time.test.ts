// One long run of a character, as in base64, is read like any other text: the engine has little stack for patterns.
import { expect, test } from 'vitest';
import { readArtifact } from '../src-shared/artifacts/read';
import { parse } from '../src-shared/kyn/syntax/parse';
import { mergeConflicts } from '../src-shared/text/mergeConflicts';

// The engine gives up after about 8 million characters.
const LENGTH = 9_000_000;

test.each([
  ['x', 'notes'],
  ['=', 'notes'],
  ['a1', 'api_key'],
])('a run of %j as the value of %j, and in a spec', (unit, key) => {
  const run = unit.repeat(LENGTH / unit.length);
  const manifest = JSON.stringify({ config_hash: 'a'.repeat(64), kynml_version: '1', metrics: { mae: 1 }, [key]: run });
  expect(readArtifact('run_manifest.json', manifest)?.kind.id).toBe('kynml-run-manifest');
  expect(parse(`# ${run}\n`).text.length).toBe(LENGTH + 3);
});

test.each(['<', '=', '|'])('a line of %j', sign => {
  expect(mergeConflicts(`<<<<<<< a\n${sign.repeat(LENGTH)}\n`).length).toBeGreaterThan(0);
});
