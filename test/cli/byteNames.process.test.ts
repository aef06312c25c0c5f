// Files and folders whose names are not UTF-8: kyn reads them, and names each in its own way.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { houseSpec } from '../specFixture';
import { manifestText, sha256 } from './cliEnvironment';
import { kynProgram, runIn } from './kynProcess';

const program = kynProgram();
let folder: string;
const at = (...bytes: (string | number)[]): Buffer =>
  Buffer.concat([`${folder}/`, ...bytes].map(part => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part))));

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'kyn bytes ')));
  writeFileSync(at('a', 0xff, '.kyn'), houseSpec);
  writeFileSync(at('c', 0xfd, '.kyn'), houseSpec);
  writeFileSync(at('c', 0xfe, '.kyn'), houseSpec);
  writeFileSync(at('run', 0xe9, '.json'), manifestText());
  mkdirSync(at('d', 0xff));
  writeFileSync(at('d', 0xff, '/b.kyn'), `${houseSpec}# b\n`);
  symlinkSync('b.kyn', at('d', 0xff, '/link.kyn'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const kyn = (...args: string[]) => runIn(folder, process.execPath, [program.path(), ...args]);
// A shell can pass any bytes.
const inShell = (script: string) => runIn(folder, '/bin/sh', ['-c', script, process.execPath, program.path()]);
const HASH = sha256(houseSpec);
const HASH_B = sha256(`${houseSpec}# b\n`);
const LISTED = `${HASH}  a\\udcff.kyn\n${HASH}  c\\udcfd.kyn\n${HASH}  c\\udcfe.kyn\n${HASH_B}  d\\udcff/b.kyn\n`;

test('in a folder, with and without git', () => {
  expect(kyn('hash', '.')).toMatchObject({ status: 0, stdout: LISTED, stderr: '' });
  const files = JSON.parse(kyn('check', '--format', 'json').stdout).files;
  expect(files.map((file: { path: string }) => file.path)).toEqual([
    'a\udcff.kyn',
    'c\udcfd.kyn',
    'c\udcfe.kyn',
    'd\udcff/b.kyn',
    'run\udce9.json',
  ]);
  expect(runIn(folder, 'git', ['init', '--quiet']).status).toBe(0);
  writeFileSync(join(folder, '.gitignore'), 'c*\n');
  const [first, , , last] = LISTED.split(/(?<=\n)/);
  expect(kyn('hash', '.')).toMatchObject({ status: 0, stdout: `${first}${last}`, stderr: '' });
  rmSync(join(folder, '.git'), { recursive: true });
});

test('as an argument, unless two names look the same', () => {
  expect(inShell(`"$0" "$1" hash "$(printf 'a\\377.kyn')"`)).toMatchObject({
    status: 0,
    stdout: `${HASH}  a\ufffd.kyn\n`,
  });
  expect(inShell(`"$0" "$1" hash "$(printf 'd\\377/../d\\377/link.kyn')"`)).toMatchObject({ status: 0 });
  expect(inShell(`"$0" "$1" hash "$(printf 'c\\376.kyn')"`)).toMatchObject({
    status: 2,
    stderr:
      'kyn: c\ufffd.kyn was not found. If other files have names that look the same, name their folder instead.\n',
  });
});

test('as the working folder, where nothing is written to a folder of another name', () => {
  const inFolder = (args: string) => inShell(`cd "$(printf 'd\\377')" && exec "$0" "$1" ${args}`);
  expect(inFolder('hash .')).toMatchObject({ stdout: expect.stringContaining(`${HASH_B}  b.kyn\n`) });
  expect(inFolder('lock create b.kyn')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('kynml.lock could not be written: its path is not UTF-8.'),
  });
  expect(kyn('hash', '.').stdout).toBe(LISTED);
});

test('in a SARIF report the byte is part of the address', () => {
  const log = JSON.parse(kyn('check', '--format', 'sarif').stdout);
  const uris = log.runs[0].results.map(
    (r: { locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }) =>
      r.locations[0]?.physicalLocation.artifactLocation.uri,
  );
  expect(uris).toEqual(expect.arrayContaining(['a%FF.kyn', 'd%FF/b.kyn']));
});
