// What the imports of two runs with one CONFIG_HASH mean for the verdict.
import { expect, test } from 'vitest';
import { readArtifact } from '../../../src-shared/artifacts/read';
import { compareWith } from '../../../src-shared/repro/compare/compare';
import { type ComparedImports, defaultPolicy, policyOf } from '../../../src-shared/repro/compare/policy';
import { manifestText } from '../../cli/cliEnvironment';

const DATA = { data_hash: 'b'.repeat(64), seed: 1 };

function compared(imports: ComparedImports | undefined, { version = '0.4.0', policy = defaultPolicy } = {}) {
  const run = readArtifact('r.json', manifestText({ ...DATA, kynml_version: version }));
  if (!run) throw new Error('not an artifact');
  const { verdict, reasons } = compareWith(run, run, { policy, imports });
  return [verdict, ...reasons.map(({ severity, text }) => `${severity}: ${text}`)];
}

const OVERRIDES = 'info: Not recorded, so not compared: --param overrides.';

test.each<[ComparedImports | undefined, readonly string[]]>([
  [
    undefined,
    ['identical-inputs', 'info: Not recorded, so not compared: --param overrides and the contents of imported files.'],
  ],
  [{ state: 'none' }, ['identical-inputs', OVERRIDES]],
  [{ state: 'same' }, ['identical-inputs', OVERRIDES]],
  [
    { state: 'unknown', sides: ['A', 'B'] },
    [
      'comparable',
      'warn: The spec imports files, and what A and B imported is not known from .kynml, so the inputs may differ.',
      OVERRIDES,
    ],
  ],
  [
    { state: 'differ', files: ['a.kyn', 'b.kyn', 'c.kyn', 'd\u202e.kyn', 'e.kyn'] },
    [
      'not-comparable',
      'error: Imported files differ: a.kyn, b.kyn, c.kyn and 2 more. The CONFIG_HASH is equal, because it covers only the text of the spec.',
    ],
  ],
])('%j', (imports, expected) => expect(compared(imports)).toEqual(expected));

test('nothing is left that is not compared where the built-in compiler recorded the overrides', () =>
  expect(compared({ state: 'same' }, { version: 'kyn 0.1.0' })).toEqual(['identical-inputs']));

test('the settings decide how serious it is', () => {
  const policy = policyOf({ 'imports-unknown': 'error', 'imports-differ': 'warn' });
  expect(compared({ state: 'unknown', sides: ['A'] }, { policy })[0]).toBe('not-comparable');
  expect(compared({ state: 'differ', files: ['a.kyn'] }, { policy })[0]).toBe('comparable');
});
