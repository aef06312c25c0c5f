// What the files in the folder of an element prove about its current attempt.
import { expect, test } from 'vitest';
import { elementFiles, fileMark } from '../../server/src/cli/launch/elementFiles';
import type { MemoryFile } from '../../src-shared/host/memoryHost';
import { submitted } from '../../src-shared/launch/element';
import type { Launch } from '../../src-shared/launch/launch';
import { newLaunch } from '../launch/newLaunch';
import { hostOf } from '../repro/memory';
import { manifestText } from './cliEnvironment';

const LAUNCH: Launch = newLaunch({
  configHash: 'a'.repeat(64),
  generator: '0.1.0',
  submissions: [{ time: '2026-04-18T17:30:05.123Z', elements: '0', resources: [] }],
});
const OWN = '{"launch": "kyn-a1b2c3d4.0"}';
const FOLDER = '/w/out';

const seen = (files: Readonly<Record<string, MemoryFile>>, earlier?: (mark: string) => string) => {
  const all = Object.entries({ '.kynml-claim': OWN, ...files }).map(([name, text]) => [`${FOLDER}/${name}`, text]);
  const host = hostOf(Object.fromEntries(all));
  const stat = host.stat(`${FOLDER}/run_manifest.json`);
  const submissions = LAUNCH.submissions.map(s => (earlier && stat ? { ...s, earlier: earlier(fileMark(stat)) } : s));
  return elementFiles(host, { ...LAUNCH, submissions }, { folder: FOLDER, element: submitted(0) });
};

const MANIFEST = { 'run_manifest.json': manifestText() };

test('a complete manifest and an exit code', () => {
  expect(seen(MANIFEST)).toEqual({ manifest: true });
  expect(seen({ '.kynml-exit': 'kyn-a1b2c3d4.0 3\n' })).toEqual({ manifest: false, exit: 3 });
});

test('nothing counts in a folder that belongs to another run', () => {
  for (const claim of ['{"launch": "kyn-a1b2c3d4.1"}', '{"processes": {}}', ''])
    expect(seen({ ...MANIFEST, '.kynml-exit': 'kyn-a1b2c3d4.0 3\n', '.kynml-claim': claim })).toEqual({
      manifest: false,
    });
});

test('a manifest that was there before is not the result', () => {
  expect(seen(MANIFEST, mark => mark)).toEqual({ manifest: false });
  expect(seen(MANIFEST, mark => `1${mark}`)).toEqual({ manifest: true });
});

test.each([
  ['of another spec', manifestText({ config_hash: 'c'.repeat(64) })],
  ['of another version', manifestText({ kynml_version: '9.9.9' })],
  ['without its metrics', manifestText({ metrics: undefined })],
  ['that was not written to its end', manifestText().slice(0, -5)],
])('a manifest %s is not the result', (_name, text) => {
  expect(seen({ 'run_manifest.json': text })).toEqual({ manifest: false });
});
