// kyn check: artifacts, next to specs and alone.
import { expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { check, codesOf, withCodes } from './checkJson';
import { kyn, manifestText, parseJsonOutput } from './cliEnvironment';

test.each([
  ['10,000 levels', `{"config_hash": ${'['.repeat(10_000)}${']'.repeat(10_000)}}`, 'kyn/json-too-deep'],
  ['nothing', '', 'kyn/json-syntax'],
  ['a run that diverged', manifestText().replace('0.5', 'NaN'), 'kyn/diverged'],
  ['__proto__', manifestText().replace('"seed"', '"__proto__": {}, "seed"'), 'kyn/unknown-field'],
])('a manifest with %s has its finding', async (_, content, code) => {
  const { files } = await check(
    { files: { '/w/a.kyn': houseSpec, '/w/run_manifest.json': content } },
    'run_manifest.json',
  );
  expect(codesOf(files)).toEqual([code]);
});

test('a manifest that is a list has its finding where its kind is given', async () => {
  const list = { files: { '/w/run_manifest.json': '[1]' } };
  const { files } = await check(list, 'run_manifest.json', '--kind', 'kynml-run-manifest');
  expect(codesOf(files)).toEqual(['kyn/wrong-shape']);
});

test('a manifest that is not UTF-8 has a finding next to a spec', async () => {
  const manifest = { '/w/run_manifest.json': new Uint8Array([255]) };
  const { code, stderr, files } = await check({ files: { '/w/a.kyn': houseSpec, ...manifest } });
  expect({ code, stderr, files: withCodes(files) }).toEqual({
    code: 1,
    stderr: '',
    files: ['a.kyn', 'run_manifest.json kyn/wrong-encoding'],
  });
  expect(await check({ files: manifest })).toMatchObject({ code: 0, stderr: '', files: [] });
});

test('a folder is searched for every kind of artifact, and other files are skipped', async () => {
  const files = {
    '/w/train.py': `CONFIG_HASH = "${'a'.repeat(64)}"\n`,
    '/w/other.py': 'import os\n',
    '/w/off.py': `# kynml: ignore\nCONFIG_HASH = "${'a'.repeat(64)}"\n`,
    '/w/sweep_results.json': '[{"combo": {"lr": 0.1}, "exit_code": 1, "manifest": null}]',
    '/w/package.json': '{"name": "x"}',
  };
  const { files: checked } = parseJsonOutput(await kyn({ files }, 'check', '--format', 'json'));
  expect(checked.map((f: { path: string; kind: string }) => `${f.path} ${f.kind}`)).toEqual([
    'sweep_results.json kynml-sweep-results',
    'train.py kynml-script',
  ]);
});

test('temporary files of DLM are not artifacts: a folder leaves them out, and a named one is refused', async () => {
  const files = { '/w/s/dlm.lock.tmp.12.0a1b2c3d': '{"lock_version": 1, "dlm_sha256": ""}' };
  expect(parseJsonOutput(await kyn({ files }, 'check', 's', '--format', 'json')).files).toEqual([]);
  expect(await kyn({ files }, 'check', 's/dlm.lock.tmp.12.0a1b2c3d')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is neither a spec nor a known artifact'),
  });
});
