// Files of other programs that have the names or some of the fields of KynML's files. None of them is claimed, by the command line or by the server.
// test/lookalikes/ is modelled on public files, and foreignTexts.ts has variations; a new false claim belongs there.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { kinds } from '../../src-shared/artifacts/kinds';
import { startClient } from '../lsp/client';
import { houseSpec } from '../specFixture';
import { utf16 } from '../utf16';
import { check, withCodes } from './checkJson';
import { kyn, lockText, manifestText } from './cliEnvironment';
import { foreignBeginnings, foreignTexts, foreignUtf16 } from './foreignTexts';

const root = fileURLToPath(new URL('../lookalikes/', import.meta.url));
const names = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile())
  .map(entry => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
  .sort();
const textOf = (name: string): string => readFileSync(join(root, name), 'utf8');
const files = Object.fromEntries(names.map(name => [`/w/vendor/${name}`, textOf(name)]));

const checkAll = async (more: Readonly<Record<string, string>>, ...paths: string[]) => {
  const { code, stderr, files: checked } = await check({ files: { ...files, ...more } }, ...paths);
  return { code, stderr, checked: withCodes(checked) };
};

test('the folder has a look-alike for each name and each required key of a kind', () => {
  for (const { fileNames, requiredKeys, ownsNames } of kinds) {
    for (const name of ownsNames ? [] : fileNames) {
      const [, ending = name] = name.split('*');
      expect(
        names.filter(path => path.endsWith(ending)),
        name,
      ).not.toEqual([]);
    }
    for (const key of requiredKeys)
      expect(
        names.filter(name => textOf(name).includes(key)),
        key,
      ).not.toEqual([]);
  }
});

test('kyn check finds nothing in the folder', async () => {
  expect(await checkAll({})).toEqual({ code: 0, stderr: '', checked: [] });
});

test.each(names)('kyn check does not know %s, also where it is named', async name => {
  const run = await kyn({ files: { '/w/f': '', [`/w/${name}`]: textOf(name) } }, 'check', name);
  expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('is neither a spec nor a known artifact')]);
});

test('next to a spec and its lock, only broken files with the name of a kind are reported', async () => {
  const own = { '/w/a.kyn': houseSpec, '/w/kynml.lock': lockText('a.kyn', houseSpec), '/w/m.json': manifestText() };
  const { checked } = await checkAll(own);
  expect(checked).toEqual([
    'a.kyn',
    'kynml.lock',
    'm.json',
    'vendor/broken/experiment_manifest.json kyn/json-syntax',
    'vendor/broken/run_manifest.json kyn/json-syntax',
    'vendor/broken/sweep_results.json kyn/json-syntax',
    'vendor/cargo/kynml.lock kyn/json-syntax',
  ]);
});

describe('a file that only resembles one of KynML', () => {
  const own = { '/w/a.kyn': houseSpec, '/w/kynml.lock': lockText('a.kyn', houseSpec) };
  const asFiles = <T>(texts: Readonly<Record<string, string>>, asFile: (text: string) => T) =>
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [`/w/vendor/${name}`, asFile(text)]));
  const foreign = {
    ...asFiles(foreignTexts, text => text),
    ...asFiles(foreignUtf16, text => utf16(text)),
    ...asFiles(foreignBeginnings, head => ({ unreadable: 'too-large' as const, head })),
  };

  test.each([{}, own])('has no findings in a folder, also next to a spec and its lock', async specs => {
    const { code, stderr, files: checked } = await check({ files: { ...foreign, ...specs } });
    expect({ code, stderr, checked: withCodes(checked) }).toEqual({
      code: 0,
      stderr: '',
      checked: Object.keys(specs).map(path => path.slice('/w/'.length)),
    });
  });

  test.each(Object.keys(foreignTexts))('is not known where it is named: %s', async name => {
    const run = await kyn({ files: { [`/w/${name}`]: foreignTexts[name] ?? '' } }, 'check', name);
    expect([run.code, run.stderr]).toEqual([2, expect.stringContaining('is neither a spec nor a known artifact')]);
  });

  test.each([...Object.keys(foreignUtf16), ...Object.keys(foreignBeginnings)])(
    'has no kind where it cannot be read: %s',
    async name => {
      const run = await kyn({ files: { [`/w/vendor/${name}`]: foreign[`/w/vendor/${name}`] ?? '' } }, 'check');
      expect([run.code, run.stderr, run.stdout.includes(name)]).toEqual([0, '', false]);
    },
  );
});

describe('the server', () => {
  test('does not claim any of the files', async () => {
    const texts = { ...Object.fromEntries(names.map(name => [name, textOf(name)])), ...foreignTexts };
    const client = await startClient(texts);
    await client.request('kynml/runs', {});
    for (const [name, text] of Object.entries(texts)) {
      await client.open(name, text.replace(/^\ufeff/, ''), name.endsWith('.py') ? 'python' : 'json');
      const shown = [await client.diagnostics(name), await client.lenses(name), await client.hover(name, 0, 1)];
      expect([name, ...shown]).toEqual([name, [], [], null]);
    }
    expect(await client.request('kynml/runs', {})).toEqual([]);
  });

  test('reports a broken file with the name of a kind next to a spec', async () => {
    const client = await startClient({ 'a.kyn': houseSpec });
    await client.request('kynml/runs', {});
    await client.open('broken/run_manifest.json', textOf('broken/run_manifest.json'));
    expect(await client.codes('broken/run_manifest.json')).toEqual(['json-syntax']);
    await client.open('trainer/run_manifest.json', textOf('trainer/run_manifest.json'));
    expect(await client.codes('trainer/run_manifest.json')).toEqual([]);
  });
});
