// kyn follows a link before `..` goes up, as the system does, so it reads the file that a run reads.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFor } from '../lsp/lockFixture';
import { houseLibrary, houseSpec, houseTrain } from '../specFixture';
import { codesOf, reportOf } from './checkJson';
import { kynOnDisk } from './cliEnvironment';

let top = '';
let cwd = '';
beforeEach(() => {
  top = realpathSync(mkdtempSync(path.join(tmpdir(), 'kyn-parents-')));
  cwd = path.join(top, 'w');
  mkdirSync(path.join(cwd, 'other/sub'), { recursive: true });
  symlinkSync('other/sub', path.join(cwd, 'lnk'));
});
afterEach(() => rmSync(top, { recursive: true }));

const write = (name: string, text: string): void => writeFileSync(path.join(cwd, name), text);
const withData = (file: string): string =>
  houseSpec
    .slice(houseSpec.indexOf('dataset'))
    .replace('input 4', 'input 2')
    .replace('$lr', '0.1')
    .replace('data/houses.csv', file);

const codesIn = async (name: string): Promise<string[]> =>
  codesOf(reportOf(await kynOnDisk(cwd, 'check', name, '--format', 'json')).files).map(code =>
    code.replace('kyn/', ''),
  );

test.each([
  ['d.csv', []],
  ['./other/../d.csv', []],
  ['lnk/../d.csv', ['csv-target']],
  ['lnk\\..\\d.csv', ['floating-data', 'csv-target']],
  ['nope/../d.csv', ['csv-missing']],
  ['a.kyn/../d.csv', ['csv-missing']],
])('data %s is checked as the system finds it', async (file, expected) => {
  write('d.csv', 'area,rooms,price\n1,2,3\n');
  write('other/d.csv', 'area,prize\n1,2\n');
  write('a.kyn', withData(file));
  expect(await codesIn('a.kyn')).toEqual(expected);
});

test.each([
  ['lib.kyn', ['csv-missing']],
  ['lnk/../lib.kyn', ['unknown-name']],
  ['nope/../lib.kyn', ['import-problem']],
])('import %s is checked as the system finds it', async (file, expected) => {
  write('lib.kyn', houseLibrary);
  write('other/lib.kyn', houseLibrary.replace('model Net', 'model Nit'));
  write('a.kyn', `import "${file}"\n\n${houseTrain.replace('$lr', '0.01')}`);
  expect(await codesIn('a.kyn')).toEqual(expected);
});

test.each([
  ['a.kyn', [], 'locked'],
  ['other/../a.kyn', [], 'locked'],
  ['lnk/../a.kyn', ['lock-drift'], 'missing'],
  ['nope/../a.kyn', ['lock-orphan'], 'missing'],
])('a lock that names %s pins the spec that the system finds', async (source, expected, state) => {
  write('a.kyn', houseSpec);
  write('other/a.kyn', `${houseSpec}# x\n`);
  write('kynml.lock', lockFor(houseSpec, source));
  expect(await codesIn('kynml.lock')).toEqual(expected);
  expect((await kynOnDisk(cwd, 'lock', 'check', 'a.kyn')).stdout).toContain(state);
});

test('data that a link and `..` lead out of the working folder is not read', async () => {
  mkdirSync(path.join(top, 'out/sub'), { recursive: true });
  symlinkSync('../out/sub', path.join(cwd, 'away'));
  writeFileSync(path.join(top, 'out/d.csv'), 'area,secret\n1,2\n');
  writeFileSync(path.join(top, 'out/lib.kyn'), houseLibrary);
  write('d.csv', 'area,rooms,price\n1,2,3\n');
  write('a.kyn', `import "away/../lib.kyn"\n${withData('away/../d.csv')}`);
  const { stdout } = await kynOnDisk(cwd, 'check', 'a.kyn');
  expect(stdout).toContain('away/../lib.kyn');
  expect(stdout).not.toContain('secret');
  expect(await codesIn('a.kyn')).toEqual(['import-problem', 'floating-data']);
});
